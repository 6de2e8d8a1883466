import type { SearchObject } from 'imapflow'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { inPieces } from '../../../shared/in-pieces.ts'
import { transportLimits } from '../limits.ts'
import type { EventForwarder } from './events.ts'
import { fetchFlagChanges, fetchInBatches, sequenceSet } from './fetch.ts'
import { fetchInPieces } from './fetch-in-pieces.ts'
import { catchUp, type Runner } from './runner.ts'
import type { Downloaded, FetchedMessage, ImapCapabilities, ImapSession } from './types.ts'

/** The calls that read the messages of the open mailbox. */
export function readingCalls(
  runner: Runner,
  capabilities: ImapCapabilities,
  events: EventForwarder,
): Pick<
  ImapSession,
  | 'downloaded'
  | 'listUids'
  | 'listUnlabelled'
  | 'stillThere'
  | 'findMessageId'
  | 'fetchMessages'
  | 'fetchPieces'
  | 'fetchFlags'
> {
  const { client, run, isConnected, translate, refusedOrLost } = runner
  let downloaded: Downloaded = { messages: 0, bytes: 0, tookMs: 0 }
  async function search(query: SearchObject): Promise<Result<number[]>> {
    const found = await run(async () => {
      await catchUp(client)
      return client.search(query, { uid: true })
    })
    if (!found.ok) return found
    if (!Array.isArray(found.value)) return refusedOrLost()
    return ok([...new Set(found.value)].sort((one, other) => one - other))
  }
  return {
    downloaded: () => downloaded,
    listUids: async (range) => {
      const found = await search(range === undefined ? { all: true } : { uid: `${range.from}:*` })
      // `n:*` always holds the last message, also when its UID is below n (RFC 3501 section 9, seq-range).
      return found.ok ? ok(found.value.filter((uid) => uid >= (range?.from ?? 1))) : found
    },
    listUnlabelled: (labels) => search({ labels: { not: labelsToName(labels) } }),
    stillThere: (uids) =>
      run(async () => {
        const there = new Set<number>()
        if (uids.length === 0) return there
        for await (const { uid } of client.fetch(sequenceSet(uids), { uid: true }, { uid: true }))
          there.add(uid)
        return there
      }),
    findMessageId: async (messageId) => {
      const found = await run(async () => {
        await catchUp(client)
        return client.search({ header: { 'message-id': messageId } }, { uid: true })
      })
      if (!found.ok) return found
      return Array.isArray(found.value) ? ok(found.value) : refusedOrLost()
    },
    fetchMessages: async function* (uids, options = {}) {
      if (!isConnected()) {
        yield refusedOrLost()
        return
      }
      try {
        const limit = Math.min(options.maxSourceBytes ?? Infinity, transportLimits.messageBytes)
        const notBefore = options.notBefore ?? null
        for await (const { messages, tookMs } of fetchInBatches(client, uids, limit, notBefore)) {
          downloaded = withBatch(downloaded, messages, tookMs)
          yield ok(messages)
        }
        if (!isConnected()) yield refusedOrLost()
      } catch (error) {
        yield translate(error)
      }
    },
    fetchPieces: async (uid, how) => {
      const fetched = await run(() => fetchInPieces(client, uid, how))
      if (!fetched.ok) return fetched
      return isConnected() ? fetched.value : fail('host/connection-lost')
    },
    fetchFlags: ({ changedSince }) =>
      run(async () => {
        const vanished: number[] = []
        const unsubscribe = events.subscribe((event) => {
          if (event.kind === 'expunge' && event.uid !== null) vanished.push(event.uid)
        })
        try {
          const changes = await fetchFlagChanges(client, changedSince)
          return { changes, vanished: capabilities.qresync && changedSince !== null ? vanished : null }
        } finally {
          unsubscribe()
        }
      }),
  }
}

/**
 * As many as a line may hold, the first ones, and none with signs that Gmail's search reads as its own. What the others
 * name is found beside them, too: twice rather than not at all.
 */
function labelsToName(labels: readonly string[]): string[] {
  const plain = labels.filter((label) => /^[\p{L}\p{N}][\p{L}\p{N} _./-]*$/u.test(label))
  const [first = []] = inPieces(plain, transportLimits.searchedLabelBytes, (label) =>
    Buffer.byteLength(` -label:"${label}"`),
  )
  return [...first]
}

function withBatch(before: Downloaded, batch: readonly FetchedMessage[], tookMs: number): Downloaded {
  return {
    messages: before.messages + batch.length,
    bytes: batch.reduce((sum, { source }) => sum + source.length, before.bytes),
    tookMs: before.tookMs + tookMs,
  }
}
