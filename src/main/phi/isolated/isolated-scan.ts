import type { Worker } from 'node:worker_threads'
import { fileTypeOf } from '../extract/file-type.ts'
import { limits } from '../limits.ts'
import type { FullScanResult, ScanContext, ScanDocument, ScanPart } from '../types.ts'
import { createIsolatedWorker } from './isolated-worker.ts'
import type { IsolationLimits } from './protocol.ts'

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
  const worker = createIsolatedWorker(deps.startWorker, deps.limits)
  return {
    scan: (document, context) =>
      document.parts.every(isHarmless) && sizeOf(document) <= limits.quickBytes
        ? deps.quickScan(document, context)
        : worker.run(document, { kind: 'scan', context }),
    close: worker.close,
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
