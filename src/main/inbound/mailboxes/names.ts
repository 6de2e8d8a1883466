import { recoveryMailboxName } from '../recovery/mailbox-name.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { mailboxNameBytes } from '../limits.ts'

/** Wildcards of LIST (RFC 3501 section 6.3.8) and what makes a namespace or a path of a file at the beginning. */
const unusable = /[*%\p{Cc}\u2028\u2029]|^[#~/.]/u

/**
 * A name as a person types it for the last part of a path, made ready for a server (Net-Unicode is NFC, RFC 5198).
 * Errors: `imap/name-has-delimiter` (detail `delimiter`), `imap/name-unusable`.
 */
export function checkMailboxName(typed: string, delimiter: string): Result<string> {
  const name = typed.normalize('NFC').trim()
  if (delimiter !== '' && name.includes(delimiter)) {
    return fail('imap/name-has-delimiter', { delimiter })
  }
  // It would be hidden from the list.
  const isUsable =
    name !== '' &&
    name !== recoveryMailboxName &&
    !unusable.test(name) &&
    Buffer.byteLength(name) <= mailboxNameBytes
  return isUsable ? ok(name) : fail('imap/name-unusable')
}

/** Whether a path lies below another one, at any depth. An empty delimiter: the host knows no levels. */
export function isBelow(path: string, above: string, delimiter: string): boolean {
  return delimiter !== '' && path.startsWith(above + delimiter)
}

/** The path with its last part exchanged. */
export function withName(path: string, delimiter: string, name: string): string {
  const end = delimiter === '' ? -1 : path.lastIndexOf(delimiter)
  return end === -1 ? name : path.slice(0, end + delimiter.length) + name
}

/** The path after the mailbox at `from`, which may be above it, came to lie at `to`. */
export function afterRename(
  path: string,
  { from, to }: { from: string; to: string },
  delimiter: string,
): string {
  return path === from || isBelow(path, from, delimiter) ? to + path.slice(from.length) : path
}

/** INBOX is named in any case (RFC 3501 section 5.1); other names are as they are written. */
export function isSamePath(one: string, other: string): boolean {
  return one === other || (one.toUpperCase() === 'INBOX' && other.toUpperCase() === 'INBOX')
}
