import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage, noFlags, type MessageSketch } from '../../../../test/support/messages.ts'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import {
  addAccount,
  addServerAction,
  applyServerFlags,
  countMessages,
  findMessage,
  findMessagesByMessageId,
  forgetUids,
  countBodiless,
  listBodiless,
  listDepartedUids,
  listMessages,
  listThread,
  listTogether,
  listUids,
  moveMessage,
  parseQuery,
  placeMessage,
  readRaw,
  removeAllMessages,
  removeByUids,
  removeUnmatched,
  saveMailbox,
  saveMessages,
  search,
  setFlags,
  type MailboxRole,
} from '../index.ts'

let test: TestStore
let accountId: AccountId
let inbox: MailboxId
let archive: MailboxId

beforeEach(() => {
  test = makeTestStore()
  accountId = test.write((tx) =>
    addAccount(tx, { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: null }, 1),
  )
  inbox = addMailbox('INBOX', 'inbox')
  archive = addMailbox('Archive', 'archive')
})
afterEach(() => test.dispose())

function addMailbox(path: string, role: MailboxRole): MailboxId {
  return test.write((tx) =>
    saveMailbox(tx, accountId, {
      path,
      delimiter: '/',
      name: path,
      role,
      isSubscribed: true,
      isSelectable: true,
    }),
  )
}

function save(sketches: readonly MessageSketch[], mailboxId = inbox): MessageId[] {
  return test.write((tx) => saveMessages(tx, { accountId, mailboxId }, sketches.map(fetchedMessage), 1))
}

const uidsListed = (mailboxId = inbox) =>
  listMessages(test.store, mailboxId, { before: null, limit: 100 }).map((message) => message.uid)

describe('lists', () => {
  it('of several mailboxes stand together, and begin at any place', () => {
    save([1, 3, 5].map((uid) => ({ uid })))
    save(
      [2, 4].map((uid) => ({ uid })),
      archive,
    )
    save([{ uid: 6, flags: { isDeleted: true } }])
    const uidsFrom = (offset: number, mailboxes: readonly MailboxId[]) =>
      listTogether(test.store, mailboxes, { before: null, limit: 2, offset }).map(({ uid }) => uid)
    expect([0, 2, 4, 6].map((offset) => uidsFrom(offset, [inbox, archive]))).toEqual([
      [5, 4],
      [3, 2],
      [1],
      [],
    ])
    expect(uidsFrom(1, [inbox])).toEqual([3, 1])
    expect(uidsFrom(0, [])).toEqual([])
  })

  it('are newest first whatever the order of arrival, page by page without overlap', () => {
    save([5, 1, 3].map((uid) => ({ uid })))
    save([4, 2].map((uid) => ({ uid })))
    expect(uidsListed()).toEqual([5, 4, 3, 2, 1])
    const first = listMessages(test.store, inbox, { before: null, limit: 2 })
    const second = listMessages(test.store, inbox, { before: first.at(-1)!.id, limit: 2 })
    expect([...first, ...second].map((message) => message.uid)).toEqual([5, 4, 3, 2])
  })

  it('hold all of 3,000 messages that an import gave one and the same date', () => {
    for (let start = 0; start < 3000; start += 500) {
      save(Array.from({ length: 500 }, (_, index) => ({ uid: start + index + 1, at: 1_000_000_000_000 })))
    }
    expect(countMessages(test.store, inbox)).toEqual({ total: 3000, unread: 3000 })
    expect(new Set(listUids(test.store, inbox)).size).toBe(3000)
  })

  it('leave out what is flagged \\Deleted, and counts agree', () => {
    save([{ uid: 1 }, { uid: 2, flags: { isDeleted: true } }, { uid: 3, flags: { isSeen: true } }])
    expect(uidsListed()).toEqual([3, 1])
    expect(countMessages(test.store, inbox)).toEqual({ total: 2, unread: 1 })
  })
})

