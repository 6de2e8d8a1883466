/** What a PDF may take before its worker is ended. Times in milliseconds. */
export const pdfLimits = {
  maxPages: 300,
  /** Of one drawn page. */
  maxPixels: 8_000_000,
  /** Of one picture inside a page. */
  maxImagePixels: 40_000_000,
  /** Height by width: a page of a kilometre is drawn as a strip of this shape. */
  maxRatio: 6,
  maxTextChars: 20_000,
  openMs: 15_000,
  drawMs: 10_000,
  /** Drawn pages that are kept; the farthest from what is looked at give way. */
  keptPages: 12,
} as const
