import { noNotes, type MailboxNotes } from './mailbox-notes.ts'

/** A message as Apple Mail keeps it. */
export interface EmlxMessage {
  readonly raw: Uint8Array
  readonly notes: MailboxNotes
  /** When it was received, milliseconds since 1970; null where the file doesn't say. */
  readonly receivedAt: number | null
}

/**
 * Takes an .emlx file apart: a line with the length of the message in bytes, the message, and a property list with
 * what Apple Mail notes of it. Null: the length is missing or leads beyond the file.
 */
export function readEmlx(bytes: Uint8Array): EmlxMessage | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lineEnd = file.subarray(0, 64).indexOf('\n')
  const length = /^\d{1,10}\s*$/.test(file.toString('latin1', 0, Math.max(lineEnd, 0)))
    ? Number.parseInt(file.toString('latin1', 0, lineEnd), 10)
    : null
  if (length === null || lineEnd + 1 + length > file.length) return null
  const list = file.toString('utf8', lineEnd + 1 + length, lineEnd + 1 + length + 64 * 1024)
  const flags = integerOf(list, 'flags') ?? 0
  const receivedAt = (integerOf(list, 'date-received') ?? Number.NaN) * 1000
  return {
    raw: file.subarray(lineEnd + 1, lineEnd + 1 + length),
    notes: {
      ...noNotes,
      isSeen: (flags & 1) !== 0,
      isDeleted: (flags & 2) !== 0,
      isAnswered: (flags & 4) !== 0,
      isFlagged: (flags & 16) !== 0,
      isDraft: (flags & 64) !== 0,
    },
    // Beyond the years that dates have, a number is no time.
    receivedAt: Number.isNaN(new Date(receivedAt).getTime()) ? null : receivedAt,
  }
}

function integerOf(list: string, key: string): number | null {
  const digits = new RegExp(`<key>${key}</key>\\s*<(?:integer|real)>(\\d{1,15})`).exec(list)?.[1]
  return digits === undefined ? null : Number(digits)
}
