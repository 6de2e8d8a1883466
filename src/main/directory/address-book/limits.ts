/** Of a file with people. An address book of a practice stays far below; what is above is refused with its limit. */
export const bookLimits = {
  fileBytes: 16 * 1024 * 1024,
  people: 10_000,
  columns: 200,
  /** Records of a table that can't be read; with more it is no table. */
  brokenRecords: 200,
  /** Of one record of a table, and of one property of a vCard; longer ones (pictures) are left out unread. */
  recordChars: 64 * 1024,
  /** A certificate with many signatures on it. */
  keyChars: 256 * 1024,
  keysPerPerson: 4,
  /** How much text is read before others of the thread have their turn. */
  sliceChars: 256 * 1024,
  /** How many entries of each list a preview shows. */
  shown: 200,
} as const
