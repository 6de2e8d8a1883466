import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { transportLimits } from '../limits.ts'
import type { FetchedMessage, FlagChange } from './types.ts'

/** Messages of one size class are downloaded so many at a time, which bounds what a batch holds in memory. */
type SizeClass = {
  readonly upToBytes: number
  readonly perBatch: number
  /** Over the limit: only the beginning, in which the header stands. */
  readonly isHeadOnly: boolean
}

/** `tookMs`: of the download alone, without what was asked before it. */
export type FetchedBatch = { readonly messages: readonly FetchedMessage[]; readonly tookMs: number }

/**
 * Downloads messages batch by batch, roughly in the order of `uids`: within 200 of them the small ones come first.
 * Two or three cheap searches tell large messages from small ones, where asking each for its size would take a third
 * of the time of the download. Envelope and structure are never asked for: we parse the source ourselves, and a server
 * takes twice as long to answer.
 */
export async function* fetchInBatches(
  client: ImapFlow,
  uids: readonly number[],
  maxSourceBytes: number,
  notBefore: Date | null = null,
): AsyncGenerator<FetchedBatch, void, void> {
  if (uids.length === 0) return
  const classes = classesUpTo(maxSourceBytes)
  const classOf = await classesOf(client, uids, classes, notBefore)
  for (const window of windowsOf(uids)) {
    for (const [index, sizeClass] of classes.entries()) {
      const members = window.filter((uid) => classOf(uid) === index)
      for (let first = 0; first < members.length; first += sizeClass.perBatch) {
        const askedAt = performance.now()
        const messages = await fetchBatch(client, members.slice(first, first + sizeClass.perBatch), sizeClass)
        yield { messages, tookMs: performance.now() - askedAt }
      }
    }
  }
}

function* windowsOf(uids: readonly number[]): Generator<readonly number[], void, void> {
  let length: number = transportLimits.firstBatchMessages
  for (let start = 0; start < uids.length; start += length) {
    if (start > 0) length = transportLimits.batchMessages
    yield uids.slice(start, start + length)
  }
}

function classesUpTo(maxSourceBytes: number): readonly SizeClass[] {
  const whole = transportLimits.sizeClasses.map((one) => ({ ...one, isHeadOnly: false }))
  const first = whole.findIndex(({ upToBytes }) => upToBytes >= maxSourceBytes)
  const last = { perBatch: whole[first]?.perBatch ?? 1, upToBytes: maxSourceBytes, isHeadOnly: false }
  const over = { perBatch: transportLimits.batchMessages, upToBytes: Infinity, isHeadOnly: true }
  return [...whole.slice(0, first), last, over]
}

/**
 * The index of each message's size class: how many of the classes before the last it is too large for. What is older
 * than `notBefore` is in the last.
 */
async function classesOf(
  client: ImapFlow,
  uids: readonly number[],
  classes: readonly SizeClass[],
  notBefore: Date | null,
): Promise<(uid: number) => number> {
  const [lowest, highest] = [uids.reduce(smaller), uids.reduce(larger)]
  const older =
    notBefore === null
      ? []
      : await client.search({ uid: `${lowest}:${highest}`, before: notBefore }, { uid: true })
  if (!Array.isArray(older)) return classesBySize(client, uids, classes, notBefore)
  const old = new Set(older)
  const over: ReadonlySet<number>[] = []
  for (const { upToBytes } of classes.slice(0, -1)) {
    const found = await client.search({ uid: `${lowest}:${highest}`, larger: upToBytes }, { uid: true })
    if (!Array.isArray(found)) return classesBySize(client, uids, classes, notBefore)
    over.push(new Set(found))
  }
  return (uid) => (old.has(uid) ? classes.length - 1 : over.filter((found) => found.has(uid)).length)
}

/** For a server that won't search. */
async function classesBySize(
  client: ImapFlow,
  uids: readonly number[],
  classes: readonly SizeClass[],
  notBefore: Date | null,
): Promise<(uid: number) => number> {
  const sizes = new Map<number, number>()
  const query = { uid: true, size: true, internalDate: true }
  for await (const message of client.fetch(sequenceSet(uids), query, { uid: true })) {
    const isOld = notBefore !== null && dateOf(message) < notBefore
    sizes.set(message.uid, isOld ? Infinity : (message.size ?? 0))
  }
  return (uid) => classes.findIndex(({ upToBytes }) => (sizes.get(uid) ?? 0) <= upToBytes)
}

const smaller = (one: number, other: number): number => Math.min(one, other)
const larger = (one: number, other: number): number => Math.max(one, other)

async function fetchBatch(
  client: ImapFlow,
  uids: readonly number[],
  { isHeadOnly }: SizeClass,
): Promise<readonly FetchedMessage[]> {
  const source = isHeadOnly ? { maxLength: transportLimits.headBytes } : true
  const query = { uid: true, flags: true, internalDate: true, size: true, source }
  const asked = new Set(uids)
  const found = new Map<number, FetchedMessage>()
  for await (const message of client.fetch(sequenceSet(uids), query, { uid: true })) {
    // What nobody asked for isn't kept: there could be any number of them.
    if (message.source === undefined || !asked.has(message.uid)) continue
    found.set(message.uid, {
      uid: message.uid,
      flags: message.flags ?? new Set(),
      modseq: message.modseq ?? null,
      internalDate: dateOf(message),
      size: sizeOf(message.source, message.size, isHeadOnly),
      source: message.source,
    })
  }
  // Whatever was expunged meanwhile is left out.
  return uids.flatMap((uid) => found.get(uid) ?? [])
}

/**
 * What came whole is as large as what came: hosts may only estimate (Exchange does), and a message shorter than its
 * estimate would count as cut for ever. Nothing at all is no message.
 */
function sizeOf(source: Uint8Array, stated: number | undefined, isHeadOnly: boolean): number {
  const isWhole = source.length > 0 && (!isHeadOnly || source.length < transportLimits.headBytes)
  return isWhole ? source.length : (stated ?? source.length)
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
export function dateOf(message: FetchMessageObject): Date {
  const date = new Date(message.internalDate ?? 0)
  return Number.isNaN(date.getTime()) ? new Date(0) : date
}
