import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contentsOf } from '../../../bench/engine/contents.ts'
import { differences } from '../../../bench/sync-faults/compare.ts'
import { readServer } from '../../../bench/sync-faults/server-state.ts'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { connectImap, createTlsPolicy } from '../../../src/main/transport/index.ts'
import { eventually } from '../../support/eventually.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { startLyingFront, type LyingFront } from '../../support/lying-front.ts'
import { plainHost, type PlainHost } from '../../support/plain-host.ts'
import { valueOf } from '../../support/store.ts'

let lab: Lab
let front: LyingFront
let other: ImapFlow
let host: PlainHost
let practice: LivePractice | null = null

beforeAll(async () => {
  lab = await startLab({ broken: false })
  front = await startLyingFront(lab)
  other = await openOtherProgram(lab, lab.people.rivera)
  await other.mailboxCreate('Projects')
  for (const path of ['INBOX', 'Projects', 'Archive']) {
    for (const index of [1, 2, 3, 4]) await append(path, `${path} ${index}`)
  }
  await append('INBOX', 'Marked by another program', ['\\Deleted'])
})
afterAll(async () => {
  await other.logout()
  await front.close()
  await lab.stop()
})
beforeEach(() => {
  host = plainHost()
  front.lie(host.lie)
  front.open()
})
afterEach(async () => {
  await practice?.stop()
  practice = null
})

const imap = () => ({ ...lab.imap.implicit, port: front.port })
const append = (path: string, subject: string, flags: string[] = []) =>
  other.append(path, plainMail({ subject }, lab.people.rivera.address), flags)
const open = async () => {
  const opened = await openLivePractice(lab, { imap: imap() })
  practice = opened
  opened.inbound.start()
  await opened.synced()
  return opened
}
const idOf = (one: LivePractice, path: string) => {
  const found = valueOf(one.inbound.mailboxes()).find((mailbox) => mailbox.path === path)
  if (found === undefined) throw new Error(`no mailbox ${path}`)
  return found.id
}
const look = async (one: LivePractice) => {
  front.open()
  one.inbound.syncNow()
  await one.synced()
}
const expectSame = (one: LivePractice) =>
  eventually(async () => {
    expect(differences(contentsOf(one.store), await readServer(other))).toEqual([])
  })
const onServer = async (path: string) => {
  // To close it otherwise would expunge what is marked (RFC 3501 section 6.4.2).
  await other.mailboxOpen(path, { readOnly: true })
  const found: string[] = []
  for await (const { envelope, flags } of other.fetch('1:*', { envelope: true, flags: true })) {
    found.push(`${envelope?.subject ?? ''}${flags?.has('\\Deleted') === true ? ', marked' : ''}`)
  }
  await other.mailboxClose()
  return found.sort()
}

