import { genesis, hashOf, recordFrameSchema, type RecordFrame } from './encoding.ts'

/** Why a record is bad. */
export type ChainFault =
  'unreadable' | 'not-canonical' | 'wrong-number' | 'broken-link' | 'other-log' | 'time-runs-back'

export type ChainReport = {
  readonly count: number
  /** Hash of the last good record. */
  readonly head: string
  /** Number of the first bad record, and what is wrong with it. */
  readonly firstBad: { readonly seq: number; readonly fault: ChainFault } | null
}

/** Where the records to check begin: an excerpt goes on from the record before it. */
export interface ChainStart {
  readonly seq: number
  readonly prev: string
  readonly log: string | null
}

export const chainBeginning: ChainStart = { seq: 1, prev: genesis, log: null }

/**
 * Walks a hash chain and stops at the first record that is not the next one of this log.
 * @param records raw bytes of each record in order
 */
export function checkChain(records: Iterable<Uint8Array>, start: ChainStart = chainBeginning): ChainReport {
  let { seq, prev, log } = start
  let count = 0
  let lastAt = ''
  for (const bytes of records) {
    const fault = faultOf(bytes, { seq, prev, log }, lastAt)
    if (typeof fault === 'string') {
      return { count, head: prev, firstBad: { seq, fault } }
    }
    count += 1
    seq += 1
    prev = hashOf(bytes)
    log = fault.log
    lastAt = fault.at
  }
  return { count, head: prev, firstBad: null }
}

function faultOf(bytes: Uint8Array, expected: ChainStart, lastAt: string): ChainFault | RecordFrame {
  const record = readFrame(bytes)
  if (record === null) {
    return 'unreadable'
  }
  if (record.seq !== expected.seq) {
    return 'wrong-number'
  }
  if (record.prev !== expected.prev) {
    return 'broken-link'
  }
  if (expected.log !== null && record.log !== expected.log) {
    return 'other-log'
  }
  // A clock that was set back is itself an event; after it, time may start again from earlier.
  if (record.at < lastAt && record.event.type !== 'clock.set-back') {
    return 'time-runs-back'
  }
  return record
}

/** The frame of a record, or null where the bytes are not one. */
export function readFrame(bytes: Uint8Array): RecordFrame | null {
  try {
    const parsed = recordFrameSchema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    )
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
