import { inPieces } from '../../../shared/in-pieces.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  findAccount,
  findSubmissionByMessageId,
  listDepartedUids,
  listUids,
  recordEncounters,
  saveMessages,
  setHostFilesSent,
  type Encounter,
  type FetchedMessage,
  type MailboxRow,
  type Tx,
} from '../../store/index.ts'
import type { FetchedMessage as Downloaded, ImapSession } from '../../transport/index.ts'
import { bulkFrom, largestAutomaticBytes } from '../limits.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { createPace, type Pace } from './pace.ts'
import { prepareMessage, type PreparingKnowledge } from './prepare.ts'
import { readWhole, type ReadMessage } from './read-whole.ts'
import { withoutTwins } from './twins.ts'

/** What goes on here without a break: other calls come in between. */
const breatheEveryMs = 8

/**
 * Brings the messages here that are on the server and not here, the newest first. Three things go on at a time: a
 * batch is downloaded while the one before is read in other threads and the one before that is stored; nothing is
 * ahead by more than one batch. Errors: of the connection, of the store.
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
  deps.onProgress(0, missing.length)
  const endBulk = missing.length < bulkFrom ? undefined : deps.store.beginBulk()
  try {
    return await storeAll(session, mailbox, missing, deps)
  } finally {
    endBulk?.()
  }
}

async function storeAll(
  session: ImapSession,
  mailbox: MailboxRow,
  missing: readonly number[],
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const downloaded = ahead(session.fetchMessages(missing, { maxSourceBytes: largestAutomaticBytes }))
  const pace = createPace()
  let done = 0
  for await (const batch of ahead(readInThreads(downloaded, deps))) {
    if (!batch.ok) {
      return batch
    }
    const stored = await storeBatch(batch.value, mailbox, pace, deps)
    if (!stored.ok || deps.isStopped()) {
      return stored
    }
    done += batch.value.length
    deps.onProgress(done, missing.length)
  }
  return ok(undefined)
}

async function* readInThreads(
  batches: AsyncGenerator<Result<readonly Downloaded[]>, void, void>,
  { reader }: MailboxSyncDeps,
): AsyncGenerator<Result<readonly ReadMessage[]>, void, void> {
  for await (const batch of batches) {
    yield batch.ok ? await readWhole(batch.value, reader) : batch
  }
}

async function storeBatch(
  batch: readonly ReadMessage[],
  mailbox: MailboxRow,
  pace: Pace,
  deps: MailboxSyncDeps,
): Promise<Result<void>> {
  const sizeOf = ({ message }: ReadMessage) => message.source.length
  for (const piece of inPieces(batch, pace.bytes, sizeOf)) {
    const prepared = await prepareAll(piece, mailbox, deps.knowledge(mailbox.accountId))
    if (deps.isStopped()) {
      return ok(undefined)
    }
    const start = performance.now()
    const saved = deps.store.transaction((tx) => {
      const place = { accountId: mailbox.accountId, mailboxId: mailbox.id }
      saveMessages(tx, place, withoutTwins(tx, mailbox, prepared), deps.clock().getTime())
      recordEncounters(tx, encountersOf(prepared, mailbox))
      noteWhoFilesSent(tx, mailbox, prepared)
      return ok(undefined)
    })
    if (!saved.ok) {
      return saved
    }
    pace.took(
      piece.reduce((sum, read) => sum + sizeOf(read), 0),
      performance.now() - start,
    )
    deps.onStored(mailbox.id)
    await breathe()
  }
  return ok(undefined)
}

async function prepareAll(
  piece: readonly ReadMessage[],
  { role }: MailboxRow,
  knowledge: PreparingKnowledge,
): Promise<FetchedMessage[]> {
  const prepared: FetchedMessage[] = []
  let since = performance.now()
  for (const { message, reading } of piece) {
    prepared.push(await prepareMessage(message, knowledge, role, reading))
    if (performance.now() - since > breatheEveryMs) {
      await breathe()
      since = performance.now()
    }
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

/** Lets calls of the window in. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
