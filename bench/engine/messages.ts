import type { EngineDeps } from '../../src/main/engine/engine.ts'
import type { StoreContents } from './contents.ts'

/** What the engine's process is started with, as JSON in its first argument. */
export type EngineChildData = Pick<EngineDeps, 'data' | 'kdfCost'>

/** What the parent asks of the engine's process, and what it answers; over Node's own channel. */
export type Request = { readonly id: number; readonly path: readonly string[]; readonly input: unknown }

export type Response =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string }

/** What the process can say of itself, under the path `measure`. */
export type EngineMeasures = {
  /** Answers when a look at every mailbox, begun before this call or by it, is complete. */
  readonly synced: () => Promise<void>
  /** The same, of a look that begins with this call. @returns milliseconds */
  readonly resyncMs: () => Promise<number>
  /** Begins to watch how long the thread stands still, and how much memory the process holds. */
  readonly watchStalls: () => Promise<void>
  /** The longest stall in milliseconds since `watchStalls`. */
  readonly longestStallMs: () => Promise<number>
  /** Processor time of all its threads so far, in milliseconds: what a busy machine doesn't change. */
  readonly cpuMs: () => Promise<number>
  /** The most memory that the process has held, its threads included, in bytes, since `watchStalls`. */
  readonly peakMemoryBytes: () => Promise<number>
  /** In the gate's place, with each byte XOR 0x5a: what comes by Node's channel stays in its buffers. */
  readonly holdSecret: (masked: Uint8Array) => Promise<string>
  /** Everything that the store holds of mail, read whole. */
  readonly contents: () => Promise<StoreContents>
}
