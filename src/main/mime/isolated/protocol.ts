import type { PackedBytes } from '../packed-bytes.ts'
import type { PlainReading } from './read-plain.ts'

/** Several messages in one go, since crossing threads costs more than reading a short one; views of one buffer. */
export type ReadJob = { readonly sources: readonly Uint8Array[] }

/** What is in a message, and the message as the store keeps it; `packed` is null where a thread died of it. */
export type PackedReading = PlainReading & { readonly packed: PackedBytes | null }

/** What the worker says: that it is ready, once, and then one answer to each job, in the order of its sources. */
export type ReadReport =
  { readonly kind: 'ready' } | { readonly kind: 'done'; readonly readings: readonly PackedReading[] }

export type ReaderLimits = {
  /** So little altogether is read at once, in the calling thread: parsing is linear, and starting a thread isn't free. */
  readonly quickBytes: number
  /** For a job, once the worker is ready. */
  readonly readMs: number
  readonly startMs: number
  /** Memory of a worker outside its heap; the heap has a limit of its own. */
  readonly externalBytes: number
  readonly idleMs: number
}
