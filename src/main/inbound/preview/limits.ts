/** What is shown of a file inside the window; above it the file can only be saved or opened elsewhere. */
export const previewLimits = {
  /** A PDF or picture travels into its frame whole. */
  maxBytes: 25 * 1024 * 1024,
  /** Width times height: a decoded pixel takes four bytes, whatever the file's size. */
  maxPixels: 60_000_000,
  /** Of a text; the rest is cut, and that is said. */
  maxTextBytes: 1024 * 1024,
  maxRows: 2_000,
  maxColumns: 60,
} as const
