import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage, type MessageSketch } from '../../../../test/support/messages.ts'
import { makeTestStore, querySql, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import {
  addAccount,
  addContact,
  mergeSearchIndex,
  parseQuery,
  saveAttachmentText,
  saveMailbox,
  saveMessages,
  saveText,
  search,
  searchAndCount,
  searchByRelevance,
  snippetFor,
} from '../index.ts'

let test: TestStore
let accountId: AccountId
let inbox: MailboxId
let sent: MailboxId

const day = (iso: string) => Date.parse(`${iso}T12:00:00Z`)
const utc = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date)

function fill(): void {
  test = makeTestStore()
  test.write((tx) => {
    accountId = addAccount(
      tx,
      { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: null },
      1,
    )
    const fields = { delimiter: '/', isSubscribed: true, isSelectable: true }
    inbox = saveMailbox(tx, accountId, { ...fields, path: 'INBOX', name: 'INBOX', role: 'inbox' })
    sent = saveMailbox(tx, accountId, { ...fields, path: 'Sent Items', name: 'Sent Items', role: 'sent' })
  })
  test.write((tx) => {
    const person = {
      birthDate: null,
      recordNumber: null,
      phones: [],
      readsMailOn: 'unsure',
      agreedToEmailOn: null,
    } as const
    addContact(
      tx,
      {
        ...person,
        kind: 'patient',
        name: 'Daniel Ortiz',
        nicknames: ['Dánilo'],
        addresses: ['niel@ortiz.example', 'Daniel@ortiz.example'],
      },
      1,
    )
    addContact(
      tx,
      { ...person, kind: 'colleague', name: 'Dr. Lee', nicknames: [], addresses: ['lee@clinic.example'] },
      1,
    )
  })
  save([
    {
      uid: 1,
      at: day('2026-01-10'),
      subject: 'Invoice for Zoë',
      body: 'Please find the invoice. Crème brûlée.',
    },
    {
      uid: 2,
      at: day('2026-02-10'),
      subject: 'Appointment',
      body: 'Tuesday at four',
      cc: 'lee@clinic.example',
      hasAttachments: true,
      attachmentNames: 'intake-form.pdf',
    },
    {
      uid: 3,
      at: day('2026-03-10'),
      subject: 'Re: Appointment',
      body: 'Tuesday is fine',
      flags: { isSeen: true },
    },
    {
      uid: 4,
      at: day('2026-04-10'),
      from: 'daniel@ortiz.example',
      subject: 'Deleted',
      body: 'Tuesday',
      flags: { isDeleted: true },
    },
  ])
  save(
    [
      {
        uid: 1,
        at: day('2026-05-10'),
        from: 'dr@practice.example',
        to: 'daniel@ortiz.example',
        body: 'Tuesday works',
        flags: { isSeen: true, isFlagged: true },
      },
    ],
    sent,
  )
}

function save(sketches: readonly MessageSketch[], mailboxId = inbox): void {
  test.write((tx) => saveMessages(tx, { accountId, mailboxId }, sketches.map(fetchedMessage), 1))
}

const find = (query: string) =>
  search(test.store, parseQuery(query, utc), { before: null, limit: 50 }).hits.map(
    (message) => `${message.mailboxId === inbox ? 'in' : 'sent'}${message.uid}`,
  )