describe('saving a batch again', () => {
  it('updates flags and keeps ids, source and text', () => {
    const raw = randomBytes(2_000_000)
    const [id] = save([{ uid: 1, raw, body: 'unforgettable' }])
    const again = test.write((tx) =>
      saveMessages(
        tx,
        { accountId, mailboxId: inbox },
        [{ ...fetchedMessage({ uid: 1, flags: { isSeen: true } }), text: null }],
        2,
      ),
    )
    expect(again).toEqual([id])
    expect(findMessage(test.store, id!)).toMatchObject({ isSeen: true, bodyState: 'stored' })
    expect(Buffer.from(readRaw(test.store, id!)!).equals(raw)).toBe(true)
    expect(search(test.store, parseQuery('unforgettable'), { before: null, limit: 5 }).hits).toHaveLength(1)
  })

  it('lists what still has no source, newest first', () => {
    save([{ uid: 1 }, { uid: 2, raw: randomBytes(10) }, { uid: 3 }])
    const all = { largestBytes: Infinity, largestProtectedBytes: Infinity, sinceMs: -Infinity }
    expect(listBodiless(test.store, inbox, all).map(({ uid }) => uid)).toEqual([3, 1])
    expect([countBodiless(test.store, inbox), countBodiless(test.store, null)]).toEqual([2, 2])
  })

  it('lists of those what is within the limits of size and age', () => {
    save([
      { uid: 1, at: 1_000, sizeBytes: 10 },
      { uid: 2, at: 2_000, sizeBytes: 10 },
      { uid: 3, at: 2_000, sizeBytes: 11 },
    ])
    const within = { largestBytes: 10, largestProtectedBytes: 10, sinceMs: 2_000 }
    expect(listBodiless(test.store, inbox, within).map(({ uid }) => uid)).toEqual([2])
  })

  it('lists what is protected up to a size of its own, and no older than the rest', () => {
    save([
      { uid: 1, at: 1_000, sizeBytes: 20, needsWhole: true },
      { uid: 2, at: 2_000, sizeBytes: 20, needsWhole: true },
      { uid: 3, at: 2_000, sizeBytes: 21, needsWhole: true },
      { uid: 4, at: 2_000, sizeBytes: 20 },
    ])
    const within = { largestBytes: 10, largestProtectedBytes: 20, sinceMs: 2_000 }
    expect(listBodiless(test.store, inbox, within).map(({ uid }) => uid)).toEqual([2])
  })
})

describe('flags from the server', () => {
  it('report only rows that changed', () => {
    const [first, second] = save([{ uid: 1 }, { uid: 2 }])
    const changed = test.write((tx) =>
      applyServerFlags(tx, inbox, [
        { uid: 1, modseq: '9007199254740993', flags: { ...noFlags, isSeen: true, keywords: ['$Forwarded'] } },
        { uid: 2, modseq: '7', flags: noFlags },
        { uid: 99, modseq: '8', flags: noFlags },
      ]),
    )
    expect(changed).toEqual([first])
    expect(findMessage(test.store, first!)).toMatchObject({ isSeen: true, modseq: '9007199254740993' })
    expect(findMessage(test.store, second!)).toMatchObject({ isSeen: false })
  })

  it('do not undo a change made here that the server has not been told', () => {
    const [id] = save([{ uid: 1 }])
    test.write((tx) => {
      setFlags(tx, id!, { isSeen: true })
      addServerAction(tx, {
        accountId,
        kind: 'set-flags',
        mailboxId: inbox,
        uid: 1,
        messageId: id!,
        payload: { isSeen: true },
        createdAt: 1,
      })
    })
    expect(
      test.write((tx) => applyServerFlags(tx, inbox, [{ uid: 1, modseq: null, flags: noFlags }])),
    ).toEqual([])
    expect(findMessage(test.store, id!)).toMatchObject({ isSeen: true })
  })
})

