import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { inPieces } from '../../../shared/in-pieces.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits as roomLimits } from '../limits.ts'
import { packBytes } from '../packed-bytes.ts'
import type { PackedReading, ReaderLimits } from './protocol.ts'
import { readPlain } from './read-plain.ts'
import { superviseRead } from './supervise-read.ts'

export type { PackedReading } from './protocol.ts'

export interface MessageReaderDeps {
  readonly startWorker: () => Worker
  /** How many may work at a time; unless told, one less than there are cores. */
  readonly size?: number
  /** Shorter ones for tests. */
  readonly limits?: Partial<ReaderLimits>
}

/** Reads and packs messages in threads without keys, so that neither many nor a hostile one hold anything up. */
export interface MessageReader {
  /**
   * A message at which a worker dies, or takes too long or too much memory, is `too-complex`; the worker is replaced
   * and the others are read. Answers in the order of `sources`. Error: `vault/locked` after `close`.
   */
  readAll(sources: readonly Uint8Array[]): Promise<Result<readonly PackedReading[]>>
  /** Ends the workers, and with them every copy of what they read. */
  close(): Promise<void>
}

interface PooledWorker {
  readonly thread: Worker
  isReady: boolean
  idle: NodeJS.Timeout | undefined
}

export function createMessageReader({
  startWorker,
  size = Math.max(1, Math.min(availableParallelism() - 1, roomLimits.readerThreads)),
  limits = {},
}: MessageReaderDeps): MessageReader {
  const bounds: ReaderLimits = { ...roomLimits.reader, ...limits }
  const free: PooledWorker[] = []
  const all = new Set<PooledWorker>()
  const waiting: ((worker: PooledWorker | null) => void)[] = []
  let isClosed = false
  const hasClosed = () => isClosed

  function started(): PooledWorker {
    const worker: PooledWorker = { thread: startWorker(), isReady: false, idle: undefined }
    // One that dies of its last message may say so when nobody watches over it any more.
    worker.thread.on('error', () => undefined)
    worker.thread.on('exit', () => {
      forget(worker)
    })
    all.add(worker)
    return worker
  }

  /** A free worker, a new one, or the next that becomes free: jobs wait where all are busy. Null: closed. */
  function take(): Promise<PooledWorker | null> {
    if (isClosed) {
      return Promise.resolve(null)
    }
    const worker = free.pop() ?? (all.size < size ? started() : null)
    if (worker === null) {
      return new Promise((resolve) => waiting.push(resolve))
    }
    clearTimeout(worker.idle)
    worker.thread.ref()
    return Promise.resolve(worker)
  }

  function giveBack(worker: PooledWorker): void {
    const next = waiting.shift()
    if (next !== undefined) {
      next(worker)
      return
    }
    free.push(worker)
    worker.thread.unref()
    worker.idle = setTimeout(() => void end(worker), bounds.idleMs)
    worker.idle.unref()
  }

  async function end(worker: PooledWorker): Promise<void> {
    forget(worker)
    await worker.thread.terminate()
  }

  /** A dead one would leave the next message unread, which would then count as too complex. */
  function forget(worker: PooledWorker): void {
    clearTimeout(worker.idle)
    all.delete(worker)
    const index = free.indexOf(worker)
    if (index >= 0) {
      free.splice(index, 1)
    }
  }

  async function read(sources: readonly Uint8Array[]): Promise<readonly PackedReading[]> {
    const worker = await take()
    if (worker === null) {
      return []
    }
    const outcome = await superviseRead(worker.thread, sources, worker.isReady, bounds)
    if (outcome.kind === 'done') {
      worker.isReady = true
      giveBack(worker)
      return outcome.readings
    }
    await end(worker)
    replaceForWaiting()
    if (isClosed) {
      return []
    }
    // Where threads can't be had, mail is still read.
    if (outcome.kind === 'not-started') {
      return sources.map(readHere)
    }
    return sources.length === 1 ? [{ kind: 'too-complex', packed: null }] : readOneByOne(sources)
  }

  /** To find the one that is to blame. */
  async function readOneByOne(sources: readonly Uint8Array[]): Promise<readonly PackedReading[]> {
    const readings: PackedReading[] = []
    for (const source of sources) {
      readings.push(...(await read([source])))
    }
    return readings
  }

  function replaceForWaiting(): void {
    const next = waiting.shift()
    if (next !== undefined) {
      next(started())
    }
  }

  return {
    readAll: async (sources) => {
      if (isClosed) {
        return fail('vault/locked')
      }
      if (sumOf(sources, ({ length }) => length) <= bounds.quickBytes) {
        return ok(sources.map(readHere))
      }
      const jobBytes = Math.min(sumOf(sources, cost) / size, roomLimits.maxJobBytes)
      const jobs = [...inPieces(sources, jobBytes, cost)]
      const readings = await Promise.all(jobs.map(read))
      return hasClosed() ? fail('vault/locked') : ok(readings.flat())
    },
    close: async () => {
      isClosed = true
      waiting.splice(0).forEach((next) => {
        next(null)
      })
      await Promise.all([...all].map(end))
    },
  }
}

/** One message that trips the parser must not keep the others away. */
function readHere(source: Uint8Array): PackedReading {
  const packed = packBytes(source)
  try {
    return { ...readPlain(source), packed }
  } catch {
    return { kind: 'too-complex', packed }
  }
}

/** Crossing threads costs something for each message, beside its bytes. */
const cost = (source: Uint8Array): number => source.length + 4_000
const sumOf = (sources: readonly Uint8Array[], of: (source: Uint8Array) => number): number =>
  sources.reduce((sum, source) => sum + of(source), 0)
