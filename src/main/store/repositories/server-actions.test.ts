import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import {
  addAccount,
  addServerAction,
  cancelServerAction,
  finishServerAction,
  listDepartedUids,
  listServerActions,
  locateServerActions,
  postponeServerAction,
  startServerAction,
  type ServerActionKind,
} from '../index.ts'

let test: TestStore
let accountId: AccountId
const message = 77 as MessageId
const inbox = 1 as MailboxId

beforeEach(() => {
  test = makeTestStore()
  accountId = test.write((tx) =>
    addAccount(tx, { address: 'a@b.example', name: '', settings: {}, credentials: null }, 1),
  )
})
afterEach(() => test.dispose())

const add = (kind: ServerActionKind, uid: number) =>
  test.write((tx) =>
    addServerAction(tx, {
      accountId,
      kind,
      mailboxId: inbox,
      uid,
      messageId: message,
      payload: { to: 2 },
      createdAt: 1,
    }),
  )
const kinds = () => listServerActions(test.store, accountId, 10).map(({ kind, state }) => `${kind} ${state}`)

describe('actions that the server has to be told', () => {
  it('are replayed in the order in which they were done, and go when they are done', () => {
    const first = add('set-flags', 1)
    add('move', 1)
    expect(kinds()).toEqual(['set-flags pending', 'move pending'])
    test.write((tx) => startServerAction(tx, first))
    expect(listServerActions(test.store, accountId, 1)).toMatchObject([
      { id: first, state: 'attempting', attempts: 1 },
    ])
    test.write((tx) => finishServerAction(tx, first))
    expect(kinds()).toEqual(['move pending'])
  })

  it('wait for their time after a failure; refused ones are kept as a record and no longer hold back sync', () => {
    const id = add('move', 5)
    test.write((tx) => {
      startServerAction(tx, id)
      postponeServerAction(tx, id, { state: 'pending', errorCode: 'host/timeout', notBefore: 99 })
    })
    expect(listServerActions(test.store, accountId, 1)).toMatchObject([
      { notBefore: 99, errorCode: 'host/timeout' },
    ])
    expect([...listDepartedUids(test.store, inbox)]).toEqual([5])
    test.write((tx) =>
      postponeServerAction(tx, id, { state: 'failed', errorCode: 'imap/refused', notBefore: 0 }),
    )
    expect(kinds()).toEqual([])
    expect([...listDepartedUids(test.store, inbox)]).toEqual([])
  })

  it('are taken back by undo until they are under way', () => {
    const id = add('move', 5)
    add('set-flags', 5)
    expect(test.write((tx) => cancelServerAction(tx, id))).toBe(true)
    expect(test.write((tx) => cancelServerAction(tx, id))).toBe(false)
    expect(kinds()).toEqual(['set-flags pending'])
    const again = add('move', 5)
    expect(again).toBeGreaterThan(id)
    test.write((tx) => startServerAction(tx, again))
    expect(test.write((tx) => cancelServerAction(tx, again))).toBe(false)
    expect(kinds()).toEqual(['set-flags pending', 'move attempting'])
  })

  it('learn the UID that a message got where it was moved to', () => {
    const archive = 2 as MailboxId
    add('move', 5)
    test.write((tx) => {
      const action = { accountId, messageId: message, payload: {}, createdAt: 2 }
      addServerAction(tx, { ...action, kind: 'set-flags', mailboxId: archive, uid: null })
      addServerAction(tx, { ...action, kind: 'move', mailboxId: 3 as MailboxId, uid: null })
      locateServerActions(tx, message, { mailboxId: archive, uid: 41 })
    })
    expect(listServerActions(test.store, accountId, 10).map(({ uid }) => uid)).toEqual([5, 41, null])
  })
})
