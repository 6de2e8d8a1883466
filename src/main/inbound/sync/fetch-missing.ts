import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MessageId } from '../../../shared/ids.ts'
import { inPieces } from '../../../shared/in-pieces.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  findAccount,
  findSubmissionByMessageId,
  listDepartedUids,
  listBodiless,
  listUids,
  recordEncounters,
  setHostFilesSent,
  type Encounter,
  type FetchedMessage,
  type MailboxRow,
  type Tx,
} from '../../store/index.ts'
import type { FetchedMessage as Downloaded, ImapSession } from '../../transport/index.ts'
import { boundsOf } from '../fetch-policy.ts'
import { aheadBytes, bulkFrom, inOneCommit, largestProtectedBytes, turnMs } from '../limits.ts'
import { ahead } from './ahead.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { batchBytes, forOneCommit, readBytes, type ReadBatch } from './one-commit.ts'
import { prepareMessage, type PreparedMessage, type PreparingKnowledge } from './prepare.ts'
import { readWhole, type ReadMessage } from './read-whole.ts'
import { storePrepared } from './store-prepared.ts'
import { withoutTwins } from './twins.ts'

/**
 * Brings the messages here that are on the server and not here, the newest first. Three things go on at a time: some
 * are downloaded while others are read in other threads and others stored, none ahead by more than `aheadBytes` and a
 * batch. Errors: of the connection, of the store.
 */
export async function fetchMissing(
  session: ImapSession,
  mailbox: MailboxRow,
  onServer: readonly number[],
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const known = new Set(listUids(deps.store, mailbox.id))
  const departed = listDepartedUids(deps.store, mailbox.id)
  const missing = onServer.filter((uid) => !known.has(uid) && !departed.has(uid)).reverse()
  if (missing.length === 0) {
    return ok(undefined)
  }
  return fetchAll(session, mailbox, missing, boundsOf(deps.fetchPolicy(), deps.clock()).largestBytes, deps)
}

/**
 * Of what is here with its header alone, brings whole what the policy lets come by itself (it was widened since, or the
 * mailbox was renumbered), and what is encrypted or signed, whatever its size: until all of it is here its outer subject
 * is all that is known of it. Not in Junk, where anybody's mail is. Each is tried once as long as `tried` lives: a server
 * may say less of a size than it sends.
 */
export async function fetchBodiless(
  session: ImapSession,
  mailbox: MailboxRow,
  tried: Set<MessageId>,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const { largestBytes, notBefore } = boundsOf(deps.fetchPolicy(), deps.clock())
  const within = {
    largestBytes,
    largestProtectedBytes: mailbox.role === 'junk' ? 0 : largestProtectedBytes,
    sinceMs: notBefore?.getTime() ?? -Infinity,
  }
  const due = listBodiless(deps.store, mailbox.id, within).filter(({ id }) => !tried.has(id))
  if (due.length === 0) {
    return ok(undefined)
  }
  const opened = await session.open(mailbox.path)
  if (!opened.ok) {
    return opened
  }
  if (opened.value.uidValidity !== mailbox.uidValidity) {
    return ok(undefined)
  }
  due.forEach(({ id }) => tried.add(id))
  return fetchAll(
    session,
    mailbox,
    due.map(({ uid }) => uid),
    Math.max(largestBytes, within.largestProtectedBytes),
    deps,
  )
}

async function fetchAll(
  session: ImapSession,
  mailbox: MailboxRow,
  missing: readonly number[],
  largestBytes: number,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  deps.onProgress(0, missing.length)
  const endBulk = missing.length < bulkFrom ? undefined : deps.store.beginBulk()
  try {
    return await storeAll(session, mailbox, missing, largestBytes, deps)
  } finally {
    endBulk?.()
  }
}

async function storeAll(
  session: ImapSession,
  mailbox: MailboxRow,
  missing: readonly number[],
  largestBytes: number,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const { notBefore } = boundsOf(deps.fetchPolicy(), deps.clock())
  const coming = session.fetchMessages(missing, { maxSourceBytes: largestBytes, notBefore })
  const downloaded = ahead(counted(coming, missing.length, deps), {
    bytesOf: batchBytes(sourceBytes),
    upToBytes: aheadBytes,
  })
  let done = 0
  const read = ahead(readInThreads(downloaded, deps), {
    bytesOf: batchBytes(readBytes),
    upToBytes: aheadBytes,
    join: forOneCommit,
  })
  for await (const batch of read) {
    if (!batch.ok) {
      return batch
    }
    const stored = await storeBatch(batch.value, mailbox, deps)
    if (!stored.ok || deps.isStopped()) {
      return stored
    }
    done += batch.value.length
    deps.onProgress(done, missing.length)
  }
  return ok(undefined)
}

const sourceBytes = ({ source }: Downloaded): number => source.length
async function* counted(
  batches: AsyncGenerator<Result<readonly Downloaded[]>, void, void>,
  total: number,
  { onDownloaded }: MailboxSyncDeps,
): AsyncGenerator<Result<readonly Downloaded[]>, void, void> {
  let left = total
  for await (const batch of batches) {
    if (batch.ok) {
      left -= batch.value.length
      onDownloaded(left)
    }
    yield batch
  }
}

async function* readInThreads(
  batches: AsyncGenerator<Result<readonly Downloaded[]>, void, void>,
  { reader }: MailboxSyncDeps,
): AsyncGenerator<ReadBatch, void, void> {
  for await (const batch of batches) {
    yield batch.ok ? await readWhole(batch.value, reader) : batch
  }
}

async function storeBatch(
  batch: readonly ReadMessage[],
  mailbox: MailboxRow,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  for (const piece of inPieces(batch, inOneCommit.bytes, readBytes)) {
    const prepared = await prepareAll(piece, mailbox, deps.knowledge(mailbox.accountId))
    if (deps.isStopped()) {
      return ok(undefined)
    }
    const saved = deps.store.transaction((tx) => {
      const stored = storePrepared(tx, mailbox, withoutTwins(tx, mailbox, prepared), deps.clock().getTime())
      if (!stored.ok) {
        return stored
      }
      recordEncounters(tx, encountersOf(prepared, mailbox))
      noteWhoFilesSent(tx, mailbox, prepared)
      return stored
    })
    if (!saved.ok) {
      return saved
    }
    deps.onStored(mailbox.id)
    saved.value.forEach(deps.onDraftTaken)
    await nextTurn()
  }
  return ok(undefined)
}

async function prepareAll(
  piece: readonly ReadMessage[],
  { role }: MailboxRow,
  knowledge: PreparingKnowledge,
): Promise<PreparedMessage[]> {
  const prepared: PreparedMessage[] = []
  let since = performance.now()
  for (const { message, reading } of piece) {
    prepared.push(await prepareMessage(message, knowledge, role, reading))
    if (performance.now() - since > turnMs) {
      await nextTurn()
      since = performance.now()
    }
  }
  return prepared
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
