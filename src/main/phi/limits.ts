/** Every bound of the scanner, in one place. Sizes in UTF-16 units unless the name says bytes. */
export const limits = {
  /** Findings that are less sure than this are not reported. */
  reportingScore: 0.5,
  /** A paragraph is cut at a line end after this size, so that one edit never rescans more than about this. */
  paragraphSoft: 2_000,
  /** And at any space, or anywhere, after this. */
  paragraphHard: 6_000,
  /** Text beyond this is not scanned (the part is reported as too large). */
  textLength: 32_000_000,
  attachmentBytes: 50_000_000,
  archiveEntries: 2_000,
  archiveUnpackedBytes: 100_000_000,
  /** Entries larger than this may not be packed tighter than `archiveRatio` to one. */
  archiveRatioFreeBytes: 10_000_000,
  archiveRatio: 200,
  archiveDepth: 5,
  /** Reading one attachment with everything inside, in milliseconds. */
  extractionMs: 10_000,
  pdfPages: 500,
  /** What is text and shorter is scanned where it is, without a worker. */
  quickBytes: 256_000,
  /** Texts of a message that are longer together are scanned in two threads where there is a second. */
  twoThreadsLength: 100_000,
  /** The worker that reads attachments: its heap, and what it holds outside of it. */
  workerHeapMb: 512,
  workerExternalBytes: 500_000_000,
  /** When the worker is ended over one file, over the scan of all texts, and over the whole message. */
  workerFileMs: 12_000,
  workerScanMs: 20_000,
  workerTotalMs: 40_000,
  /** How long it is kept ready after a scan. */
  workerIdleMs: 60_000,
  findingsPerPart: 50_000,
} as const
