import type { FullScanResult, NotScannedReason, ScanContext, ScanDocument } from '../types.ts'

/** What the worker is started with. */
export type ScanWorkerData = {
  /** The folder `phi` of the program's resources. */
  readonly lexiconFolder: string
  /** Scans paragraphs for another worker, and opens no file. */
  readonly isSecond?: boolean
}

/** What the texts of files are, for search: those of each attachment one after the other. */
export type ReadTexts = readonly string[]

/** The worker reads files, or reads and scans them. */
export type WorkerTask =
  | { readonly kind: 'scan'; readonly context: ScanContext }
  /** Only what the files say, without a look at what it means. */
  | { readonly kind: 'read' }

export type WorkerJob = {
  readonly document: ScanDocument
  readonly skip: ReadonlyMap<string, NotScannedReason>
  readonly task: WorkerTask
}

/** What a task answers with. */
export type ResultOf = { readonly scan: FullScanResult; readonly read: ReadTexts }

/** What the worker says; always in this order: files, `scanning` where it scans, `done`. */
export type WorkerProgress<Result> =
  | { readonly kind: 'file'; readonly part: string }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'done'; readonly result: Result }

/** Milliseconds, and bytes. */
export type IsolationLimits = Readonly<
  Record<'workerFileMs' | 'workerScanMs' | 'workerTotalMs' | 'workerExternalBytes' | 'workerIdleMs', number>
>
