import type { FullScanResult, NotScannedReason, ScanContext, ScanDocument } from '../types.ts'

/** What the worker is started with. */
export type ScanWorkerData = {
  /** The folder `phi` of the program's resources. */
  readonly lexiconFolder: string
  /** Scans paragraphs for another worker, and opens no file. */
  readonly isSecond?: boolean
}

export type ScanJob = {
  readonly document: ScanDocument
  readonly context: ScanContext
  readonly skip: ReadonlyMap<string, NotScannedReason>
}

/** What the worker says; always in this order: files, `scanning`, `done`. */
export type ScanProgress =
  | { readonly kind: 'file'; readonly part: string }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'done'; readonly result: FullScanResult }

/** Milliseconds, and bytes. */
export type IsolationLimits = Readonly<
  Record<'workerFileMs' | 'workerScanMs' | 'workerTotalMs' | 'workerExternalBytes' | 'workerIdleMs', number>
>
