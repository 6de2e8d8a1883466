import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import {
  addAccount,
  countMessages,
  findMailbox,
  listUids,
  saveMailbox,
  saveMessages,
  saveSyncState,
} from '../../store/index.ts'
import { forgetHost } from './forget-host.ts'
import { hasNews } from './mailbox-sync.ts'

let test: TestStore
const server = { exists: 1, uidNext: 8, uidValidity: 1, highestModseq: null }

beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => {
  test.dispose()
})

/** An account whose inbox was synced; UIDVALIDITY 1, as many hosts have it. */
function syncedInbox(address: string): { accountId: AccountId; inbox: MailboxId } {
  return test.write((tx) => {
    const accountId = addAccount(tx, { address, name: '', settings: {}, credentials: null }, 1)
    const inbox = saveMailbox(tx, accountId, {
      path: 'INBOX',
      delimiter: '/',
      name: 'Inbox',
      role: 'inbox',
      isSubscribed: true,
      isSelectable: true,
    })
    saveMessages(tx, { accountId, mailboxId: inbox }, [fetchedMessage({ uid: 7 })], 1)
    const { exists: serverTotal, uidValidity, uidNext } = server
    saveSyncState(tx, inbox, {
      uidValidity,
      uidNext,
      serverTotal,
      highestModseq: null,
      progress: null,
      syncedAt: 5,
    })
    return { accountId, inbox }
  })
}

it('voids the UIDs of a host that the account has left, though the next one counts the same', () => {
  const moved = syncedInbox('ana@practice.example')
  const other = syncedInbox('other@practice.example')
  test.write((tx) => {
    forgetHost(tx, moved.accountId)
  })
  const inbox = findMailbox(test.store, moved.inbox)
  if (inbox === null) throw new Error('gone')
  expect(hasNews(inbox, server, { countsAlone: true })).toBe(true)
  expect(listUids(test.store, moved.inbox)).toEqual([])
  expect(countMessages(test.store, moved.inbox).total).toBe(1)
  expect(listUids(test.store, other.inbox)).toEqual([7])
})
