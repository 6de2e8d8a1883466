import { createHash } from 'node:crypto'
import { limits } from './limits.ts'

/** What a mail program noted of a message in the file that it keeps it in. */
export interface MailboxNotes {
  readonly isSeen: boolean
  readonly isAnswered: boolean
  readonly isFlagged: boolean
  readonly isDraft: boolean
  /** Deleted there; its file just wasn't tidied up. */
  readonly isDeleted: boolean
}

export const noNotes: MailboxNotes = {
  isSeen: false,
  isAnswered: false,
  isFlagged: false,
  isDraft: false,
  isDeleted: false,
}

/** Written and changed by mail programs in their own files; not the sender's. */
const noteField =
  /^(status|x-status|x-keywords|x-uid|x-uidl|x-imap|x-imapbase|content-length|x-mozilla-status2?|x-mozilla-keys|x-account-key|x-evolution|x-evolution-source|x-gmail-labels|x-gm-thrid):/i

/** Status and X-Status of mbox files, X-Mozilla-Status of Thunderbird's, as far as they say what the store keeps. */
export function readMailboxNotes(raw: Uint8Array): MailboxNotes {
  const [head] = divide(raw)
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim().toUpperCase() ?? ''
  const status = field('status') + field('x-status')
  const mozilla = Number.parseInt(field('x-mozilla-status'), 16)
  const bit = (value: number) => Number.isInteger(mozilla) && (mozilla & value) !== 0
  return {
    isSeen: status.includes('R') || bit(0x0001),
    isAnswered: status.includes('A') || bit(0x0002),
    isFlagged: status.includes('F') || bit(0x0004),
    isDraft: status.includes('T'),
    isDeleted: status.includes('D') || bit(0x0008),
  }
}

/**
 * SHA-256 of what makes a message the same in any file it is kept in: without what mail programs note in its header
 * for themselves, and whichever line ends the file has.
 */
export function identityOf(raw: Uint8Array): Uint8Array {
  const [head, body] = divide(raw)
  let isNote = false
  const kept = head.split('\n').filter((line) => {
    const isFolded = line.startsWith(' ') || line.startsWith('\t')
    isNote = isFolded ? isNote : noteField.test(line)
    return !isNote
  })
  const hash = createHash('sha256')
  hash.update(kept.join('\n'), 'latin1')
  hash.update(withLf(body), 'latin1')
  return new Uint8Array(hash.digest())
}

/**
 * A message from a file as mail travels (RFC 5322 section 2.1): with CRLF where the file has LF alone. One that has
 * CRLF anywhere stays as it is, byte for byte.
 */
export function withMailLineEnds(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (bytes.includes('\r\n')) return raw
  return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
}

/** Header with LF line ends, and the rest with the line ends that it has. */
function divide(raw: Uint8Array): readonly [head: string, body: Buffer] {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const top = bytes.toString('latin1', 0, Math.min(bytes.length, limits.maxNotesHeaderBytes))
  const end = /\r?\n\r?\n/.exec(top)
  const at = end === null ? top.length : end.index
  return [withLf(bytes.subarray(0, at)), bytes.subarray(at)]
}

function withLf(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\r\n', '\n')
}
