import { afterEach, beforeEach, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId } from '../../shared/ids.ts'
import {
  addLegalHold,
  addTwin,
  forgetLoneTwins,
  listServerActions,
  listTwins,
  saveMailbox,
  saveMessages,
} from '../store/index.ts'
import { createActions } from './actions.ts'
import { stopHeldDeletions } from './held-mail.ts'

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

it.each([
  ['a person whom it did not reach', ['jonas@mail.example'], 0],
  ['whom it was sent to', ['maria@mail.example'], 2],
] as const)(
  'takes our message back from Trash with its twins under a hold on %s',
  async (_of, held, stopped) => {
    await practice.addPatient({})
    const { logicalId } = await heldLetter(practice)
    const { accountId, store, audit, clock } = practice
    const fields = { path: 'Sent', delimiter: '/', name: 'Sent', role: 'sent' } as const
    const mailboxId = practice.write((tx) =>
      saveMailbox(tx, accountId, { ...fields, isSubscribed: true, isSelectable: true }),
    )
    const message = fetchedMessage({ uid: 1 })
    const ids = practice.write((tx) => {
      addTwin(tx, mailboxId, 2, logicalId)
      const listed = { ...message, summary: { ...message.summary, logicalId } }
      return saveMessages(tx, { accountId, mailboxId }, [listed], 1)
    })
    valueOf(createActions({ store, audit, clock, onChanged: () => undefined }).move(ids, { role: 'trash' }))
    const uids = () =>
      listServerActions(store, accountId, 10).flatMap(({ kind, uid }) => (kind === 'move' ? [uid] : []))
    expect(uids()).toEqual([1, 2])
    practice.write((tx) => {
      // A sync of the mailbox came between.
      expect(forgetLoneTwins(tx, mailboxId)).toBe(0)
      const scope = { kind: 'person', contactId: 999 as ContactId } as const
      addLegalHold(tx, { scope, name: '', addresses: held, reason: 'Subpoena 12', setAt: 1 })
      expect(stopHeldDeletions(tx)).toBe(stopped)
    })
    expect(uids()).toEqual(stopped === 0 ? [1, 2] : [])
    expect(listTwins(store, mailboxId, logicalId)).toEqual([2])
  },
)
