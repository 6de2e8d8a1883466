/** What of health, treatment or payment a text speaks of (45 CFR 160.103, "health information"). */
export const healthTopics = [
  'mental-health',
  'substance-use',
  'condition',
  'medication',
  'care',
  'payment',
] as const
export type HealthTopic = (typeof healthTopics)[number]

/** Why something couldn't be scanned: it counts as such, never as clean. */
export const notScannedReasons = [
  'encrypted',
  'damaged',
  'too-large',
  'too-deep',
  'unknown-type',
  /** Thousands of digits in a row: data of some kind, which no recognizer can read anything from. */
  'endless-digits',
  'image',
  'audio-or-video',
  /** An old or partly unknown format: some text was found in it, and more may be there. */
  'read-in-part',
  /** More structure than a document has a use for: built to exhaust its reader. */
  'too-complex',
  'took-too-long',
  /** The file can't be opened or read. */
  'unreadable',
  /** The file changed while it was read. */
  'changed',
  /** A link, a device or a socket: no file that could be attached. */
  'no-file',
  /** Bytes that the quick scan while typing doesn't read. */
  'not-extracted',
] as const
export type NotScannedReason = (typeof notScannedReasons)[number]
