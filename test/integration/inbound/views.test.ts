import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { eventually } from '../../support/eventually.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { startLyingFront, type Lie, type LyingFront } from '../../support/lying-front.ts'
import { valueOf } from '../../support/store.ts'

let lab: Lab
let front: LyingFront
let other: ImapFlow
let practice: LivePractice | null = null
/** What the host answers to a search by labels: UIDs in All Mail, or that it won't. */
let alone = '2'
let searches: string[] = []

beforeAll(async () => {
  lab = await startLab({ broken: false })
  front = await startLyingFront(lab)
  other = await openOtherProgram(lab, lab.people.rivera)
  for (const path of ['All Mail', 'Starred', 'Clients 2025', '(or) from:me']) await other.mailboxCreate(path)
  for (const [subject, ...paths] of [
    ['In the inbox', 'INBOX', 'All Mail', 'Starred'],
    ['Archived by a phone', 'All Mail'],
    ['With a label', 'Clients 2025', 'All Mail'],
  ] as const) {
    for (const path of paths) await other.append(path, plainMail({ subject }, lab.people.rivera.address))
  }
})
afterAll(async () => {
  await other.logout()
  await front.close()
  await lab.stop()
})
afterEach(async () => {
  await practice?.stop()
  practice = null
  front.lie(null)
})

const uses: Readonly<Record<string, string>> = { 'All Mail': '\\All', Starred: '\\Flagged' }
const withViews = (said: string) =>
  said.replace(
    /^\* LIST \(([^)]*)\)( "." "?(All Mail|Starred)"?\r\n)/,
    (_, flags, rest, path) => `* LIST (${String(flags)} ${uses[String(path)] ?? ''})${String(rest)}`,
  )
/** A host with views, which the lab's Dovecot has as mailboxes. */
const views: Lie = { instead: withViews }
/** As Gmail, where a mailbox is a label. */
const labels: Lie = {
  instead: (said) => withViews(said.replaceAll('CAPABILITY IMAP4rev1', 'CAPABILITY IMAP4rev1 X-GM-EXT-1')),
  heard: (line) => line.replace(' X-GM-MSGID', ''),
  answer: ({ tag, verb, line }) => {
    if (verb !== 'UID SEARCH' || !line.includes('X-GM-RAW')) return null
    searches.push(line.slice(line.indexOf('X-GM-RAW')))
    return alone === '' ? `${tag} NO not today\r\n` : `* SEARCH ${alone}\r\n${tag} OK done\r\n`
  },
}

async function open(lie: Lie | null): Promise<LivePractice> {
  searches = []
  front.lie(lie)
  const opened = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: front.port } })
  practice = opened
  opened.inbound.start()
  await opened.synced()
  return opened
}
const look = async (live: LivePractice) => {
  live.inbound.syncNow()
  await live.synced()
}
const contents = (live: LivePractice) =>
  Object.fromEntries(
    valueOf(live.inbound.mailboxes())
      .map(({ id, path, role }) => {
        const subjects = valueOf(live.inbound.list(id, null, 100)).rows.map(({ subject }) => subject)
        return [`${role} ${path}`, subjects.sort()] as const
      })
      .filter(([, subjects]) => subjects.length > 0),
  )
const standing = { 'inbox INBOX': ['In the inbox'], 'other Clients 2025': ['With a label'] }
const all = ['Archived by a phone', 'In the inbox', 'With a label']

describe('mailboxes that show what lies in others', () => {
  it('are left out where everything lies elsewhere too', async () => {
    expect(contents(await open(views))).toEqual(standing)
  })

  it('are mailboxes like any other where their names alone say so', async () => {
    expect(contents(await open(null))).toEqual({
      ...standing,
      'other All Mail': all,
      'other Starred': ['In the inbox'],
    })
  })

  it('are the archive where a message may lie in All Mail alone', async () => {
    alone = '2'
    const live = await open(labels)
    expect(contents(live)).toEqual({ ...standing, 'archive All Mail': ['Archived by a phone'] })
    expect(searches[0]).toContain('-label:inbox')
    expect(searches[0]).toContain('-label:\\"Clients 2025\\"')
    expect(searches[0]).not.toMatch(/all mail|starred|from:me/i)

    // A phone archives another one, and gives the first a label: neither is ever here twice.
    await other.mailboxOpen('INBOX')
    await other.messageDelete('1:*')
    await other.mailboxClose()
    await other.append('Clients 2025', plainMail({ subject: all[0] ?? '' }, lab.people.rivera.address))
    alone = '1'
    live.inbound.syncNow()
    await eventually(() => {
      expect(contents(live)).toEqual({
        'archive All Mail': ['In the inbox'],
        'other Clients 2025': ['Archived by a phone', 'With a label'],
      })
    })

    // To archive is to move it there.
    await other.append('INBOX', plainMail({ subject: 'Done with' }, lab.people.rivera.address))
    await live.until(() => live.subjects('inbox').length === 1)
    alone = '1 4'
    valueOf(live.inbound.move([live.row('inbox', 'Done with').id], { role: 'archive' }))
    await eventually(async () => {
      expect(await other.status('All Mail', { messages: true })).toMatchObject({ messages: 4 })
    })
    await look(live)
    expect(live.subjects('archive').sort()).toEqual(['Done with', 'In the inbox'])
  })

  it('are read whole where the host won’t search by labels: twice rather than not at all', async () => {
    alone = ''
    const live = await open(labels)
    expect(live.subjects('archive')).toHaveLength(4)
    expect(searches.length).toBeGreaterThan(0)
  })
})
