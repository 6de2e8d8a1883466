import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import {
  listMailboxes,
  removeAllMessages,
  removeMailbox,
  saveMailbox,
  type MailboxRole,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import type { ImapSession, ListedMailbox, MailboxStatus } from '../../transport/index.ts'

/** A mailbox to sync, with the counts that the server gave beside the list, where it did. */
export interface MailboxToSync {
  readonly mailbox: MailboxRow
  readonly status: MailboxStatus | null
}

/**
 * Brings the list of mailboxes here in line with the server's; answers with those to sync, the inbox first.
 * Errors: of the connection and the store; `host/protocol-violation` for a list without an inbox, which every account
 * has (RFC 3501 section 5.1): nothing is removed on the word of such a list.
 */
export async function syncMailboxList(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<MailboxToSync[]>> {
  const listed = await session.listMailboxes()
  if (!listed.ok) {
    return listed
  }
  const byPath = new Map(listed.value.map((mailbox) => [mailbox.path, mailbox]))
  if (!listed.value.some(({ role, path }) => roleOf({ role, path }) === 'inbox')) {
    return fail('host/protocol-violation')
  }
  const saved = store.transaction((tx) => {
    for (const mailbox of listed.value) {
      saveMailbox(tx, accountId, {
        path: mailbox.path,
        delimiter: mailbox.delimiter,
        name: mailbox.name,
        role: roleOf(mailbox),
        isSubscribed: mailbox.isSubscribed,
        isSelectable: mailbox.isSelectable,
      })
    }
    return ok(undefined)
  })
  if (!saved.ok) {
    return saved
  }
  for (const { id } of listMailboxes(store, accountId).filter(({ path }) => !byPath.has(path))) {
    const removed = await removeGradually(store, id)
    if (!removed.ok) {
      return removed
    }
  }
  return ok(
    listMailboxes(store, accountId)
      .filter(({ isSelectable }) => isSelectable)
      .map((mailbox) => ({ mailbox, status: byPath.get(mailbox.path)?.status ?? null })),
  )
}

/** In pieces, so that nothing else waits for a large mailbox to go. */
async function removeGradually(store: Store, id: MailboxId): Promise<Result<void>> {
  for (;;) {
    if (!store.isOpen) {
      return fail('vault/locked')
    }
    const removed = store.transaction((tx) => {
      const count = removeAllMessages(tx, id)
      if (count === 0) {
        removeMailbox(tx, id)
      }
      return ok(count)
    })
    if (!removed.ok) {
      return removed
    }
    if (removed.value === 0) {
      return ok(undefined)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function roleOf({ role, path }: Pick<ListedMailbox, 'role' | 'path'>): MailboxRole {
  if (path.toUpperCase() === 'INBOX') {
    return 'inbox'
  }
  return role === null || role === 'all' || role === 'flagged' ? 'other' : role
}
