import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxId, TransferId } from '../../../shared/ids.ts'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import {
  addServerAction,
  countImported,
  ensureLocalAccount,
  findAccount,
  findLocalAccount,
  isImported,
  listAccounts,
  listImported,
  listServerActions,
  noteImported,
  removeMessages,
  removeTransfer,
  saveMailbox,
  saveMessages,
  startTransfer,
  partHeld,
} from '../index.ts'

let test: TestStore
let mailboxId: MailboxId
let transferId: TransferId
const identity = createHash('sha256').update('a').digest()
const counts = { added: 0 }

beforeEach(() => {
  test = makeTestStore()
  test.write((tx) => {
    const fields = {
      path: 'Imported · Mail',
      name: 'Imported · Mail',
      delimiter: '/',
      role: 'other',
    } as const
    mailboxId = saveMailbox(tx, ensureLocalAccount(tx, 1), {
      ...fields,
      isSubscribed: true,
      isSelectable: true,
    })
    transferId = startTransfer(tx, {
      direction: 'import',
      place: '/mail',
      name: 'mail',
      counts,
      startedAt: 1,
    })
  })
})
afterEach(() => {
  test.dispose()
})

function bring() {
  const accountId = findLocalAccount(test.store)!
  return test.write((tx) => {
    const [messageId] = saveMessages(tx, { accountId, mailboxId }, [fetchedMessage({ uid: null })], 1)
    noteImported(tx, { mailboxId, identity, messageId: messageId!, transferId })
    return messageId!
  })
}

describe('the account of imported mail', () => {
  it('is made once, and is no account of a host', () => {
    const id = findLocalAccount(test.store)!
    expect(test.write((tx) => ensureLocalAccount(tx, 2))).toBe(id)
    expect(listAccounts(test.store)).toEqual([])
    expect(findAccount(test.store, id)).toBeNull()
  })

  it('queues nothing for a server, whatever is done with its mail', () => {
    const accountId = findLocalAccount(test.store)!
    const action = { mailboxId, uid: null, messageId: null, payload: {}, createdAt: 1 }
    expect(test.write((tx) => addServerAction(tx, { ...action, accountId, kind: 'append' }))).toBe(0)
    expect(listServerActions(test.store, accountId, 10)).toEqual([])
  })
})

describe('what was imported', () => {
  it('is known, and noting the same message twice fails', () => {
    expect(isImported(test.store, mailboxId, identity)).toBe(false)
    bring()
    expect(isImported(test.store, mailboxId, identity)).toBe(true)
    expect(bring).toThrow(/UNIQUE/)
    expect(countImported(test.store, transferId)).toBe(1)
  })

  it('is forgotten with its message, and then the import can be', () => {
    const id = bring()
    expect(() => test.write((tx) => removeTransfer(tx, transferId))).toThrow(/FOREIGN KEY/)
    test.write((tx) => removeMessages(tx, partHeld(tx, [id]).free))
    expect(listImported(test.store, transferId, 10)).toEqual([])
    expect(isImported(test.store, mailboxId, identity)).toBe(false)
    test.write((tx) => removeTransfer(tx, transferId))
  })
})
