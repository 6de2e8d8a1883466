import type { MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AccountRecord } from '../../accounts/index.ts'
import { listMailboxes } from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { fileSentCopies, type FilingDeps } from '../sent.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { syncMailboxList, type MailboxToSync } from './mailbox-list.ts'
import { hasNews, syncMailbox } from './mailbox-sync.ts'
import { isAboutTheAction, replayActions } from './replay.ts'

/** `told`: nothing but what was done here. `inbox`: that, and the inbox. `all`: every mailbox. */
export type Scope = 'told' | 'inbox' | 'all'

export interface RoundDeps extends MailboxSyncDeps, FilingDeps {
  readonly account: AccountRecord
  readonly onListed: () => void
}

/** First tells the server what was done here, then reads what is new there. Errors: of the connection, the store. */
export async function syncRound(session: ImapSession, scope: Scope, deps: RoundDeps): Promise<Result<void>> {
  const { account, store } = deps
  const told = await replayActions(session, account.id, store)
  if (!told.ok) {
    return told
  }
  const filed = await fileSentCopies(session, account.id, deps)
  if (!filed.ok) {
    return filed
  }
  const listed = await mailboxesOf(session, scope, deps)
  if (!listed.ok) {
    return listed
  }
  const isDue = ({ mailbox, status }: MailboxToSync) =>
    (scope === 'all' && (status === null || hasNews(mailbox, status))) ||
    (scope === 'inbox' && mailbox.role === 'inbox') ||
    told.value.has(mailbox.id) ||
    (filed.value > 0 && mailbox.role === 'sent')
  for (const { mailbox } of listed.value.filter(isDue)) {
    if (!store.isOpen || deps.isStopped()) {
      return fail('vault/locked')
    }
    const synced = await syncMailbox(session, mailbox, deps)
    // Gone since it was listed, or closed to us: the others have nothing to do with that.
    if (!synced.ok && !isAboutTheAction(synced.error.code)) {
      return synced
    }
  }
  return ok(undefined)
}

async function mailboxesOf(
  session: ImapSession,
  scope: Scope,
  { account, store, onListed }: RoundDeps,
): Promise<Result<MailboxToSync[]>> {
  if (scope !== 'all') {
    return ok(
      listMailboxes(store, account.id)
        .filter(({ isSelectable }) => isSelectable)
        .map((mailbox) => ({ mailbox, status: null })),
    )
  }
  const known = pathsOf(listMailboxes(store, account.id))
  const listed = await syncMailboxList(session, account.id, store)
  if (listed.ok && pathsOf(listMailboxes(store, account.id)) !== known) {
    onListed()
  }
  return listed
}

function pathsOf(mailboxes: readonly { readonly id: MailboxId; readonly path: string }[]): string {
  return JSON.stringify(mailboxes.map(({ id, path }) => [id, path]))
}
