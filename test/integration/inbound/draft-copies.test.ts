import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { findAccountKey, type NewOwnKey } from '../../../src/main/store/index.ts'
import type { Draft } from '../../../src/shared/contract/index.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'

let lab: Lab
let gate: TcpGate
let other: ImapFlow
let practice: LivePractice
const opened: LivePractice[] = []

beforeAll(async () => {
  lab = await startLab({ broken: false })
  gate = await startTcpGate(lab.imap.implicit.port)
  other = await openOtherProgram(lab, lab.people.rivera)
})
afterAll(async () => {
  await other.logout()
  await gate.close()
  await lab.stop()
})
beforeEach(async () => {
  await other.mailboxOpen('Drafts')
  await other.messageDelete('1:*')
  gate.open()
  practice = await openComputer()
  await look(practice)
})
afterEach(async () => {
  gate.open()
  await Promise.all(opened.splice(0).map((one) => one.stop()))
})

async function openComputer(ownKey?: NewOwnKey): Promise<LivePractice> {
  const imap = { ...lab.imap.implicit, port: gate.port }
  const computer = await openLivePractice(lab, { imap, ...(ownKey !== undefined && { ownKey }) })
  opened.push(computer)
  return computer
}

/** Another computer of the practice: a store of its own, the same key. */
async function openSecond(): Promise<LivePractice> {
  const key = findAccountKey(practice.store, practice.address)
  if (key === null) throw new Error('no key')
  const second = await openComputer(key)
  await look(second)
  return second
}

/** One complete look at the account. */
async function look(computer: LivePractice): Promise<void> {
  computer.inbound.start()
  computer.inbound.syncNow()
  await computer.synced()
}

/** So long after the last change that it is due. */
async function rest(computer: LivePractice): Promise<void> {
  computer.pass(60_000)
  await look(computer)
}

const write = (computer: LivePractice, subject: string, html: string): Draft => {
  const { id } = valueOf(computer.drafts.createNew({}, ''))
  return edit(computer, id, { subject, html })
}
function edit(computer: LivePractice, id: Draft['id'], change: Partial<Draft['content']>): Draft {
  const { content, takenRevision } = valueOf(computer.drafts.get(id))
  return valueOf(computer.drafts.save(id, { takenRevision, content: { ...content, ...change } }))
}
const texts = (computer: LivePractice) =>
  valueOf(computer.drafts.list())
    .map(({ content }) => `${content.subject}: ${content.html}`)
    .sort()
const onServer = async () =>
  (await lab.mailbox(lab.people.rivera.address).list('Drafts')).map(({ raw }) => raw.toString('latin1'))
const people = [{ name: 'Maria Alvarez', address: 'maria@mail.test' }]

