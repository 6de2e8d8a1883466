import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ImapFlow } from 'imapflow'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { stopHeldDeletions } from '../../../src/main/inbound/index.ts'
import { addLegalHold, listServerActions, startServerAction } from '../../../src/main/store/index.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'

let lab: Lab
let gate: TcpGate
let practice: LivePractice
let other: ImapFlow

const standing = ['INBOX', 'Drafts', 'Sent', 'Trash', 'Junk', 'Archive']

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
  const listed = (await other.list()).map(({ path }) => path).toSorted((a, b) => b.length - a.length)
  for (const path of listed.filter((one) => !standing.includes(one))) {
    await other.mailboxDelete(path)
  }
  await other.mailboxOpen('Trash')
  await other.messageDelete('1:*')
  await other.mailboxClose()
  gate.open()
  practice = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: gate.port } })
  practice.inbound.start()
  await practice.synced()
})
afterEach(async () => {
  gate.open()
  await practice.stop()
})

const append = (path: string, subject: string, flags: string[] = []) =>
  other.append(path, plainMail({ subject }, lab.people.rivera.address), flags)
const subjectsOnServer = async (path: string) => {
  await other.mailboxOpen(path)
  const found: string[] = []
  for await (const { envelope } of other.fetch('1:*', { envelope: true })) found.push(envelope?.subject ?? '')
  await other.mailboxClose()
  return found.sort()
}
const onServer = async () =>
  (await other.list())
    .map(({ path }) => path)
    .filter((path) => !standing.includes(path))
    .sort()
const subscribed = async () =>
  (await other.list())
    .filter((one) => one.subscribed && !standing.includes(one.path))
    .map(({ path }) => path)
    .sort()
const shown = () =>
  valueOf(practice.inbound.mailboxes())
    .filter(({ role }) => role === 'other')
    .map(({ path }) => path)
    .sort()
const idOf = (path: string) => {
  const found = valueOf(practice.inbound.mailboxes()).find((one) => one.path === path)
  if (found === undefined) throw new Error(`no mailbox ${path}`)
  return found.id
}
const make = (name: string, parent: string | null = null) =>
  valueOf(practice.inbound.createMailbox(practice.accountId, parent === null ? null : idOf(parent), name))
const subjectsIn = (path: string) =>
  valueOf(practice.inbound.list(idOf(path), null, 100))
    .rows.map(({ subject }) => subject)
    .sort()
const goOffline = async () => {
  gate.shut()
  practice.inbound.syncNow()
  await practice.until(() => practice.inbound.connection().state === 'offline')
}
const goOnline = async () => {
  gate.open()
  practice.inbound.syncNow()
  await practice.synced()
}
const refusals = () => practice.published.filter(({ type }) => type === 'mailbox-refused')

