/** What a logo may be: seen on a phone's width at twice the density, and light enough to go with every message. */
export const logoLimits = {
  width: 400,
  height: 160,
  /** Of the picture as it travels, in bytes. */
  sizeBytes: 64 * 1024,
  /** Of the file that is chosen: editors put megabytes of their own beside a small picture. */
  fileBytes: 4 * 1024 * 1024,
  /** Of a progressive JPEG: a file of many thousand scans keeps a decoder busy for minutes. */
  scans: 64,
} as const
