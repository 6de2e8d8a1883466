import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { freed, makeTestStore, querySql, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, ContactId } from '../../../shared/ids.ts'
import {
  addAccount,
  addLegalHold,
  addLogicalMessage,
  listAllMessages,
  markAccountRemoved,
  parseQuery,
  removeSomeOfAccount,
  saveMailbox,
  saveMessages,
  search,
  freeAccount,
} from '../index.ts'

let test: TestStore

beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => {
  test.dispose()
})

function accountWithMail(address: string): AccountId {
  return test.write((tx) => {
    const accountId = addAccount(tx, { address, name: '', settings: {}, credentials: null }, 1)
    const mailboxId = saveMailbox(tx, accountId, {
      ...{ path: 'INBOX', delimiter: '/', name: 'Inbox', role: 'inbox' },
      ...{ isSubscribed: true, isSelectable: true },
    })
    saveMessages(
      tx,
      { accountId, mailboxId },
      [fetchedMessage({ uid: 1, subject: `Letter to ${address}` })],
      1,
    )
    return accountId
  })
}

it('shows no mail of a removed account from then on, before the last of it has gone', () => {
  const kept = accountWithMail('kept@practice.example')
  const left = accountWithMail('left@practice.example')
  const page = { before: null, limit: 10 }
  const listed = () => listAllMessages(test.store, page).map(({ subject }) => subject)
  const found = () =>
    search(test.store, parseQuery('subject:letter'), page).hits.map(({ subject }) => subject)
  const both = ['Letter to left@practice.example', 'Letter to kept@practice.example']
  expect([listed(), found()]).toEqual([both, both])
  test.write((tx) => {
    markAccountRemoved(tx, freed(freeAccount(tx, left)), kept, 2)
  })
  expect([listed(), found()]).toEqual([both.slice(1), both.slice(1)])
  while (test.write((tx) => removeSomeOfAccount(tx, left)));
  expect([listed(), found()]).toEqual([both.slice(1), both.slice(1)])
})

it('keeps what was sent to a person under a legal hold and lies in no mailbox', () => {
  const holdOn = (address: string) =>
    test.write((tx) =>
      addLegalHold(tx, {
        ...{ scope: { kind: 'person', contactId: 1 as ContactId }, name: '', addresses: [address] },
        ...{ reason: 'Subpoena 12', setAt: 1 },
      }),
    )
  const accountId = accountWithMail('left@practice.example')
  const people = { to: [{ name: 'Maria', address: 'Maria@mail.example' }], cc: [], bcc: [] }
  test.write((tx) =>
    addLogicalMessage(tx, {
      ...{ accountId, subject: 'Tuesday', people, inReplyTo: null, answeredMethod: null, scan: {} },
      ...{ line: '', scheduledFor: null, createdAt: 1 },
    }),
  )
  const sent = () => querySql(test.store, 'SELECT subject FROM logical_messages')
  holdOn('jonas@mail.example')
  expect(freeAccount(test.store, accountId)).toBe(accountId)
  holdOn('maria@mail.example')
  expect(freeAccount(test.store, accountId)).toBeNull()
  while (test.write((tx) => removeSomeOfAccount(tx, accountId)));
  expect(sent()).toEqual([{ subject: 'Tuesday' }])
})