describe('a mailbox', () => {
  it('is made at the host, subscribed to, whatever letters its name has', async () => {
    const name = 'Größe & "Łukasz" 漢字 \\ 100'
    make(name)
    make('Inside', name)
    await practice.until(async () => (await onServer()).length === 2)
    expect(await onServer()).toEqual([name, `${name}/Inside`])
    expect(await subscribed()).toEqual([name, `${name}/Inside`])
    await practice.until(() => practice.inbound.connection().state === 'online')
    practice.inbound.syncNow()
    await practice.synced()
    expect(shown()).toEqual([name, `${name}/Inside`])
    const [parent, child] = valueOf(practice.inbound.mailboxes()).filter(({ role }) => role === 'other')
    expect(child?.parentId).toBe(parent?.id)
  })

  it('is renamed with what lies in it: ids, mail and subscriptions stay', async () => {
    await other.mailboxCreate('Clients')
    await other.mailboxCreate('Clients/2025')
    await append('Clients', 'In the upper one')
    await append('Clients/2025', 'In the lower one')
    practice.inbound.syncNow()
    await practice.synced()
    const [before] = valueOf(practice.inbound.list(idOf('Clients/2025'), null, 10)).rows
    valueOf(practice.inbound.renameMailbox(idOf('Clients'), 'Patients'))
    expect(shown()).toEqual(['Patients', 'Patients/2025'])
    await practice.until(async () => (await onServer()).includes('Patients'))
    expect(await onServer()).toEqual(['Patients', 'Patients/2025'])
    await practice.until(async () => (await subscribed()).join() === 'Patients,Patients/2025')
    practice.inbound.syncNow()
    await practice.synced()
    expect(shown()).toEqual(['Patients', 'Patients/2025'])
    expect(subjectsIn('Patients')).toEqual(['In the upper one'])
    expect(valueOf(practice.inbound.list(idOf('Patients/2025'), null, 10)).rows).toEqual([before])
  })

  it('keeps what another program marked as deleted, when the open one is renamed', async () => {
    await other.mailboxCreate('Marked')
    await append('Marked', 'Marked mail', ['\\Deleted'])
    await append('Marked', 'Other mail')
    practice.inbound.syncNow()
    await practice.synced()
    // Told right before the rename, so that the connection has it open.
    const [row] = valueOf(practice.inbound.list(idOf('Marked'), null, 10)).rows
    await goOffline()
    valueOf(practice.inbound.setFlags([row?.id ?? (0 as never)], { isFlagged: true }))
    valueOf(practice.inbound.renameMailbox(idOf('Marked'), 'Kept'))
    await goOnline()
    expect(await subjectsOnServer('Kept')).toEqual(['Marked mail', 'Other mail'])
  })

  it('is removed with those inside it, and all their mail goes to Trash, known here or not', async () => {
    await other.mailboxCreate('Old')
    await other.mailboxCreate('Old/Older')
    await append('Old', 'Known')
    await append('Old/Older', 'Known inside')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    await append('Old', 'Came meanwhile')
    await append('Old/Older', 'Came inside, marked', ['\\Deleted'])
    valueOf(await practice.inbound.removeMailbox(idOf('Old')))
    expect(shown()).toEqual([])
    expect(practice.subjects('trash').sort()).toEqual(['Known', 'Known inside'])
    await goOnline()
    expect(await onServer()).toEqual([])
    expect(await subscribed()).toEqual([])
    expect(await subjectsOnServer('Trash')).toEqual([
      'Came inside, marked',
      'Came meanwhile',
      'Known',
      'Known inside',
    ])
    expect(shown()).toEqual([])
    expect(practice.subjects('trash').sort()).toEqual(['Came meanwhile', 'Known', 'Known inside'])
    expect(practice.events().filter(({ type }) => type === 'mailbox.removed')).toMatchObject([
      { messages: 2 },
    ])
  })
})

describe('without a connection', () => {
  it('all of it waits, and is done in order', async () => {
    await other.mailboxCreate('Bills')
    await append('Bills', 'A bill')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    const [bill] = valueOf(practice.inbound.list(idOf('Bills'), null, 10)).rows
    if (bill === undefined) throw new Error('no bill')
    valueOf(practice.inbound.setFlags([bill.id], { isFlagged: true }))
    valueOf(practice.inbound.renameMailbox(idOf('Bills'), 'Invoices'))
    make('2026', 'Invoices')
    valueOf(practice.inbound.move([bill.id], { mailboxId: idOf('Invoices/2026') }))
    valueOf(practice.inbound.renameMailbox(idOf('Invoices/2026'), 'This year'))
    make('Short-lived')
    valueOf(await practice.inbound.removeMailbox(idOf('Short-lived')))
    expect(shown()).toEqual(['Invoices', 'Invoices/This year'])
    await goOnline()
    expect(await onServer()).toEqual(['Invoices', 'Invoices/This year'])
    expect(await subjectsOnServer('Invoices/This year')).toEqual(['A bill'])
    expect(shown()).toEqual(['Invoices', 'Invoices/This year'])
    expect(valueOf(practice.inbound.list(idOf('Invoices/This year'), null, 10)).rows).toMatchObject([
      { id: bill.id, isFlagged: true },
    ])
    expect(refusals()).toEqual([])
  })

  it('a removal is taken back by making it again', async () => {
    await other.mailboxCreate('Empty')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    const id = idOf('Empty')
    valueOf(await practice.inbound.removeMailbox(id))
    expect(shown()).toEqual([])
    expect(make('Empty')).toBe(id)
    expect(shown()).toEqual(['Empty'])
    await goOnline()
    expect(await onServer()).toEqual(['Empty'])
  })

  it('one that somebody else made meanwhile is the same one', async () => {
    await goOffline()
    make('Shared')
    await other.mailboxCreate('Shared')
    await append('Shared', 'From there')
    await goOnline()
    expect(refusals()).toEqual([])
    expect(subjectsIn('Shared')).toEqual(['From there'])
  })

  it('one that somebody else removed meanwhile stays removed, and that is said', async () => {
    await other.mailboxCreate('Gone')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    valueOf(practice.inbound.renameMailbox(idOf('Gone'), 'Renamed'))
    await other.mailboxDelete('Gone')
    await goOnline()
    expect(refusals()).toEqual([{ type: 'mailbox-refused', code: 'imap/mailbox-gone' }])
    expect(shown()).toEqual([])
  })

  it('one that somebody else renamed to the same name meanwhile is as both wanted it', async () => {
    await other.mailboxCreate('Before')
    await append('Before', 'Stays')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    valueOf(practice.inbound.renameMailbox(idOf('Before'), 'After'))
    await other.mailboxRename('Before', 'After')
    await goOnline()
    expect(refusals()).toEqual([])
    expect(subjectsIn('After')).toEqual(['Stays'])
  })

  it('a name that somebody else took meanwhile is theirs: both mailboxes stay', async () => {
    await other.mailboxCreate('Mine')
    await append('Mine', 'My mail')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    valueOf(practice.inbound.renameMailbox(idOf('Mine'), 'Theirs'))
    await other.mailboxCreate('Theirs')
    await append('Theirs', 'Their mail')
    await goOnline()
    expect(refusals()).toEqual([{ type: 'mailbox-refused', code: 'imap/mailbox-exists' }])
    expect(shown()).toEqual(['Mine', 'Theirs'])
    expect(subjectsIn('Mine')).toEqual(['My mail'])
    expect(subjectsIn('Theirs')).toEqual(['Their mail'])
  })

  it('mail that was moved to a mailbox which the host refuses comes back', async () => {
    await append('INBOX', 'Wanders')
    practice.inbound.syncNow()
    await practice.synced()
    await goOffline()
    // Longer than the file system of the host takes.
    const long = 'x'.repeat(150)
    make(long)
    const id = make('y'.repeat(150), long)
    const { id: messageId } = practice.row('inbox', 'Wanders')
    valueOf(practice.inbound.move([messageId], { mailboxId: id }))
    await goOnline()
    expect(refusals()).toEqual([{ type: 'mailbox-refused', code: 'imap/cannot' }])
    expect(shown()).toEqual([long])
    expect(practice.row('inbox', 'Wanders').id).toBe(messageId)
    expect(await subjectsOnServer('INBOX')).toContain('Wanders')
  })
})

