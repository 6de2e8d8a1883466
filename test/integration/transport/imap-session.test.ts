import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import {
  connectImap,
  createTlsPolicy,
  type FetchedMessage,
  type ImapSession,
  type MailboxEvent,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import { transportLimits } from '../../../src/main/transport/limits.ts'
import { passwordOf, rawMessage, selfSealed, valueOf } from './support.ts'

let lab: Lab
let policy: TlsPolicy
let session: ImapSession

beforeAll(async () => {
  lab = await startLab({ broken: false })
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
})
afterAll(() => lab.stop())
beforeEach(async () => {
  session = valueOf(await connectImap(lab.imap.implicit, passwordOf(people.rivera), policy))
})
afterEach(() => session.close())

const deliver = (subject: string, padBytes = 0): Promise<void> =>
  lab.deliver(rawMessage(`<${subject}@elsewhere.test>`, subject, padBytes), people.rivera.address)

async function fetchAll(
  uids: readonly number[],
  maxSourceBytes?: number,
): Promise<readonly FetchedMessage[]> {
  const all: FetchedMessage[] = []
  const options = maxSourceBytes === undefined ? {} : { maxSourceBytes }
  for await (const batch of session.fetchMessages(uids, options)) all.push(...valueOf(batch))
  return all
}

function nextEvent(kind: MailboxEvent['kind'], from = session): Promise<MailboxEvent> {
  return new Promise((resolve) => {
    const unsubscribe = from.onEvent((event) => {
      if (event.kind !== kind) return
      unsubscribe()
      resolve(event)
    })
  })
}

async function startEmpty(): Promise<void> {
  valueOf(await session.open('INBOX'))
  valueOf(await session.expunge(valueOf(await session.listUids()), 'draft-version'))
}

test('lists the mailboxes with their roles and counts', async () => {
  await startEmpty()
  await deliver('counted')
  const mailboxes = valueOf(await session.listMailboxes())
  const roles = Object.fromEntries(mailboxes.map((mailbox) => [mailbox.path, mailbox.role]))
  expect(roles).toMatchObject({
    INBOX: 'inbox',
    Drafts: 'drafts',
    Sent: 'sent',
    Trash: 'trash',
    Junk: 'junk',
    Archive: 'archive',
  })
  const inbox = mailboxes.find((mailbox) => mailbox.role === 'inbox')
  expect(inbox).toMatchObject({ delimiter: '/', isSelectable: true, status: { exists: 1, unseen: 1 } })
})

test('downloads the exact bytes that the server keeps, newest first when asked so', async () => {
  await startEmpty()
  for (const subject of ['one', 'two', 'three']) await deliver(subject)
  const opened = valueOf(await session.open('INBOX'))
  expect(opened).toMatchObject({ exists: 3, isReadOnly: false })
  expect(opened.highestModseq).not.toBeNull()
  const uids = valueOf(await session.listUids())
  const messages = await fetchAll(uids.toReversed())
  expect(messages.map((message) => message.uid)).toEqual(uids.toReversed())
  const stored = await lab.mailbox(people.rivera.address).list()
  for (const message of messages) {
    const twin = stored.find(({ raw }) => raw.equals(message.source))
    expect(twin).toBeDefined()
    expect(message.size).toBe(message.source.length)
    expect(message.flags.has('\\Seen')).toBe(false)
    expect(Math.abs(message.internalDate.getTime() - Date.now())).toBeLessThan(60_000)
  }
})

test('splits a download into batches, first a page and then 200 messages, with calls allowed between them', async () => {
  await startEmpty()
  const count = 260
  await Promise.all(Array.from({ length: count }, (_, index) => deliver(`batch-${index}`)))
  valueOf(await session.open('INBOX'))
  const uids = valueOf(await session.listUids())
  const sizes: number[] = []
  for await (const batch of session.fetchMessages(uids)) {
    sizes.push(valueOf(batch).length)
    expect(valueOf(await session.status('Sent')).exists).toBe(0)
  }
  expect(sizes).toEqual([50, 200, 10])
})

test('gives large messages batches of their own', async () => {
  await startEmpty()
  const sizes = [0, 300_000, 0, 5_000_000, 300_000, 0]
  for (const [index, size] of sizes.entries()) await deliver(`sized-${index}`, size)
  valueOf(await session.open('INBOX'))
  const uids = valueOf(await session.listUids())
  const batches: number[][] = []
  for await (const batch of session.fetchMessages(uids)) {
    for (const message of valueOf(batch)) expect(message.source.length).toBe(message.size)
    batches.push(valueOf(batch).map((message) => uids.indexOf(message.uid)))
  }
  expect(batches).toEqual([[0, 2, 5], [1, 4], [3]])
})

test('gives the beginning of a message over the limit, and its whole size', async () => {
  await startEmpty()
  await deliver('long', 150_000)
  await deliver('short')
  valueOf(await session.open('INBOX'))
  const [short, long] = await fetchAll(valueOf(await session.listUids()), 100_000)
  expect(short?.source.length).toBe(short?.size)
  expect(long?.source.length).toBe(transportLimits.headBytes)
  expect(long?.size).toBeGreaterThan(150_000)
})

test('leaves out a message that was expunged meanwhile', async () => {
  await startEmpty()
  await deliver('stays')
  await deliver('goes')
  valueOf(await session.open('INBOX'))
  const uids = valueOf(await session.listUids())
  valueOf(await session.expunge(uids.slice(1), 'draft-version'))
  expect((await fetchAll([...uids, 999_999])).map((message) => message.uid)).toEqual(uids.slice(0, 1))
})

test('lists only what is new since a UID', async () => {
  await startEmpty()
  await deliver('old')
  const { uidNext } = valueOf(await session.open('INBOX'))
  expect(valueOf(await session.listUids({ from: uidNext }))).toEqual([])
  await deliver('new')
  expect(valueOf(await session.listUids({ from: uidNext }))).toEqual([uidNext])
})

describe('changes', () => {
  test('sets and clears flags, and reports what others changed since a mod-sequence', async () => {
    await startEmpty()
    await deliver('flagged')
    await deliver('untouched')
    await deliver('vanishing')
    const { highestModseq } = valueOf(await session.open('INBOX'))
    const [first = 0, , third = 0] = valueOf(await session.listUids())
    const other = valueOf(await connectImap(lab.imap.starttls, passwordOf(people.rivera), policy))
    valueOf(await other.open('INBOX'))
    valueOf(await other.changeFlags([first], { add: ['\\Seen', '\\Flagged'] }))
    valueOf(await other.changeFlags([first], { remove: ['\\Flagged'] }))
    valueOf(await other.expunge([third], 'draft-version'))
    await other.close()

    valueOf(await session.open('INBOX'))
    const changed = valueOf(await session.fetchFlags({ changedSince: highestModseq }))
    expect(changed.changes.map(({ uid, flags }) => [uid, [...flags]])).toEqual([[first, ['\\Seen']]])
    expect(changed.vanished).toEqual([third])
    const all = valueOf(await session.fetchFlags({ changedSince: null }))
    expect(all.changes).toHaveLength(2)
    expect(all.vanished).toBeNull()
  })

  test('moves a message and tells its new UID', async () => {
    await startEmpty()
    await deliver('to archive')
    valueOf(await session.open('INBOX'))
    const [uid = 0] = valueOf(await session.listUids())
    const moved = valueOf(await session.move([uid], 'Archive'))
    expect(valueOf(await session.listUids())).toEqual([])
    valueOf(await session.open('Archive'))
    expect(valueOf(await session.listUids())).toEqual([moved.get(uid)])
  })

  test('creates a mailbox, and names one that is gone', async () => {
    valueOf(await session.createMailbox('Clients/2026'))
    expect(valueOf(await session.open('Clients/2026')).exists).toBe(0)
    expect(await session.open('No such mailbox')).toMatchObject({ error: { code: 'imap/mailbox-gone' } })
    expect(await session.status('No such mailbox')).toMatchObject({ error: { code: 'imap/mailbox-gone' } })
    await startEmpty()
    await deliver('stays here')
    const uids = valueOf(await session.listUids())
    expect(await session.move(uids, 'No such mailbox')).toMatchObject({
      error: { code: 'imap/mailbox-gone' },
    })
    expect(valueOf(await session.listUids())).toEqual(uids)
    expect(
      await session.append('No such mailbox', selfSealed('x'), { flags: [], date: new Date() }),
    ).toMatchObject({ error: { code: 'imap/mailbox-gone' } })
  })

  test('files an own copy in Sent, byte for byte', async () => {
    const copy = selfSealed('own copy')
    const date = new Date('2026-03-04T05:06:07Z')
    const appended = valueOf(await session.append('Sent', copy, { flags: ['\\Seen'], date }))
    const [stored] = await lab.mailbox(people.rivera.address).waitFor(1, { folder: 'Sent' })
    expect(stored?.raw.equals(copy.raw)).toBe(true)
    expect(stored?.flags).toBe('S')
    valueOf(await session.open('Sent'))
    const [message] = await fetchAll([appended.uid ?? 0])
    expect(message?.internalDate).toEqual(date)
  })

  test('refuses to file bytes that weren’t sealed for oneself', async () => {
    const plain = {
      raw: Buffer.from('Subject: plain\r\n\r\nplain\r\n'),
      messageId: '<x@y>',
      mac: new Uint8Array(32),
    }
    const act = session.append('Drafts', plain as never, { flags: [], date: new Date() })
    await expect(act).rejects.toThrow(TypeError)
    expect(await lab.mailbox(people.rivera.address).list('Drafts')).toEqual([])
  })
})

describe('idle', () => {
  test('sees a new message at once', async () => {
    await startEmpty()
    valueOf(await session.open('INBOX'))
    const stop = new AbortController()
    const seen = nextEvent('exists')
    const idling = session.idle(stop.signal)
    await deliver('while idling')
    expect(await seen).toEqual({ kind: 'exists', path: 'INBOX', count: 1 })
    stop.abort()
    expect(await idling).toEqual({ ok: true, value: undefined })
  })

  test('sees flags and removals made elsewhere', async () => {
    await startEmpty()
    await deliver('changed elsewhere')
    valueOf(await session.open('INBOX'))
    const [uid = 0] = valueOf(await session.listUids())
    const stop = new AbortController()
    const idling = session.idle(stop.signal)
    const other = valueOf(await connectImap(lab.imap.implicit, passwordOf(people.rivera), policy))
    valueOf(await other.open('INBOX'))
    const flagged = nextEvent('flags')
    valueOf(await other.changeFlags([uid], { add: ['\\Seen'] }))
    expect(await flagged).toMatchObject({ kind: 'flags', uid })
    const removed = nextEvent('expunge')
    valueOf(await other.expunge([uid], 'draft-version'))
    expect(await removed).toEqual({ kind: 'expunge', path: 'INBOX', uid })
    stop.abort()
    await idling
    await other.close()
  })

  test('ends when another call needs the connection', async () => {
    valueOf(await session.open('INBOX'))
    const idling = session.idle(new AbortController().signal)
    valueOf(await session.status('Sent'))
    expect(await idling).toMatchObject({ ok: true })
  })
})

test('after closing every call says that the connection is gone, and the end was no failure', async () => {
  const ended = nextEvent('closed')
  valueOf(await session.open('INBOX'))
  await session.close()
  expect(await ended).toEqual({ kind: 'closed', error: null })
  const lost = { ok: false, error: { code: 'host/connection-lost' } }
  expect(await session.open('INBOX')).toEqual(lost)
  expect(await session.listUids()).toEqual(lost)
  expect(await session.idle(new AbortController().signal)).toEqual(lost)
  for await (const batch of session.fetchMessages([1])) expect(batch).toEqual(lost)
})