describe('search', () => {
  beforeAll(fill)
  afterAll(() => test.dispose())

  it.each([
    ['a word, newest first, without deleted ones', 'tuesday', ['sent1', 'in3', 'in2']],
    ['the beginning of the last word', 'tues', ['sent1', 'in3', 'in2']],
    ['only whole words before the last', 'tues works', []],
    ['several words', 'tuesday works', ['sent1']],
    ['a phrase', '"tuesday is"', ['in3']],
    ['words without their accents', 'creme brulee', ['in1']],
    ['a name with its accent left out', 'zoe', ['in1']],
    ['the sender', 'from:dr@practice.example', ['sent1']],
    ['the recipient', 'to:daniel', ['sent1']],
    ['the subject alone', 'subject:invoice', ['in1']],
    ['not the subject', 'subject:find', []],
    ['attachments', 'has:attachment', ['in2']],
    ['unread', 'is:unread', ['in2', 'in1']],
    ['flagged', 'is:flagged tuesday', ['sent1']],
    ['a mailbox by role', 'in:sent tuesday', ['sent1']],
    ['a mailbox by name', 'in:"sent items"', ['sent1']],
    ['a mailbox that is not there', 'in:nowhere tuesday', []],
    ['before a day', 'before:2026-02-10', ['in1']],
    ['after a day, that day included', 'after:2026-03-10', ['sent1', 'in3']],
    ['between months', 'after:2026-02 before:2026-03 tuesday', ['in2']],
    ['before a day as Americans write it', 'before:2/10/2026', ['in1']],
    ['an unknown operator as text', 'foo:bar', []],
    ['a copied recipient', 'cc:lee', ['in2']],
    ['not a recipient who was only copied', 'cc:daniel', []],
    ['to: whether copied or not', 'to:lee', ['in2']],
    ['a file by its name', 'filename:intake', ['in2']],
    ['a beginning in the middle', 'tues* works', ['sent1']],
    ['what a word is not in', 'tuesday -fine', ['sent1', 'in2']],
    ['what a phrase is not in', 'tuesday -"is fine"', ['sent1', 'in2']],
    ['what is not from someone', 'tuesday -from:practice', ['in3', 'in2']],
    ['everything without a word', '-tuesday', ['in1']],
    ['everything unread without a word', 'is:unread -invoice', ['in2']],
    ['not in a mailbox', 'tuesday -in:sent', ['in3', 'in2']],
    ['in one of several mailboxes', 'in:sent in:inbox works', ['sent1']],
    ['read', 'is:read tuesday', ['sent1', 'in3']],
    ['not unread', '-is:unread tuesday', ['sent1', 'in3']],
    ['without attachments', '-has:attachment tuesday', ['sent1', 'in3']],
    ['one word or another', 'fine OR works', ['sent1', 'in3']],
    ['one of two beside a third', 'tuesday fine OR four', ['in3', 'in2']],
    ['or as a word where it is no capital', 'tuesday or works', []],
    ['everything while OR is typed', 'works OR', ['sent1']],
    ['everything else while an operator is typed', 'works from:', ['sent1']],
    ['a hyphen inside a word', 'intake-form', ['in2']],
    ['all of a patient, by a name', 'patient:daniel', ['sent1']],
    ['all of a patient, by a nickname without its accent', 'patient:dani', ['sent1']],
    ['all of a patient, by both names', 'patient:"ortiz daniel"', ['sent1']],
    ['not a colleague', 'patient:lee', []],
    ['nobody who is called something else', 'patient:aniel', []],
    ['all but of a patient', 'tuesday -patient:daniel', ['in3', 'in2']],
    ['nothing for nothing but signs', '!!! ***', []],
  ])('finds %s', (_what, query, expected) => {
    expect(find(query)).toEqual(expected)
  })

  it.each([
    '"',
    '""',
    'a" OR "b',
    'NEAR(a b)',
    'subject : x',
    '{subject} : x',
    'a AND',
    '^a',
    'a*',
    '-a',
    'from:"',
    'x'.repeat(500),
    '\u0000',
    '\ud800',
  ])('can not be brought to an error by %j', (query) => {
    expect(() => find(query)).not.toThrow()
  })

  it.each([
    ['an operator that is none', 'form:maria', [{ kind: 'unknown-operator', word: 'form:' }]],
    ['a value that its operator does not know', 'is:blue', [{ kind: 'unknown-value', word: 'is:blue' }]],
    ['a day that is none', 'before:2026-02-30', [{ kind: 'not-a-date', word: 'before:2026-02-30' }]],
    ['a mailbox that is not there', 'in:nowhere', [{ kind: 'no-such-mailbox', word: 'nowhere' }]],
    ['a patient nobody is', 'patient:zoe', [{ kind: 'no-such-patient', word: 'zoe' }]],
    ['nothing of what is understood', 'from:maria in:inbox after:2026 "a b" -c', []],
    ['nothing of an answer, a time or a page', 'Re: 10:30 https://clinic.example', []],
    ['nothing of what is still typed', 'is:', []],
  ])('hints at %s', (_what, query, hints) => {
    expect(search(test.store, parseQuery(query, utc), { before: null, limit: 5 }).hints).toEqual(hints)
  })

  it.each([
    ['words', 'tuesday', 3],
    ['words and a filter', 'tuesday is:read', 2],
    ['words in a mailbox', 'tuesday in:inbox', 2],
    ['a filter', 'is:unread', 2],
    ['what is left out', '-tuesday', 1],
    ['days', 'tuesday after:2026-03-01 before:2026-05-01', 1],
    ['nothing', '***', 0],
  ])('counts %s', (_what, query, count) => {
    const parsed = parseQuery(query, utc)
    const totals = [1, 50].map((limit) => searchAndCount(test.store, parsed, { before: null, limit }).total)
    const exactly = { count, isExact: true }
    expect(totals).toEqual([exactly, exactly])
  })

  it.each([
    ['tuesday', 'in', ['in3', 'in2']],
    ['tuesday', 'sent', ['sent1']],
    ['tuesday in:sent', 'sent', ['sent1']],
    ['tuesday in:sent', 'in', []],
    ['', 'in', []],
  ])('%j looks in one mailbox alone: %s', (typed, where, expected) => {
    const sent = search(test.store, parseQuery('in:sent', utc), { before: null, limit: 1 }).hits[0]?.mailboxId
    const query = { ...parseQuery(typed, utc), within: where === 'in' ? inbox : sent! }
    const { hits, total } = searchAndCount(test.store, query, { before: null, limit: 50 })
    expect(hits.map(({ mailboxId, uid }) => `${mailboxId === inbox ? 'in' : 'sent'}${uid}`)).toEqual(expected)
    expect(total).toEqual({ count: expected.length, isExact: true })
    const best = searchByRelevance(test.store, query, 50)
    expect(best.hits.length).toBe(expected.length)
  })

  it('pages without overlap and ends', () => {
    const first = search(test.store, parseQuery('tuesday'), { before: null, limit: 2 })
    const second = search(test.store, parseQuery('tuesday'), { before: first.next, limit: 2 })
    expect(first.hits).toHaveLength(2)
    expect(second).toMatchObject({ hits: [{ uid: 2 }], next: null })
  })
})