describe('a host without any extension', () => {
  it('is read whole, told what was done offline, and followed', async () => {
    const live = await open()
    expect(differences(contentsOf(live.store), await readServer(other))).toEqual([])
    expect(valueOf(live.inbound.mailboxes()).map(({ role }) => role)).toEqual(
      expect.arrayContaining(['inbox', 'sent', 'archive', 'junk', 'trash']),
    )
    front.shut()
    await live.until(() => live.inbound.connection().state === 'offline')
    const { id: flagged } = live.row('inbox', 'INBOX 1')
    const { id: moved } = live.row('inbox', 'INBOX 2')
    const { id: removed } = live.row('inbox', 'INBOX 3')
    valueOf(live.inbound.setFlags([flagged], { isFlagged: true, isUnread: false }))
    valueOf(live.inbound.move([moved], { mailboxId: idOf(live, 'Projects') }))
    valueOf(live.inbound.move([removed], { role: 'trash' }))
    valueOf(live.inbound.renameMailbox(idOf(live, 'Projects'), 'Work'))
    valueOf(live.inbound.createMailbox(live.accountId, null, 'Made'))
    valueOf(live.inbound.move([moved], { mailboxId: idOf(live, 'Made') }))
    await look(live)
    await expectSame(live)
    // EXPUNGE would have taken what another program has marked: what went is marked beside it.
    expect(await onServer('INBOX')).toEqual([
      'INBOX 1',
      'INBOX 2, marked',
      'INBOX 3, marked',
      'INBOX 4',
      'Marked by another program, marked',
    ])
    expect(live.subjects('inbox').sort()).toEqual(['INBOX 1', 'INBOX 4'])
    expect(await onServer('Made')).toEqual(['INBOX 2'])
    expect(live.subjects('trash')).toEqual(['INBOX 3'])
    expect(live.row('trash', 'INBOX 3').id).toBe(removed)
    expect(live.row('inbox', 'INBOX 1')).toMatchObject({ id: flagged, isFlagged: true, isUnread: false })

    // Deleted for good, it can only be marked, and stays out of sight all the same.
    await append('Trash', 'Marked in Trash', ['\\Deleted'])
    valueOf(live.inbound.deleteForGood([removed]))
    expect(live.subjects('trash')).toEqual([])
    await look(live)
    await expectSame(live)
    expect(await onServer('Trash')).toEqual(['INBOX 3, marked', 'Marked in Trash, marked'])
    expect(live.subjects('trash')).toEqual([])

    // Nothing tells of changed flags but the flags themselves.
    await other.mailboxOpen('Archive')
    await other.messageFlagsAdd('1:2', ['\\Flagged'])
    await other.messageDelete('3')
    await other.mailboxClose()
    await look(live)
    await expectSame(live)
    expect(live.rows('archive').filter(({ isFlagged }) => isFlagged)).toHaveLength(2)

    // Told at once, while it is waited for without IDLE.
    const { id: later } = live.row('inbox', 'INBOX 4')
    valueOf(live.inbound.setFlags([later], { isFlagged: true }))
    await live.until(async () => {
      await other.mailboxOpen('INBOX', { readOnly: true })
      const found = await other.search({ subject: 'INBOX 4', flagged: true })
      return Array.isArray(found) && found.length === 1
    })
    expect(host.unknown).toEqual([])
    expect(host.asked).toContain('UID COPY')
  })

  it('tells of new mail when it is asked for, as it doesn’t by itself', async () => {
    const { address, password } = lab.people.rivera
    const credentials = { kind: 'password', user: address, password } as const
    const policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
    const session = valueOf(await connectImap(imap(), credentials, policy))
    try {
      expect(session.capabilities).toMatchObject({
        ...{ idle: false, move: false, uidPlus: false, condstore: false, qresync: false, compress: false },
      })
      valueOf(await session.open('INBOX'))
      const told = new AbortController()
      session.onEvent(({ kind }) => {
        if (kind === 'exists') told.abort()
      })
      await append('INBOX', 'Came meanwhile')
      valueOf(await session.idle(told.signal))
      expect(told.signal.aborted).toBe(true)
    } finally {
      await session.close()
    }
    expect(host.unknown).toEqual([])

    // The control: one that announces them and has none is asked, and that is seen.
    front.lie({ answer: host.lie.answer })
    const control = valueOf(await connectImap(imap(), credentials, policy))
    await control.close({ atOnce: true })
    expect(host.unknown.length).toBeGreaterThan(0)
  })

  it('keeps older versions of a draft as marked, and lists none of them', async () => {
    const live = await open()
    const { id } = valueOf(live.drafts.createNew({}, ''))
    for (const html of ['<p>One</p>', '<p>Two</p>']) {
      const { content, takenRevision } = valueOf(live.drafts.get(id))
      valueOf(live.drafts.save(id, { takenRevision, content: { ...content, subject: 'Letter', html } }))
      live.pass(60_000)
      await look(live)
    }
    const drafts = await onServer('Drafts')
    expect(drafts.filter((one) => one.endsWith(', marked'))).toHaveLength(1)
    expect(drafts).toHaveLength(2)
    await look(live)
    expect(await onServer('Drafts')).toHaveLength(2)
    expect(live.rows('drafts')).toEqual([])
    expect(valueOf(live.drafts.list()).map(({ content }) => content.html)).toEqual(['<p>Two</p>'])
  })
})
