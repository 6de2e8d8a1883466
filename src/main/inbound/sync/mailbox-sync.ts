import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  applyServerFlags,
  findMailbox,
  forgetUids,
  listDepartedUids,
  listUids,
  recordEncounters,
  removeByUids,
  removeStale,
  saveMessages,
  saveSyncState,
  type Encounter,
  type FetchedMessage,
  type MailboxRow,
  type Store,
} from '../../store/index.ts'
import type { ImapSession, OpenedMailbox } from '../../transport/index.ts'
import { batchSize, largestAutomaticBytes } from '../limits.ts'
import { flagsOf, prepareMessage, type PreparingKnowledge } from './prepare.ts'

export interface MailboxSyncDeps {
  readonly store: Store
  readonly clock: () => Date
  readonly knowledge: (accountId: AccountId) => PreparingKnowledge
  readonly onStored: (mailboxId: MailboxId) => void
  readonly onProgress: (done: number, total: number) => void
  readonly isStopped: () => boolean
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
  const onServer = await session.listUids()
  if (!onServer.ok) {
    return onServer
  }
  const removed = removeVanished(mailbox.id, onServer.value, deps)
  if (!removed.ok) {
    return removed
  }
  const flags = await syncFlags(session, mailbox, opened.value, deps)
  if (!flags.ok) {
    return flags
  }
  const fetched = await fetchMissing(session, mailbox, onServer.value, deps)
  if (!fetched.ok) {
    return fetched
  }
  return deps.store.transaction((tx) => {
    removeStale(tx, mailbox.id)
    saveSyncState(tx, mailbox.id, {
      uidValidity: opened.value.uidValidity,
      uidNext: opened.value.uidNext,
      highestModseq: opened.value.highestModseq?.toString() ?? null,
      serverTotal: opened.value.exists,
      progress: null,
      syncedAt: deps.clock().getTime(),
    })
    return ok(undefined)
  })
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

function removeVanished(
  mailboxId: MailboxId,
  onServer: readonly number[],
  deps: MailboxSyncDeps,
): Result<void> {
  const there = new Set(onServer)
  const gone = listUids(deps.store, mailboxId).filter((uid) => !there.has(uid))
  for (const piece of pieces(gone)) {
    const removed = deps.store.transaction((tx) => ok(removeByUids(tx, mailboxId, piece)))
    if (!removed.ok) {
      return removed
    }
  }
  if (gone.length > 0) {
    deps.onStored(mailboxId)
  }
  return ok(undefined)
}

async function syncFlags(
  session: ImapSession,
  mailbox: MailboxRow,
  opened: OpenedMailbox,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const before = findMailbox(deps.store, mailbox.id)?.highestModseq ?? null
  const hasNothing = before === null && mailbox.syncedAt === null
  if (hasNothing || (before !== null && before === opened.highestModseq?.toString())) {
    return ok(undefined)
  }
  const changed = await session.fetchFlags({ changedSince: before === null ? null : BigInt(before) })
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
  }
  return ok(undefined)
}

async function fetchMissing(
  session: ImapSession,
  mailbox: MailboxRow,
  onServer: readonly number[],
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const { store } = deps
  const known = new Set(listUids(store, mailbox.id))
  const departed = listDepartedUids(store, mailbox.id)
  const missing = onServer.filter((uid) => !known.has(uid) && !departed.has(uid)).reverse()
  let done = 0
  if (missing.length > 0) {
    deps.onProgress(done, missing.length)
  }
  for await (const batch of session.fetchMessages(missing, { maxSourceBytes: largestAutomaticBytes })) {
    if (!batch.ok) {
      return batch
    }
    for (const piece of pieces(batch.value)) {
      // Known anew for each commit: an own copy or a contact may have come in between.
      const knowledge = deps.knowledge(mailbox.accountId)
      const prepared: FetchedMessage[] = []
      for (const message of piece) {
        prepared.push(await prepareMessage(message, knowledge))
        await breathe()
      }
      if (deps.isStopped()) {
        return ok(undefined)
      }
      const saved = store.transaction((tx) => {
        saveMessages(
          tx,
          { accountId: mailbox.accountId, mailboxId: mailbox.id },
          prepared,
          deps.clock().getTime(),
        )
        recordEncounters(tx, encountersOf(prepared, mailbox))
        return ok(undefined)
      })
      if (!saved.ok) {
        return saved
      }
      deps.onStored(mailbox.id)
    }
    done += batch.value.length
    deps.onProgress(done, missing.length)
  }
  return ok(undefined)
}

/** Who wrote, for completion and first-time checks; junk and our own copies teach nothing. */
function encountersOf(messages: readonly FetchedMessage[], mailbox: MailboxRow): Encounter[] {
  if (mailbox.role === 'junk' || mailbox.role === 'trash' || mailbox.role === 'drafts') {
    return []
  }
  const direction = mailbox.role === 'sent' ? 'sent' : 'received'
  return messages.flatMap(({ summary, internalDate }) => {
    const people =
      direction === 'sent' ? [...summary.envelope.to, ...summary.envelope.cc] : summary.envelope.from
    return people.map(({ name, address }) => ({ name, address, direction, at: internalDate }) as const)
  })
}

function* pieces<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) {
    yield items.slice(start, start + batchSize)
  }
}

/** Lets calls of the window in between two messages. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
