import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { transportLimits } from '../limits.ts'
import type { FetchedMessage, FlagChange } from './types.ts'

type Metadata = Omit<FetchedMessage, 'source'>

/**
 * Downloads messages in the order of `uids`, batch by batch. Sizes are asked for first, so that a batch stays under
 * its bound whatever the mailbox holds. Envelope and structure are never asked for: we parse the source ourselves,
 * and a server takes twice as long to answer.
 */
export async function* fetchInBatches(
  client: ImapFlow,
  uids: readonly number[],
  maxSourceBytes: number,
): AsyncGenerator<readonly FetchedMessage[], void, void> {
  for (let start = 0; start < uids.length; start += transportLimits.metadataMessages) {
    const window = uids.slice(start, start + transportLimits.metadataMessages)
    const metadata = await fetchMetadata(client, window)
    const present = window.flatMap((uid) => metadata.get(uid) ?? [])
    for (const batch of batchesOf(present, maxSourceBytes)) {
      const sources = await fetchSources(client, batch, maxSourceBytes)
      // Whatever was expunged since the sizes were read is left out.
      yield batch.flatMap((message) => {
        const source = sources.get(message.uid)
        return source === undefined ? [] : [{ ...message, source }]
      })
    }
  }
}

async function fetchMetadata(client: ImapFlow, uids: readonly number[]): Promise<Map<number, Metadata>> {
  const found = new Map<number, Metadata>()
  const query = { uid: true, flags: true, internalDate: true, size: true }
  for await (const message of client.fetch(sequenceSet(uids), query, { uid: true })) {
    found.set(message.uid, {
      uid: message.uid,
      flags: message.flags ?? new Set(),
      modseq: message.modseq ?? null,
      internalDate: dateOf(message),
      size: message.size ?? 0,
    })
  }
  return found
}

function* batchesOf(messages: readonly Metadata[], maxSourceBytes: number): Generator<readonly Metadata[]> {
  let batch: Metadata[] = []
  let bytes = 0
  for (const message of messages) {
    const size = Math.min(message.size, maxSourceBytes)
    const isFull = batch.length >= transportLimits.batchMessages || bytes + size > transportLimits.batchBytes
    if (isFull && batch.length > 0) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(message)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

async function fetchSources(
  client: ImapFlow,
  batch: readonly Metadata[],
  maxSourceBytes: number,
): Promise<Map<number, Uint8Array>> {
  const sources = new Map<number, Uint8Array>()
  const collect = async (uids: readonly number[], source: true | { maxLength: number }): Promise<void> => {
    if (uids.length === 0) return
    for await (const message of client.fetch(sequenceSet(uids), { uid: true, source }, { uid: true })) {
      if (message.source !== undefined) sources.set(message.uid, message.source)
    }
  }
  const isOver = (message: Metadata): boolean => message.size > maxSourceBytes
  await collect(
    batch.filter((message) => !isOver(message)).map((message) => message.uid),
    true,
  )
  await collect(
    batch.filter(isOver).map((message) => message.uid),
    { maxLength: maxSourceBytes },
  )
  return sources
}

/** Flags of all messages, or of those that changed after `changedSince`. */
export async function fetchFlagChanges(
  client: ImapFlow,
  changedSince: bigint | null,
): Promise<readonly FlagChange[]> {
  const changes: FlagChange[] = []
  const options = changedSince === null ? { uid: true } : { uid: true, changedSince }
  for await (const message of client.fetch('1:*', { uid: true, flags: true }, options)) {
    changes.push({ uid: message.uid, flags: message.flags ?? new Set(), modseq: message.modseq ?? null })
  }
  return changes
}

/** RFC 3501 sequence set, with neighbours joined: `1:3,7`. */
export function sequenceSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((one, other) => one - other)
  const ranges: { first: number; last: number }[] = []
  for (const uid of sorted) {
    const current = ranges.at(-1)
    if (current !== undefined && uid === current.last + 1) current.last = uid
    else ranges.push({ first: uid, last: uid })
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}:${last}`)).join(',')
}

/** A server that sends no usable date gets the epoch, so that sorting stays defined. */
function dateOf(message: FetchMessageObject): Date {
  const date = new Date(message.internalDate ?? 0)
  return Number.isNaN(date.getTime()) ? new Date(0) : date
}