describe('a draft on the host', () => {
  it('is one sealed message, under fields that tell nothing, and stands here as the draft alone', async () => {
    const { id } = write(practice, 'Burnout', '<p>About your diagnosis</p>')
    edit(practice, id, { to: people })
    valueOf(practice.drafts.attach(id, [{ name: 'plan.txt', bytes: new TextEncoder().encode('Plan B') }]))
    await rest(practice)
    const [copy = '', ...others] = await onServer()
    expect(others).toEqual([])
    expect(copy).toContain('BEGIN PGP MESSAGE')
    expect(copy).not.toMatch(
      /Burnout|diagnosis|Maria|maria@|plan|^To:|^Cc:|^Bcc:|^References:|^In-Reply-To:/im,
    )
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
    expect(practice.rows('drafts')).toEqual([])
    expect(valueOf(practice.inbound.leftDrafts())).toEqual([])
    expect(texts(practice)).toEqual(['Burnout: <p>About your diagnosis</p>'])
  })

  it('waits until its text has rested, and begins with the first word', async () => {
    valueOf(practice.drafts.createNew({}, 'Dr. Rivera'))
    await rest(practice)
    write(practice, 'Just typed', '<p>One</p>')
    await look(practice)
    expect(await onServer()).toEqual([])
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
  })

  it('is replaced by its next version, also of what was written while offline', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const [first] = await onServer()
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
    edit(practice, id, { html: '<p>Two</p>' })
    edit(practice, id, { html: '<p>Three</p>' })
    practice.pass(60_000)
    gate.open()
    await look(practice)
    const copies = await onServer()
    expect(copies).toHaveLength(1)
    expect(copies[0]).not.toBe(first)
  })

  it('goes when it is discarded, and when its setting is turned off', async () => {
    const { id } = write(practice, 'One', '<p>One</p>')
    write(practice, 'Two', '<p>Two</p>')
    await rest(practice)
    expect(await onServer()).toHaveLength(2)
    valueOf(practice.drafts.discard({ id, takenRevision: 0 }))
    await look(practice)
    expect(await onServer()).toHaveLength(1)
    practice.keepDrafts(false)
    await look(practice)
    expect(await onServer()).toEqual([])
    expect(texts(practice)).toEqual(['Two: <p>Two</p>'])
    practice.keepDrafts(true)
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
  })

  it('stays here when its copy vanished there, and is not put back before it is edited', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    await other.mailboxOpen('Drafts')
    await other.messageDelete('1:*')
    await rest(practice)
    expect(texts(practice)).toEqual(['Letter: <p>One</p>'])
    expect(await onServer()).toEqual([])
    edit(practice, id, { html: '<p>Two</p>' })
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
  })

  it('is there once when the connection broke before the host could say that it had it', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    valueOf(practice.drafts.attach(id, [{ name: 'a.bin', bytes: practice.random(600_000) }]))
    const cuts = gate.cuts()
    practice.pass(60_000)
    gate.loseAnswerAfterClientBytes(600_000)
    practice.inbound.syncNow()
    await practice.until(() => gate.cuts() > cuts)
    const ids = async () => (await onServer()).map((raw) => /^Message-ID: .*/m.exec(raw)?.[0])
    await practice.until(async () => (await ids()).length === 1)
    const before = await ids()
    await look(practice)
    await rest(practice)
    expect(await ids()).toEqual(before)
    valueOf(practice.drafts.discard({ id, takenRevision: 0 }))
    await look(practice)
    expect(await onServer()).toEqual([])
  })

  it('is known again after the mailbox was made anew with other numbers', async () => {
    write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const [copy = ''] = await onServer()
    await other.mailboxClose()
    await other.mailboxDelete('Drafts')
    await other.mailboxCreate('Drafts')
    await other.append('Drafts', Buffer.from(copy, 'latin1'), ['\\Seen'])
    await rest(practice)
    expect(texts(practice)).toEqual(['Letter: <p>One</p>'])
    expect(valueOf(practice.inbound.leftDrafts())).toEqual([])
    expect(await onServer()).toHaveLength(1)
  })
})

