import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MailboxId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  applyServerFlags,
  findMailbox,
  forgetLoneTwins,
  forgetUids,
  listMailboxes,
  listUids,
  removeByUids,
  removeUnmatched,
  saveSyncState,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import type { ImapSession, MailboxStatus, OpenedMailbox } from '../../transport/index.ts'
import { batchSize } from '../limits.ts'
import { recoveryMailboxName } from '../recovery/mailbox-name.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { fetchMissing } from './fetch-missing.ts'
import { flagsOf } from './prepare.ts'

/**
 * Whether the server's counts tell of anything that the last complete sync didn't see. Without mod-sequences
 * (RFC 7162) nothing tells of changed flags: `countsAlone` says that they don't matter now.
 */
export function hasNews(
  mailbox: MailboxRow,
  server: Pick<MailboxStatus, 'exists' | 'uidNext' | 'uidValidity' | 'highestModseq'>,
  { countsAlone } = { countsAlone: false },
): boolean {
  const isSameCount =
    mailbox.syncedAt !== null &&
    mailbox.uidValidity === server.uidValidity &&
    mailbox.uidNext === server.uidNext &&
    mailbox.serverTotal === server.exists
  const isSameModseq =
    server.highestModseq === null ? countsAlone : mailbox.highestModseq === server.highestModseq.toString()
  return !(isSameCount && isSameModseq)
}

/**
 * Makes one mailbox here what it is on the server: newest messages first, committed in batches, so that it can stop
 * and go on anywhere. Errors: of the connection, of the store.
 */
export async function syncMailbox(
  session: ImapSession,
  mailbox: MailboxRow,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const opened = await session.open(mailbox.path)
  if (!opened.ok) {
    return opened
  }
  const prepared = adoptUidValidity(mailbox, opened.value, deps.store)
  if (!prepared.ok) {
    return prepared
  }
  const alone = opened.value.isAll ? await listAlone(session, mailbox, deps.store) : ok(null)
  if (!alone.ok) {
    return alone
  }
  const onServer = alone.value === null ? await session.listUids() : ok(alone.value)
  if (!onServer.ok) {
    return onServer
  }
  // What isn't alone in All Mail is there, and isn't meant.
  const exists = alone.value?.length ?? opened.value.exists
  const removed = await removeVanished(session, mailbox.id, onServer.value, exists, deps)
  if (!removed.ok) {
    return removed
  }
  const flags = await syncFlags(session, mailbox, opened.value, deps)
  if (!flags.ok || deps.isStopped()) {
    return flags
  }
  for (;;) {
    const fetched = await fetchMissing(session, mailbox, onServer.value, deps)
    if (!fetched.ok) {
      return fetched
    }
    if (deps.isStopped()) {
      return ok(undefined)
    }
    const matched = removeGone(mailbox.id, deps)
    if (!matched.ok) {
      return matched
    }
    // Where the listed copy turned out to be gone, another one takes its place.
    const lone = deps.store.transaction((tx) => ok(forgetLoneTwins(tx, mailbox.id)))
    if (!lone.ok) {
      return lone
    }
    if (lone.value === 0) {
      break
    }
  }
  return deps.store.transaction((tx) => {
    saveSyncState(tx, mailbox.id, {
      uidValidity: opened.value.uidValidity,
      uidNext: opened.value.uidNext,
      highestModseq: opened.value.highestModseq?.toString() ?? null,
      // Not what the server counts: while something isn't here that it didn't give, the next look has to ask again.
      serverTotal: listUids(tx, mailbox.id).length,
      progress: null,
      syncedAt: deps.clock().getTime(),
    })
    return ok(undefined)
  })
}

/** What lies in All Mail and in no other mailbox that is synced; null where the host won't say. */
async function listAlone(
  session: ImapSession,
  { id, accountId }: MailboxRow,
  store: Store,
): Promise<Result<readonly number[] | null>> {
  const others = listMailboxes(store, accountId).filter((one) => one.isSelectable && one.id !== id)
  // By these names they are searched for, whatever the language of the account.
  const labels = others.map(({ role, path }) =>
    role === 'inbox' || role === 'sent' || role === 'drafts' ? role : path,
  )
  const alone = await session.listUnlabelled([...labels, recoveryMailboxName])
  return alone.ok || alone.error.code !== 'imap/refused' ? alone : ok(null)
}