describe('under a legal hold', () => {
  const hold = () =>
    practice.write((tx) => {
      const scope = { kind: 'account', accountId: practice.accountId } as const
      addLegalHold(tx, { scope, name: '', addresses: [], reason: 'Subpoena 12', setAt: 1 })
      return stopHeldDeletions(tx)
    })

  it.each([
    ['is tried again without a hold', true],
    ['is not tried again', false],
  ])('a deletion that was tried and interrupted %s', async (_what, isFree) => {
    const subject = `Held back ${String(!isFree)}`
    await append('INBOX', subject)
    await other.mailboxCreate('Case')
    practice.inbound.syncNow()
    await practice.until(() => shown().includes('Case') && practice.subjects('inbox').includes(subject))
    await goOffline()
    const { id } = practice.row('inbox', subject)
    valueOf(practice.inbound.move([id], { role: 'trash' }))
    valueOf(await practice.inbound.removeMailbox(idOf('Case')))
    practice.write((tx) => {
      for (const action of listServerActions(tx, practice.accountId, 10)) startServerAction(tx, action.id)
    })
    // What may be under way isn't counted as stopped.
    if (!isFree) expect(hold()).toBe(0)
    await goOnline()
    expect(listServerActions(practice.store, practice.accountId, 10)).toEqual([])
    expect(await subjectsOnServer(isFree ? 'Trash' : 'INBOX')).toContain(subject)
    expect(await onServer()).toEqual(isFree ? [] : ['Case'])
    expect(practice.rows(isFree ? 'trash' : 'inbox').map((row) => row.id)).toContain(id)
  })

  it('mail that goes at the host stays here, and the activity log tells of it', async () => {
    await append('INBOX', 'Goes at the host')
    practice.inbound.syncNow()
    await practice.until(() => practice.subjects('inbox').includes('Goes at the host'))
    const { id } = practice.row('inbox', 'Goes at the host')
    hold()
    await other.mailboxOpen('INBOX')
    await other.messageDelete({ subject: 'Goes at the host' })
    await other.mailboxClose()
    practice.inbound.syncNow()
    await practice.until(() => practice.events().some(({ type }) => type === 'hold.kept'))
    expect(practice.events().filter(({ type }) => type === 'hold.kept')).toEqual([
      { type: 'hold.kept', count: 1, messages: [id] },
    ])
  })
})
