import type { MailboxId, MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { AccountRecord } from '../../accounts/index.ts'
import { listMailboxes, type MailboxRow } from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { keepDraftCopies, type DraftCopyDeps } from '../draft-copies.ts'
import { isAboutTheAction } from '../is-about-the-action.ts'
import { fileSentCopies, type FilingDeps } from '../sent.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { fetchBodiless } from './fetch-missing.ts'
import { syncMailboxList, type MailboxToSync } from './mailbox-list.ts'
import { hasNews, syncMailbox } from './mailbox-sync.ts'
import { replayActions } from './replay.ts'

/** `told`: nothing but what was done here. `inbox`: that, and the inbox. `all`: every mailbox. */
export type Scope = 'told' | 'inbox' | 'all'

export interface RoundDeps extends MailboxSyncDeps, FilingDeps, DraftCopyDeps {
  readonly account: AccountRecord
  readonly onListed: () => void
  /** See `fetchBodiless`. */
  readonly tried: Set<MessageId>
  /** The host won't do what was done to a mailbox here, which is as it was before. */
  readonly onMailboxRefused: (failure: Failure) => void
}

/** First tells the server what was done here, then reads what is new there. Errors: of the connection, the store. */
export async function syncRound(session: ImapSession, wanted: Scope, deps: RoundDeps): Promise<Result<void>> {
  const { account, store } = deps
  const told = await replayActions(session, account.id, store)
  if (!told.ok) {
    return told
  }
  const { isLeft, unsure, changedList, refusals } = told.value
  refusals.forEach(deps.onMailboxRefused)
  if (changedList) {
    deps.onListed()
  }
  // What the server has is read anew where it is other than what was thought.
  const scope = refusals.length > 0 ? 'all' : wanted
  const filed = await fileSentCopies(session, account.id, deps)
  if (!filed.ok) {
    return filed
  }
  const kept = await keepDraftCopies(session, account.id, deps)
  if (!kept.ok) {
    return kept
  }
  const listed = await mailboxesOf(session, scope, deps)
  if (!listed.ok) {
    return listed
  }
  const isDue = ({ mailbox, status }: MailboxToSync) =>
    (scope === 'all' && (status === null || hasNews(mailbox, status))) ||
    (scope === 'inbox' && mailbox.role === 'inbox') ||
    unsure.has(mailbox.id) ||
    (filed.value > 0 && mailbox.role === 'sent')
  let withoutInbox: Result<void> | null = null
  for (const { mailbox } of listed.value.filter(isDue)) {
    if (!store.isOpen || deps.isStopped()) {
      return fail('vault/locked')
    }
    const synced = await syncMailbox(session, mailbox, deps)
    if (!synced.ok && !isAboutTheAction(synced.error.code)) {
      return synced
    }
    // Gone since it was listed, or closed to us: the others have nothing to do with that, but nobody is online without
    // an inbox.
    if (!synced.ok && mailbox.role === 'inbox') {
      withoutInbox = synced
    }
  }
  if (withoutInbox !== null) {
    return withoutInbox
  }
  if (isLeft) {
    const rest = await syncRound(session, 'told', deps)
    if (!rest.ok) {
      return rest
    }
  }
  return fetchWhatIsDue(session, scope, deps)
}

/** After what is new: nobody waits for it. */
async function fetchWhatIsDue(session: ImapSession, scope: Scope, deps: RoundDeps): Promise<Result<void>> {
  const { account, store, tried, isStopped } = deps
  const isLookedAt = ({ isSelectable, role }: MailboxRow) =>
    isSelectable && (scope === 'all' || (scope === 'inbox' && role === 'inbox'))
  for (const mailbox of listMailboxes(store, account.id).filter(isLookedAt)) {
    const fetched = await fetchBodiless(session, mailbox, tried, deps)
    if (!fetched.ok && !isAboutTheAction(fetched.error.code)) {
      return fetched
    }
    if (!store.isOpen || isStopped()) {
      return fail('vault/locked')
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
