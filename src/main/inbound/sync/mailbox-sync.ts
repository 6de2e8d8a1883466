import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  applyServerFlags,
  findAccount,
  findMailbox,
  findSubmissionByMessageId,
  forgetLoneTwins,
  forgetUids,
  listDepartedUids,
  listUids,
  recordEncounters,
  removeByUids,
  removeUnmatched,
  saveMessages,
  saveSyncState,
  setHostFilesSent,
  type Encounter,
  type FetchedMessage,
  type MailboxRow,
  type Store,
  type Tx,
} from '../../store/index.ts'
import type {
  FetchedMessage as Downloaded,
  ImapSession,
  MailboxStatus,
  OpenedMailbox,
} from '../../transport/index.ts'
import { batchSize, largestAutomaticBytes } from '../limits.ts'
import { flagsOf, prepareMessage, type PreparingKnowledge } from './prepare.ts'
import { withoutTwins } from './twins.ts'

export interface MailboxSyncDeps {
  readonly store: Store
  readonly clock: () => Date
  readonly knowledge: (accountId: AccountId) => PreparingKnowledge
  readonly onStored: (mailboxId: MailboxId) => void
  readonly onProgress: (done: number, total: number) => void
  readonly isStopped: () => boolean
}

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
    const alone = deps.store.transaction((tx) => ok(forgetLoneTwins(tx, mailbox.id)))
    if (!alone.ok) {
      return alone
    }
    if (alone.value === 0) {
      break
    }
  }
  return deps.store.transaction((tx) => {
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
  const batches = session.fetchMessages(missing, { maxSourceBytes: largestAutomaticBytes })
  for await (const batch of ahead(batches)) {
    if (!batch.ok) {
      return batch
    }
    for (const piece of pieces(batch.value)) {
      const prepared = await prepareAll(piece, mailbox, deps.knowledge(mailbox.accountId))
      if (deps.isStopped()) {
        return ok(undefined)
      }
      const saved = store.transaction((tx) => {
        const place = { accountId: mailbox.accountId, mailboxId: mailbox.id }
        saveMessages(tx, place, withoutTwins(tx, mailbox, prepared), deps.clock().getTime())
        recordEncounters(tx, encountersOf(prepared, mailbox))
        noteWhoFilesSent(tx, mailbox, prepared)
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

async function prepareAll(
  downloaded: readonly Downloaded[],
  { role }: MailboxRow,
  knowledge: PreparingKnowledge,
): Promise<FetchedMessage[]> {
  const prepared: FetchedMessage[] = []
  for (const message of downloaded) {
    prepared.push(await prepareMessage(message, knowledge, role))
    await breathe()
  }
  return prepared
}

/** The next batch is on its way while one is being worked on. */
async function* ahead<T>(batches: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  let coming = batches.next()
  try {
    for (;;) {
      const { done, value } = await coming
      if (done === true) {
        return
      }
      coming = batches.next()
      yield value
    }
  } finally {
    await coming
    await batches.return()
  }
}

/** What we submitted lies in Sent, and we append our own copies under other Message-IDs: the host filed it. */
function noteWhoFilesSent(tx: Tx, mailbox: MailboxRow, messages: readonly FetchedMessage[]): void {
  if (mailbox.role !== 'sent' || findAccount(tx, mailbox.accountId)?.hostFilesSent === true) {
    return
  }
  const isOurs = messages.some(
    ({ summary }) =>
      summary.messageId !== null && findSubmissionByMessageId(tx, `<${summary.messageId}>`) !== null,
  )
  if (isOurs) {
    setHostFilesSent(tx, mailbox.accountId, true)
  }
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
