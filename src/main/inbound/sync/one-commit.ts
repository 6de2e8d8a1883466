import { ok, type Result } from '../../../shared/result.ts'
import { inOneCommit } from '../limits.ts'
import type { ReadMessage } from './read-whole.ts'

/** Bytes of its source. */
export const readBytes = ({ message }: ReadMessage): number => message.source.length

/** Those of a batch; a failure has none. */
export const batchBytes =
  <T>(bytesOf: (one: T) => number) =>
  (batch: Result<readonly T[]>): number =>
    batch.ok ? batch.value.reduce((sum, one) => sum + bytesOf(one), 0) : 0

/** Messages that were downloaded and read, to be stored. */
export type ReadBatch = Result<readonly ReadMessage[]>

/** Two batches that wait to be stored, as one where the first alone is a small commit. */
export function forOneCommit(batch: ReadBatch, next: ReadBatch): ReadBatch | null {
  if (!batch.ok || !next.ok || batchBytes(readBytes)(batch) >= inOneCommit.enoughBytes) {
    return null
  }
  const both = ok([...batch.value, ...next.value])
  const fits = both.value.length <= inOneCommit.messages && batchBytes(readBytes)(both) <= inOneCommit.bytes
  return fits ? both : null
}