/** RFC 3501 section 2.3.1.1: another UIDVALIDITY voids every UID; what is stored stays readable meanwhile. */
function adoptUidValidity(mailbox: MailboxRow, opened: OpenedMailbox, store: Store): Result<void> {
  if (mailbox.uidValidity === opened.uidValidity) {
    return ok(undefined)
  }
  return store.transaction((tx) => {
    if (mailbox.uidValidity !== null) {
      forgetUids(tx, mailbox.id)
    }
    saveSyncState(tx, mailbox.id, {
      uidValidity: opened.uidValidity,
      uidNext: null,
      highestModseq: null,
      serverTotal: opened.exists,
      progress: null,
      syncedAt: mailbox.syncedAt,
    })
    return ok(undefined)
  })
}

/**
 * Takes away here what the server no longer has. A search that finds fewer messages than the mailbox is said to hold is
 * no proof: the server is asked for each that seems gone.
 */
async function removeVanished(
  session: ImapSession,
  mailboxId: MailboxId,
  onServer: readonly number[],
  exists: number,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const there = new Set(onServer)
  const missing = listUids(deps.store, mailboxId).filter((uid) => !there.has(uid))
  const kept = onServer.length < exists ? await session.stillThere(missing) : ok(new Set<number>())
  if (!kept.ok) {
    return kept
  }
  const gone = missing.filter((uid) => !kept.value.has(uid))
  for (const piece of pieces(gone)) {
    const removed = deps.store.transaction((tx) => ok(removeByUids(tx, mailboxId, piece)))
    if (!removed.ok) {
      return removed
    }
    await nextTurn()
    if (deps.isStopped()) {
      return ok(undefined)
    }
  }
  if (gone.length > 0) {
    deps.onStored(mailboxId)
  }
  return ok(undefined)
}

/** Rows that the server turned out not to have. */
function removeGone(mailboxId: MailboxId, deps: MailboxSyncDeps): Result<void> {
  for (;;) {
    const removed = deps.store.transaction((tx) => ok(removeUnmatched(tx, mailboxId)))
    if (!removed.ok) {
      return removed
    }
    if (removed.value === 0) {
      return ok(undefined)
    }
    deps.onStored(mailboxId)
  }
}

async function syncFlags(
  session: ImapSession,
  mailbox: MailboxRow,
  opened: OpenedMailbox,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const before = findMailbox(deps.store, mailbox.id)?.highestModseq ?? null
  // Of a first sync that was interrupted, messages are here whose flags may have changed since.
  const isCurrent =
    before === null
      ? listUids(deps.store, mailbox.id).length === 0
      : before === opened.highestModseq?.toString()
  if (isCurrent) {
    return ok(undefined)
  }
  // A server that went back in time (restored from a backup) counts anew: what it knows of since then isn't all.
  const known = before === null ? null : BigInt(before)
  const isAhead = known !== null && known > (opened.highestModseq ?? 0n)
  const changed = await session.fetchFlags({ changedSince: isAhead ? null : known })
  if (!changed.ok) {
    return changed
  }
  for (const piece of pieces(changed.value.changes)) {
    const applied = deps.store.transaction((tx) =>
      ok(
        applyServerFlags(
          tx,
          mailbox.id,
          piece.map(({ uid, flags, modseq }) => ({
            uid,
            modseq: modseq?.toString() ?? null,
            flags: flagsOf(flags),
          })),
        ),
      ),
    )
    if (!applied.ok) {
      return applied
    }
    if (applied.value.length > 0) {
      deps.onStored(mailbox.id)
    }
    await nextTurn()
    if (deps.isStopped()) {
      return ok(undefined)
    }
  }
  return ok(undefined)
}

function* pieces<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) {
    yield items.slice(start, start + batchSize)
  }
}
