import { isCheckpointAt, isCheckpointInPlace } from './checkpoint.ts'
import { decodeRecord, genesis, hashOf, type RecordFrame } from './encoding.ts'

/** Why a record is bad. */
export type ChainFault =
  | 'unreadable'
  | 'wrong-hash'
  | 'wrong-number'
  | 'broken-link'
  | 'other-log'
  | 'time-runs-back'
  | 'wrong-checkpoint'

export type ChainReport = {
  readonly count: number
  /** Hash of the last good record. */
  readonly head: string
  /** Number of the first bad record, and what is wrong with it. */
  readonly firstBad: { readonly seq: number; readonly fault: ChainFault } | null
  /** Where the next records go on. */
  readonly next: ChainStart
}

/** Where the records to check begin: an excerpt goes on from the record before it. */
export type ChainStart = {
  readonly seq: number
  readonly prev: string
  /** Null: not known yet, the first record tells. */
  readonly log: string | null
  readonly lastAt: string
}

/**
 * A record as it was kept: its own hash beside it says which one was changed, not only that one was. `isWithheld`: the
 * hash alone is there, and the record after it has to name it.
 */
export type KeptRecord = { readonly bytes: Uint8Array; readonly hash: string; readonly isWithheld?: true }

export const chainBeginning: ChainStart = { seq: 1, prev: genesis, log: null, lastAt: '' }

/**
 * Walks a hash chain and stops at the first record that is not the next one of this log.
 *
 * @param publicKey of the vault: the one that its checkpoints are signed with
 */
export function checkChain(
  records: Iterable<KeptRecord>,
  publicKey: string,
  start: ChainStart = chainBeginning,
): ChainReport {
  let expected = start
  for (const kept of records) {
    if (kept.isWithheld === true) {
      // A checkpoint concerns nobody: there is no reason to withhold it.
      if (isCheckpointAt(expected.seq)) return reportOf(start, expected, 'wrong-checkpoint')
      // When it happened isn't known either: the clock may have been set back there.
      expected = { ...expected, seq: expected.seq + 1, prev: kept.hash, lastAt: '' }
      continue
    }
    const checked = checkRecord(kept, expected, publicKey)
    if (typeof checked === 'string') return reportOf(start, expected, checked)
    expected = { seq: expected.seq + 1, prev: kept.hash, log: checked.log, lastAt: checked.at }
  }
  return reportOf(start, expected, null)
}

function reportOf(start: ChainStart, next: ChainStart, fault: ChainFault | null): ChainReport {
  return {
    count: next.seq - start.seq,
    head: next.prev,
    firstBad: fault === null ? null : { seq: next.seq, fault },
    next,
  }
}

function checkRecord(
  { bytes, hash }: KeptRecord,
  expected: ChainStart,
  publicKey: string,
): ChainFault | RecordFrame {
  const record = decodeRecord(bytes)
  if (record === null) return 'unreadable'
  if (hashOf(bytes) !== hash) return 'wrong-hash'
  if (record.seq !== expected.seq) return 'wrong-number'
  if (record.prev !== expected.prev) return 'broken-link'
  if (expected.log !== null && record.log !== expected.log) return 'other-log'
  // A clock that was set back is itself an event; after it, time may start again from earlier.
  if (record.at < expected.lastAt && record.event.type !== 'clock.set-back') return 'time-runs-back'
  return isCheckpointInPlace(record, publicKey) ? record : 'wrong-checkpoint'
}
