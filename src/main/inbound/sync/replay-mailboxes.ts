import type { MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import {
  findMailboxByRole,
  forgetUids,
  listMailboxActions,
  listMailboxes,
  renameMailbox,
  saveSyncState,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { isAboutTheAction } from '../is-about-the-action.ts'
import { afterRename, isBelow, withName } from '../mailboxes/names.ts'
import { removeGradually } from './mailbox-list.ts'
import { sweepsAtMost } from '../limits.ts'

/** Makes a mailbox that was made here; one that somebody else made meanwhile is the same one. Errors: of the server. */
export async function createOnServer(
  session: ImapSession,
  mailbox: MailboxRow,
  path: string,
  store: Store,
): Promise<Result<void>> {
  const created = await session.createMailbox(path)
  if (!created.ok) {
    const isThere = isAboutTheAction(created.error.code) && (await session.status(path)).ok
    return isThere ? ok(undefined) : created
  }
  const isTaken = listMailboxes(store, mailbox.accountId).some((one) => one.path === created.value)
  return isTaken
    ? ok(undefined)
    : store.transaction((tx) => {
        renameMailbox(tx, mailbox.id, created.value, mailbox.name)
        return ok(undefined)
      })
}

/**
 * Renames a mailbox as it was renamed here; what lies in it keeps its place. Errors: of the server; `imap/mailbox-exists`
 * where somebody else has taken the name.
 */
export async function renameOnServer(
  session: ImapSession,
  mailbox: MailboxRow,
  name: string,
  store: Store,
): Promise<Result<void>> {
  const { accountId, delimiter, path: from } = mailbox
  const to = withName(from, delimiter, name)
  const inside = listMailboxes(store, accountId).filter(({ path }) => isBelow(path, from, delimiter))
  const ends = inside.map(({ path }) => path.slice(from.length))
  const renamed = await session.renameMailbox(from, to, ends)
  if (!renamed.ok) {
    const wasDone = isAboutTheAction(renamed.error.code) ? await isMoved(session, { from, to }) : ok(false)
    if (!wasDone.ok || !wasDone.value) {
      return wasDone.ok ? renamed : wasDone
    }
  }
  const going = new Map([mailbox, ...inside].map((one) => [one.id, one]))
  const paths = new Map(
    [...going.values()].map((one) => [afterRename(one.path, { from, to }, delimiter), one]),
  )
  // The server had none of these names a moment ago: what is known under them here is gone.
  for (const stale of listMailboxes(store, accountId)) {
    if (paths.has(stale.path) && !going.has(stale.id)) {
      const removed = await removeGradually(store, stale.id)
      if (!removed.ok) {
        return removed
      }
    }
  }
  return store.transaction((tx) => {
    for (const [path, one] of paths) {
      renameMailbox(tx, one.id, path, one.id === mailbox.id ? name : one.name)
    }
    return ok(undefined)
  })
}

/** By an interrupted run, or by somebody else to the same name. */
async function isMoved(
  session: ImapSession,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Result<boolean>> {
  const old = await session.status(from)
  if (old.ok || old.error.code !== 'imap/mailbox-gone') {
    return old.ok ? ok(false) : old
  }
  const present = await session.status(to)
  return present.ok || isAboutTheAction(present.error.code) ? ok(present.ok) : present
}

/**
 * Removes a mailbox. DELETE takes the mail in it along, so whatever lies there, known here or not, goes to Trash before.
 * Errors: of the server; `imap/cannot` for one that fills up as fast as it is emptied.
 */
export async function removeFromServer(
  session: ImapSession,
  mailbox: MailboxRow,
  store: Store,
  unsure: Set<MailboxId>,
): Promise<Result<void>> {
  const swept = await sweepToTrash(session, mailbox, store, unsure)
  const deleted = swept.ok ? await session.deleteMailbox(mailbox.path) : swept
  if (!deleted.ok && deleted.error.code !== 'imap/mailbox-gone') {
    return deleted
  }
  const isWantedAgain = listMailboxActions(store, mailbox.accountId).some(
    ({ kind, mailboxId }) => kind === 'create-mailbox' && mailboxId === mailbox.id,
  )
  if (!isWantedAgain) {
    return removeGradually(store, mailbox.id)
  }
  return store.transaction((tx) => {
    forgetUids(tx, mailbox.id)
    const nothing = { uidValidity: null, uidNext: null, highestModseq: null, serverTotal: null }
    saveSyncState(tx, mailbox.id, { ...nothing, progress: null, syncedAt: null })
    return ok(undefined)
  })
}

async function sweepToTrash(
  session: ImapSession,
  mailbox: MailboxRow,
  store: Store,
  unsure: Set<MailboxId>,
): Promise<Result<void>> {
  for (let sweep = 0; sweep < sweepsAtMost; sweep += 1) {
    const opened = await session.open(mailbox.path)
    const uids = opened.ok ? await session.listUids() : opened
    if (!uids.ok) {
      return uids
    }
    if (uids.value.length === 0) {
      return ok(undefined)
    }
    const trash = findMailboxByRole(store, mailbox.accountId, 'trash')
    const path = trash?.path ?? 'Trash'
    const made = trash === null ? await session.createMailbox(path) : ok(path)
    const moved = made.ok ? await session.move(uids.value, made.value) : made
    if (!moved.ok) {
      return moved
    }
    if (trash !== null) {
      unsure.add(trash.id)
    }
  }
  return fail('imap/cannot')
}
