import type { AccountId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  listMailboxes,
  removeAllMessages,
  removeMailbox,
  saveMailbox,
  type MailboxRole,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import type { ImapSession, ListedMailbox } from '../../transport/index.ts'

/** Brings the list of mailboxes here in line with the server's; answers with those to sync, the inbox first. */
export async function syncMailboxList(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<MailboxRow[]>> {
  const listed = await session.listMailboxes()
  if (!listed.ok) {
    return listed
  }
  const paths = new Set(listed.value.map(({ path }) => path))
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
  for (const gone of listMailboxes(store, accountId).filter(({ path }) => !paths.has(path))) {
    const removed = store.transaction((tx) => {
      while (removeAllMessages(tx, gone.id) > 0);
      removeMailbox(tx, gone.id)
      return ok(undefined)
    })
    if (!removed.ok) {
      return removed
    }
  }
  return ok(listMailboxes(store, accountId).filter(({ isSelectable }) => isSelectable))
}

function roleOf({ role }: ListedMailbox): MailboxRole {
  return role === null || role === 'all' || role === 'flagged' ? 'other' : role
}
