import type { MessageId } from '../../../shared/ids.ts'
import { createHash } from 'node:crypto'
import { blobRefOf, readBlob } from '../blobs.ts'
import { requireRow, sql, type Reader, type Tx } from '../connection.ts'
import { StoreError } from '../errors.ts'
import { bytes, int } from '../rows.ts'

/** How much of what a store holds: enough to see that a copy holds the same. */
export type VaultCounts = {
  readonly messages: number
  readonly people: number
  readonly drafts: number
  /** Messages written here, whatever became of them. */
  readonly letters: number
  readonly settings: number
}

/** Each count walks one index, so that none takes long. */
export function countVault(reader: Reader): VaultCounts {
  const count = (table: string) =>
    int(requireRow(reader[sql].get(`SELECT count(*) AS total FROM ${table}`)), 'total')
  return {
    messages: count('messages'),
    people: count('contacts'),
    drafts: count('drafts'),
    letters: count('logical_messages'),
    settings: count('settings'),
  }
}

/** Some messages' sources, held against the hashes that were noted when they came. */
export type SourceCheck = {
  readonly checked: number
  readonly wrong: number
  /** Where to go on; null at the end. */
  readonly next: MessageId | null
}

/**
 * Reads the sources of the next messages after an id, by ascending id.
 *
 * @param mostBytes so much is read before it stops, so that nothing else waits long
 */
export function checkSources(reader: Reader, after: MessageId | null, mostBytes: number): SourceCheck {
  let checked = 0
  let wrong = 0
  let read = 0
  let last = after
  while (read < mostBytes) {
    const row = reader[sql].get(
      'SELECT id, blob_first, blob_size, raw_sha256 FROM messages WHERE id > ? AND raw_sha256 IS NOT NULL ORDER BY id LIMIT 1',
      last ?? -1,
    )
    if (row === undefined) return { checked, wrong, next: null }
    last = int(row, 'id') as MessageId
    const ref = blobRefOf(row)
    read += (ref?.size ?? 0) + 4096
    checked += 1
    if (ref === null || !hasHash(() => readBlob(reader, ref), bytes(row, 'raw_sha256'))) wrong += 1
  }
  return { checked, wrong, next: last }
}

function hasHash(readSource: () => Uint8Array, expected: Uint8Array): boolean {
  try {
    return createHash('sha256').update(readSource()).digest().equals(expected)
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

/**
 * In a store that comes from a backup, what waited to leave may have left since: nothing of it leaves by itself. It is
 * kept as after a lock, until a person says so; what was under way once its data had begun is looked for in Sent.
 *
 * @returns how many copies are kept
 */
export function keepWhatWaits(tx: Tx, now: number): number {
  const { changes } = tx[sql].run(
    `UPDATE submissions SET state = 'held', not_before = NULL, stage = NULL, updated_at = ?
     WHERE state IN ('held', 'queued') OR (state = 'attempting' AND stage IS NOT 'data')`,
    now,
  )
  return changes
}
