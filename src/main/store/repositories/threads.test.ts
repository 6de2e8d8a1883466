import { afterAll, beforeAll, expect, it } from 'vitest'
import { fetchedMessage, type MessageSketch } from '../../../../test/support/messages.ts'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { addAccount, findMessage, saveMailbox, saveMessages } from '../index.ts'

let test: TestStore
let accountId: AccountId

beforeAll(() => {
  test = makeTestStore()
  accountId = test.write((tx) =>
    addAccount(tx, { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: null }, 1),
  )
})
afterAll(() => test.dispose())

type Sketch = Omit<MessageSketch, 'uid'>

/** Which messages share a thread, as numbers in the order of first sight: `[0, 0, 1]`. */
function threadsOf(name: string, sketches: readonly Sketch[]): number[] {
  const ids = test.write((tx) => {
    const mailboxId: MailboxId = saveMailbox(tx, accountId, {
      ...{ path: name, name, delimiter: '/', role: 'other' },
      ...{ isSubscribed: true, isSelectable: true },
    })
    // Ids of one case are nobody's in another.
    const own = (id: string) => (id === '' ? '' : `${id}@${String(mailboxId)}`)
    const messages = sketches.map((sketch, index) =>
      fetchedMessage({
        ...sketch,
        uid: index + 1,
        messageId: sketch.messageId == null ? null : own(sketch.messageId),
        ...(sketch.inReplyTo === undefined ? {} : { inReplyTo: own(sketch.inReplyTo) }),
        references: (sketch.references ?? []).map(own),
      }),
    )
    return saveMessages(tx, { accountId, mailboxId }, messages, 1)
  })
  const threads = ids.map((id) => findMessage(test.store, id)?.threadId ?? 0)
  const seen = [...new Set(threads)]
  return threads.map((thread) => seen.indexOf(thread))
}

const cases: readonly (readonly [string, readonly Sketch[], readonly number[]])[] = [
  ['an answer, with its message', [{ messageId: 'a' }, { messageId: 'b', inReplyTo: 'a' }], [0, 0]],
  ['an answer that came first', [{ messageId: 'b', inReplyTo: 'a' }, { messageId: 'a' }], [0, 0]],
  [
    'answers to a message that never came',
    [
      { messageId: 'b', references: ['a'] },
      { messageId: 'c', inReplyTo: 'a' },
    ],
    [0, 0],
  ],
  [
    'two threads, by the message that names both',
    [{ messageId: 'a' }, { messageId: 'b' }, { messageId: 'c', references: ['a', 'b'] }],
    [0, 0, 0],
  ],
  ['a message that answers itself', [{ messageId: 'a', inReplyTo: 'a', references: ['a', 'a'] }], [0]],
  [
    'messages that answer each other in a circle',
    [
      { messageId: 'a', references: ['c'] },
      { messageId: 'b', references: ['a'] },
      { messageId: 'c', references: ['b'] },
    ],
    [0, 0, 0],
  ],
  ['copies of one message, as in Inbox and Sent', [{ messageId: 'a' }, { messageId: 'a' }], [0, 0]],
  ['an answer without an id of its own', [{ messageId: 'a' }, { messageId: null, inReplyTo: 'a' }], [0, 0]],
  ['no two messages without any ids', [{ messageId: null }, { messageId: null }], [0, 1]],
  [
    'nothing by an empty reference',
    [
      { messageId: 'a', references: [''] },
      { messageId: 'b', references: [''] },
    ],
    [0, 1],
  ],
  [
    'nobody by the subject alone: two patients write "Appointment"',
    [
      { messageId: 'a', subject: 'Appointment' },
      { messageId: 'b', subject: 'Re: Appointment', from: 'other@mail.example' },
    ],
    [0, 1],
  ],
  [
    'the nearest of thousands of references',
    [
      { messageId: 'a' },
      {
        messageId: 'b',
        references: [...Array.from({ length: 5_000 }, (_, index) => `x${String(index)}`), 'a'],
      },
    ],
    [0, 0],
  ],
  [
    'nothing by the furthest of thousands of references',
    [
      { messageId: 'a' },
      {
        messageId: 'b',
        references: ['a', ...Array.from({ length: 5_000 }, (_, index) => `y${String(index)}`)],
      },
    ],
    [0, 1],
  ],
]

it.each(cases)('a thread holds %s', (name, sketches, expected) => {
  expect(threadsOf(name, sketches)).toEqual(expected)
})
