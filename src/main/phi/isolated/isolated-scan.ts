import type { Worker } from 'node:worker_threads'
import { fileTypeOf } from '../extract/file-type.ts'
import { limits } from '../limits.ts'
import type { FullScanResult, NotScannedReason, ScanContext, ScanDocument, ScanPart } from '../types.ts'
import type { IsolationLimits } from './protocol.ts'
import { superviseScan } from './supervise-scan.ts'

export type IsolatedScanDeps = {
  readonly startWorker: () => Worker
  /** The same scan in the calling thread, for what can do no harm: short texts. */
  readonly quickScan: (document: ScanDocument, context: ScanContext) => Promise<FullScanResult>
  /** Shorter ones for tests. */
  readonly limits?: Partial<IsolationLimits>
}

export type IsolatedScan = {
  /**
   * The full scan. Attachments are read in a worker thread; one that takes too long or too much memory ends the
   * worker, is named in `notScanned`, and the rest is scanned without it. Rejects only after `close`, or when the
   * text of the message itself can't be scanned in time.
   */
  readonly scan: (document: ScanDocument, context: ScanContext) => Promise<FullScanResult>
  /** Ends the worker, and with it every copy of what it read. */
  readonly close: () => Promise<void>
}

/** Keeps one worker for a while, so that the next scan finds it ready; scans wait for each other. */
export function createIsolatedScan(deps: IsolatedScanDeps): IsolatedScan {
  const bounds: IsolationLimits = { ...limits, ...deps.limits }
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let isClosed = false

  function started(): Worker {
    const worker = deps.startWorker()
    // One that dies of its last file may say so when nobody watches over it any more.
    worker.on('error', () => undefined)
    return worker
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }

  /** One attempt after the other, each without the file at which the last one failed. */
  async function scanInWorker(document: ScanDocument, context: ScanContext): Promise<FullScanResult> {
    const files = document.parts.filter(({ text }) => text === undefined).map(({ id }) => id)
    const skip = new Map<string, NotScannedReason>()
    const deadline = performance.now() + bounds.workerTotalMs
    for (;;) {
      if (isClosed) throw new Error('the scanner is closed')
      clearTimeout(idle)
      worker ??= started()
      worker.ref()
      const job = { document: without(document, skip), context, skip }
      const outcome = await superviseScan(worker, job, bounds)
      if (outcome.ok) {
        worker.unref()
        idle = setTimeout(() => void end(), bounds.workerIdleMs)
        idle.unref()
        return outcome.result
      }
      await end()
      const { at, reason } = outcome
      const isSkippedAlready = at !== undefined && skip.has(at)
      // Without a file to blame, or without time to look further, every file that isn't text is to blame.
      if (at !== undefined && !isSkippedAlready && performance.now() < deadline) skip.set(at, reason)
      else if (files.some((file) => !skip.has(file))) for (const file of files) skip.set(file, reason)
      else throw new Error(`the text could not be scanned: ${reason}`)
    }
  }

  return {
    scan: (document, context) => {
      if (document.parts.every(isHarmless) && sizeOf(document) <= limits.quickBytes)
        return deps.quickScan(document, context)
      const result = queue.then(() => scanInWorker(document, context))
      queue = result.catch(() => undefined)
      return result
    },
    close: async () => {
      isClosed = true
      await end()
    },
  }
}

/** The bytes of a file that is not to be opened aren't handed over again. */
function without(document: ScanDocument, skip: ReadonlyMap<string, NotScannedReason>): ScanDocument {
  return {
    parts: document.parts.map((part) => (skip.has(part.id) ? { ...part, bytes: new Uint8Array() } : part)),
  }
}

function isHarmless({ text, bytes, fileName = '', contentType = '' }: ScanPart): boolean {
  if (text !== undefined || bytes === undefined) return true
  const { type } = fileTypeOf(bytes, fileName, contentType)
  return type === 'text' || type === 'empty'
}

function sizeOf({ parts }: ScanDocument): number {
  return parts.reduce((sum, { text, bytes }) => sum + (text?.length ?? bytes?.length ?? 0), 0)
}
