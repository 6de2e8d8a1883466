import type { MailboxRow } from '../../store/index.ts'
import { isBelow } from './names.ts'

/**
 * The mailbox that a mailbox is shown inside: the nearest one above it that is listed. Those with a use of their own are
 * inside none, and nothing is inside the inbox: on some hosts everything lies below its name.
 * @param listed of the same account
 */
export function parentOf(mailbox: MailboxRow, listed: readonly MailboxRow[]): MailboxRow | null {
  const above = listed.filter(
    (one) => one.role !== 'inbox' && isBelow(mailbox.path, one.path, mailbox.delimiter),
  )
  return mailbox.role === 'other'
    ? (above.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null)
    : null
}
