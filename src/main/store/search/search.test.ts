import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage, type MessageSketch } from '../../../../test/support/messages.ts'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import {
  addAccount,
  parseQuery,
  saveMailbox,
  saveMessages,
  saveText,
  search,
  searchByRelevance,
} from '../index.ts'
import { snippetOf } from './snippet.ts'

let test: TestStore
let accountId: AccountId
let inbox: MailboxId
let sent: MailboxId

const day = (iso: string) => Date.parse(`${iso}T12:00:00Z`)
const utc = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date)

beforeEach(() => {
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
  save([
    {
      uid: 1,
      at: day('2026-01-10'),
      subject: 'Invoice for Zoë',
      body: 'Please find the invoice. Crème brûlée.',
    },
    { uid: 2, at: day('2026-02-10'), subject: 'Appointment', body: 'Tuesday at four', hasAttachments: true },
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
})
afterEach(() => test.dispose())

function save(sketches: readonly MessageSketch[], mailboxId = inbox): void {
  test.write((tx) => saveMessages(tx, { accountId, mailboxId }, sketches.map(fetchedMessage), 1))
}

const find = (query: string) =>
  search(test.store, parseQuery(query, utc), { before: null, limit: 50 }).hits.map(
    ({ message }) => `${message.mailboxId === inbox ? 'in' : 'sent'}${message.uid}`,
  )

describe('search', () => {
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
    ['an unknown operator as text', 'foo:bar', []],
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

  it('pages without overlap and ends', () => {
    const first = search(test.store, parseQuery('tuesday'), { before: null, limit: 2 })
    const second = search(test.store, parseQuery('tuesday'), { before: first.next, limit: 2 })
    expect(first.hits).toHaveLength(2)
    expect(second).toMatchObject({ hits: [{ message: { uid: 2 } }], next: null })
  })

  it('finds the new text of a message and no longer the old', () => {
    const [hit] = search(test.store, parseQuery('brulee'), { before: null, limit: 1 }).hits
    test.write((tx) =>
      saveText(tx, hit!.message.id, {
        subject: 's',
        sender: '',
        recipients: '',
        body: 'decrypted pumpernickel',
        attachmentNames: 'scan.pdf',
        isDecrypted: true,
      }),
    )
    expect(find('brulee')).toEqual([])
    expect(find('pumpernickel')).toEqual(['in1'])
    expect(find('scan.pdf')).toEqual(['in1'])
  })

  it('ranks on request', () => {
    save([{ uid: 10, at: day('2020-01-01'), subject: 'Tuesday Tuesday Tuesday', body: 'tuesday' }])
    const { hits } = searchByRelevance(test.store, parseQuery('tuesday'), 3)
    expect(hits[0]?.message.uid).toBe(10)
    expect(hits).toHaveLength(3)
  })
})

describe('snippets', () => {
  const long = `${'lorem ipsum '.repeat(50)}the Crème brûlée was good ${'dolor sit '.repeat(50)}`

  it('show the text around the match, accents or not', () => {
    const snippet = snippetOf(long, ['creme'])
    expect(snippet).toMatch(/^….*the Crème brûlée was good.*…$/)
    expect(snippet!.length).toBeLessThanOrEqual(162)
  })

  it('start at the beginning when the match is there', () => {
    expect(snippetOf('Hello  there\r\nMaria', ['maria'])).toBe('Hello there Maria')
  })

  it('are none when no term is in the text', () => {
    expect(snippetOf(long, ['pumpernickel'])).toBeNull()
  })
})