describe('search of mail that changed', () => {
  beforeEach(fill)
  afterEach(() => test.dispose())

  it('takes a patient for nobody whose address only holds the same words', () => {
    save([
      { uid: 20, from: 'jo.daniel@ortiz.example', body: 'a stranger' },
      { uid: 21, from: 'daniel@ortiz.example.org', body: 'a stranger' },
      { uid: 22, from: 'DANIEL@Ortiz.example', body: 'himself' },
    ])
    expect(find('patient:daniel')).toEqual(['in22', 'sent1'])
    expect(find('from:daniel@ortiz.example ')).toEqual(['in22'])
    // While it is typed, it may become the longer one. The positive control: as words they are found.
    expect(find('from:daniel@ortiz.exam')).toEqual(['in22', 'in21'])
    expect(find('from:"daniel ortiz example"')).toEqual(['in22', 'in21', 'in20'])
  })

  it('finds the new text of a message and no longer the old', () => {
    const [hit] = search(test.store, parseQuery('brulee'), { before: null, limit: 1 }).hits
    test.write((tx) =>
      saveText(tx, hit!.id, {
        subject: 's',
        sender: [],
        recipients: [],
        copied: [],
        body: 'decrypted pumpernickel',
        attachmentNames: 'scan.pdf',
        attachmentText: null,
        isDecrypted: true,
      }),
    )
    expect(find('brulee')).toEqual([])
    expect(find('pumpernickel')).toEqual(['in1'])
    expect(find('scan.pdf')).toEqual(['in1'])
  })

  it('finds a message by what its files say, once they were read', () => {
    const [hit] = search(test.store, parseQuery('brulee'), { before: null, limit: 1 }).hits
    test.write((tx) => saveAttachmentText(tx, hit!.id, 'Progress note about sleep hygiene'))
    const [found] = search(test.store, parseQuery('hygiene'), { before: null, limit: 1 }).hits
    expect(found).toMatchObject({ uid: 1 })
    const { terms } = parseQuery('hygiene')
    expect(snippetFor(test.store, terms, found!)).toBe('Progress note about sleep hygiene')
    expect(find('brulee')).toEqual(['in1'])
  })

  it('finds the same once the pieces of the index are put together', () => {
    const pieces = () => querySql(test.store, 'SELECT DISTINCT segid FROM message_search_idx').length
    for (const uid of [30, 31, 32, 33, 34]) save([{ uid, body: `tuesday word${String(uid)}` }])
    const before = [find('tuesday'), find('word31')]
    expect(pieces()).toBeGreaterThan(4)
    while (test.write(mergeSearchIndex));
    expect(pieces()).toBe(1)
    expect([find('tuesday'), find('word31')]).toEqual(before)
    save([{ uid: 40, body: 'tuesday once more' }])
    expect(find('tuesday')).toEqual(['in40', ...(before[0] ?? [])])
  })

  it('ranks on request', () => {
    save([{ uid: 10, at: day('2020-01-01'), subject: 'Tuesday Tuesday Tuesday', body: 'tuesday' }])
    const { hits } = searchByRelevance(test.store, parseQuery('tuesday'), 3)
    expect(hits[0]?.uid).toBe(10)
    expect(hits).toHaveLength(3)
  })
})