describe('moves', () => {
  it('keep the id; the server’s word or the next sync gives the new UID', () => {
    const [told, found] = save([{ uid: 1 }, { uid: 2 }])
    test.write((tx) => {
      moveMessage(tx, told!, archive)
      moveMessage(tx, found!, archive)
      placeMessage(tx, told!, { mailboxId: archive, uid: 71 })
    })
    const [adopted] = save(
      [{ ...sketchOf(2), uid: 72, messageId: 'm2@patients.example', sizeBytes: 1002 }],
      archive,
    )
    expect(adopted).toBe(found)
    expect(uidsListed(archive)).toEqual([72, 71])
    expect(uidsListed()).toEqual([])
  })

  it('do not leave two rows when sync saw the new UID first', () => {
    const [id] = save([{ uid: 1 }])
    test.write((tx) => moveMessage(tx, id!, archive))
    const [seen] = save([{ uid: 71, messageId: 'other@x.example' }], archive)
    test.write((tx) => placeMessage(tx, id!, { mailboxId: archive, uid: 71 }))
    expect(findMessage(test.store, seen!)).toBeNull()
    expect(uidsListed(archive)).toEqual([71])
  })

  it('are known to sync as departed UIDs', () => {
    test.write((tx) =>
      addServerAction(tx, {
        accountId,
        kind: 'move',
        mailboxId: inbox,
        uid: 7,
        messageId: null,
        payload: {},
        createdAt: 1,
      }),
    )
    expect([...listDepartedUids(test.store, inbox)]).toEqual([7])
  })
})

describe('a UIDVALIDITY change', () => {
  it('keeps messages readable, gives them their new UIDs and drops those that are gone', () => {
    const [kept, gone] = save([
      { uid: 1, raw: randomBytes(10) },
      { uid: 2, raw: randomBytes(10) },
    ])
    test.write((tx) => forgetUids(tx, inbox))
    expect(readRaw(test.store, kept!)).not.toBeNull()
    const [adopted] = save([{ uid: 501, messageId: 'm1@patients.example', sizeBytes: 1001 }])
    expect(adopted).toBe(kept)
    expect(test.write((tx) => removeUnmatched(tx, inbox))).toBe(1)
    expect(findMessage(test.store, gone!)).toBeNull()
    expect(listUids(test.store, inbox)).toEqual([501])
  })
})

describe('removal', () => {
  it('takes source, text and index along', () => {
    save([{ uid: 1, raw: randomBytes(1_500_000), body: 'ephemeral' }, { uid: 2 }])
    expect(test.write((tx) => removeByUids(tx, inbox, [1, 77]))).toBe(1)
    expect(search(test.store, parseQuery('ephemeral'), { before: null, limit: 5 }).hits).toEqual([])
    expect(test.write((tx) => removeAllMessages(tx, inbox))).toBe(1)
    expect(test.write((tx) => removeAllMessages(tx, inbox))).toBe(0)
    expect(test.write((tx) => tx)).toBeDefined()
  })
})

describe('threads', () => {
  it('tie an answer to what it answers, also when the answer came first', () => {
    save([{ uid: 2, inReplyTo: 'm1@patients.example' }])
    const [first] = save([{ uid: 1 }])
    const thread = findMessage(test.store, first!)!.threadId
    expect(listThread(test.store, thread).map((message) => message.uid)).toEqual([1, 2])
  })

  it('join when a message names both', () => {
    const [a, b] = save([{ uid: 1 }, { uid: 2 }])
    save([{ uid: 3, references: ['m1@patients.example', 'm2@patients.example'] }])
    const thread = findMessage(test.store, a!)!.threadId
    expect(findMessage(test.store, b!)!.threadId).toBe(thread)
    expect(listThread(test.store, thread)).toHaveLength(3)
  })

  it('stay apart for messages without ids', () => {
    const [a, b] = save([
      { uid: 1, messageId: null },
      { uid: 2, messageId: null },
    ])
    expect(findMessage(test.store, a!)!.threadId).not.toBe(findMessage(test.store, b!)!.threadId)
  })

  it('survive ten thousand references', () => {
    const references = Array.from({ length: 10_000 }, (_, index) => `r${index}@x.example`)
    const [id] = save([{ uid: 1, references }])
    expect(findMessagesByMessageId(test.store, accountId, 'm1@patients.example')[0]?.id).toBe(id)
  })
})

function sketchOf(uid: number): MessageSketch {
  return { uid }
}
