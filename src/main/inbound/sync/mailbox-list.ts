import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { inPieces } from '../../../shared/in-pieces.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import {
  listMailboxActions,
  listMailboxes,
  removeAllMessages,
  removeMailbox,
  saveMailbox,
  type MailboxRole,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import { mailboxesAtOnce } from '../limits.ts'
import type { ImapSession, ListedMailbox, MailboxStatus } from '../../transport/index.ts'
import { isRecoveryMailbox } from '../recovery/mailbox-name.ts'

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
  // What isn't listed here isn't synced, shown or found.
  const mailboxes = listed.value.filter(
    (mailbox) => !isRecoveryMailbox(mailbox) && mailbox.view !== 'of-others',
  )
  const hasAll = mailboxes.some(({ view }) => view === 'all')
  const byPath = new Map(mailboxes.map((mailbox) => [mailbox.path, mailbox]))
  if (!mailboxes.some((mailbox) => roleOf(mailbox, hasAll) === 'inbox')) {
    return fail('host/protocol-violation')
  }
  for (const piece of inPieces(mailboxes, mailboxesAtOnce, () => 1)) {
    const saved = store.transaction((tx) => {
      for (const mailbox of piece) {
        saveMailbox(tx, accountId, {
          path: mailbox.path,
          delimiter: mailbox.delimiter,
          name: mailbox.name,
          role: roleOf(mailbox, hasAll),
          isSubscribed: mailbox.isSubscribed,
          isSelectable: mailbox.isSelectable,
        })
      }
      return ok(undefined)
    })
    if (!saved.ok) {
      return saved
    }
    await nextTurn()
    if (!store.isOpen) {
      return fail('vault/locked')
    }
  }
  // Made here since the server was told the last time.
  const waiting = new Set(
    listMailboxActions(store, accountId).flatMap(({ kind, mailboxId }) =>
      kind === 'create-mailbox' && mailboxId !== null ? [mailboxId] : [],
    ),
  )
  const isGone = ({ id, path }: MailboxRow) => !byPath.has(path) && !waiting.has(id)
  const gone = listMailboxes(store, accountId).filter(isGone)
  const removed = await removeGradually(store, ...gone.map(({ id }) => id))
  if (!removed.ok) {
    return removed
  }
  return ok(
    listMailboxes(store, accountId)
      .filter(({ isSelectable }) => isSelectable)
      .map((mailbox) => ({ mailbox, status: byPath.get(mailbox.path)?.status ?? null })),
  )
}

/** In pieces, so that nothing else waits for large mailboxes to go, nor for many. */
export async function removeGradually(store: Store, ...ids: readonly MailboxId[]): Promise<Result<void>> {
  const left = [...ids]
  while (left.length > 0) {
    if (!store.isOpen) {
      return fail('vault/locked')
    }
    const removed = store.transaction((tx) => {
      let done = 0
      for (const id of left.slice(0, mailboxesAtOnce)) {
        if (removeAllMessages(tx, id) > 0) {
          break
        }
        removeMailbox(tx, id)
        done += 1
      }
      return ok(done)
    })
    if (!removed.ok) {
      return removed
    }
    left.splice(0, removed.value)
    await nextTurn()
  }
  return ok(undefined)
}

/** To archive where there are labels is to take away all of them: what is left lies in All Mail alone (ADR 61). */
function roleOf(
  { role, path, view }: Pick<ListedMailbox, 'role' | 'path' | 'view'>,
  hasAll: boolean,
): MailboxRole {
  if (path.toUpperCase() === 'INBOX') {
    return 'inbox'
  }
  if (view === 'all') {
    return 'archive'
  }
  return role === null || (role === 'archive' && hasAll) ? 'other' : role
}