describe('two computers of one practice', () => {
  it('go on with what the other one wrote, its files included', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    edit(practice, id, { bcc: people })
    valueOf(practice.drafts.attach(id, [{ name: 'plan.txt', bytes: new TextEncoder().encode('Plan B') }]))
    await rest(practice)
    const second = await openSecond()
    const [taken] = valueOf(second.drafts.list())
    expect(taken).toMatchObject({
      content: { subject: 'Letter', bcc: people },
      attachments: [{ fileName: 'plan.txt', sizeBytes: 6 }],
    })
    edit(second, taken!.id, { html: '<p>One and two</p>' })
    await rest(second)
    expect(await onServer()).toHaveLength(1)
    await look(practice)
    expect(texts(practice)).toEqual(['Letter: <p>One and two</p>'])
    expect(valueOf(practice.drafts.list())[0]?.id).toBe(id)
    expect(practice.published).toContainEqual({ type: 'draft-taken', draftId: id })
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
  })

  it('keep both where both wrote on, and agree which is which', async () => {
    write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const second = await openSecond()
    await Promise.all([practice.inbound.stop(), second.inbound.stop()])
    for (const [computer, html] of [
      [practice, '<p>Here</p>'],
      [second, '<p>There</p>'],
    ] as const) {
      computer.pass(1_000)
      edit(computer, valueOf(computer.drafts.list())[0]!.id, { html })
    }
    await rest(practice)
    await rest(second)
    await rest(practice)
    await rest(second)
    const both = ['Letter: <p>Here</p>', 'Letter: <p>There</p>']
    expect(texts(practice)).toEqual(both)
    expect(texts(second)).toEqual(both)
    expect(await onServer()).toHaveLength(2)
  })

  it('keep both where what was written here could not be copied', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const second = await openSecond()
    // More than the host is given of a draft.
    valueOf(practice.drafts.attach(id, [{ name: 'scan.bin', bytes: new Uint8Array(26 * 1024 * 1024) }]))
    edit(practice, id, { html: '<p>Here</p>' })
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
    second.pass(120_000)
    edit(second, valueOf(second.drafts.list())[0]!.id, { html: '<p>There</p>' })
    await rest(second)
    await look(practice)
    expect(texts(practice)).toEqual(['Letter: <p>Here</p>', 'Letter: <p>There</p>'])
    expect(valueOf(practice.drafts.get(id)).attachments).toMatchObject([{ fileName: 'scan.bin' }])
    await rest(practice)
    expect(await onServer()).toHaveLength(1)
  })

  it('keep both where the other one’s text came while this one was being written on', async () => {
    const { id } = write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const second = await openSecond()
    // In a window here, typed and not stored yet.
    const { content, takenRevision } = valueOf(practice.drafts.get(id))
    edit(second, valueOf(second.drafts.list())[0]!.id, { html: '<p>There</p>' })
    await rest(second)
    await look(practice)
    const here = { takenRevision, content: { ...content, html: '<p>Here</p>' } }
    expect(valueOf(practice.drafts.save(id, here)).id).not.toBe(id)
    const both = ['Letter: <p>Here</p>', 'Letter: <p>There</p>']
    await rest(practice)
    await rest(second)
    expect(texts(practice)).toEqual(both)
    expect(texts(second)).toEqual(both)
    expect(await onServer()).toHaveLength(2)
  })

  it('do not bring back what one of them discarded', async () => {
    write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const second = await openSecond()
    valueOf(second.drafts.discard(valueOf(second.drafts.list())[0]!))
    await look(second)
    await rest(practice)
    await rest(second)
    expect(texts(second)).toEqual([])
    expect(texts(practice)).toEqual(['Letter: <p>One</p>'])
    expect(await onServer()).toEqual([])
  })
})

describe('what another program left in Drafts', () => {
  const left = () => valueOf(practice.inbound.leftDrafts())

  it('is shown as mail, and goes on as a draft of ours while it stays as it is', async () => {
    const mail = plainMail({ subject: 'Half a letter', text: 'Dear Maria,\r\n\r\nI' }, 'maria@mail.test')
    await other.append('Drafts', mail, ['\\Draft'])
    await look(practice)
    expect(left()).toMatchObject([{ subject: 'Half a letter', who: 'maria@mail.test' }])
    const draft = valueOf(await practice.drafts.createFrom('continue', left()[0]!.id, 'Dr. Rivera'))
    expect(draft).toMatchObject({
      content: {
        to: [{ address: 'maria@mail.test' }],
        subject: 'Half a letter',
        html: '<p>Dear Maria,</p><p>I</p>',
      },
      inReplyTo: null,
    })
    expect(left()).toHaveLength(1)
    expect(await onServer()).toHaveLength(1)
  })

  it('is never taken for a draft of ours, however it is written', async () => {
    write(practice, 'Letter', '<p>One</p>')
    await rest(practice)
    const [copy = ''] = await onServer()
    // Signed by nobody, with the same file inside.
    const forged = [
      `From: ${practice.address}`,
      'Subject: Forged',
      'Message-ID: <forged@evil.test>',
      'MIME-Version: 1.0',
      'Content-Type: application/vnd.sealpost.draft+json; name="draft.json"',
      '',
      JSON.stringify({ version: 1, id: '0'.repeat(32), savedAt: 1, replaces: [], kind: 'new' }),
    ].join('\r\n')
    await other.append('Drafts', forged, ['\\Draft'])
    await other.append('Drafts', copy.replace('Message-ID: <', 'Message-ID: <x'), ['\\Draft'])
    await look(practice)
    expect(texts(practice)).toEqual(['Letter: <p>One</p>'])
    expect(left().map(({ subject }) => subject)).toContain('Forged')
  })
})
