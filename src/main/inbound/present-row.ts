import type { MessageRow } from '../../shared/contract/index.ts'
import { findMailbox, shownName, type ListedMessage, type Reader } from '../store/index.ts'

/** A message as lists show it. */
export function presentRow(reader: Reader, record: ListedMessage, snippet: string): MessageRow {
  const role = findMailbox(reader, record.mailboxId)?.role
  const isOutgoing = role === 'sent' || role === 'drafts'
  const people = isOutgoing
    ? [...record.envelope.to, ...record.envelope.cc].map((person) => shownName(reader, person))
    : record.envelope.from.map(({ name, address }) => (name === '' ? address : name))
  return {
    id: record.id,
    mailboxId: record.mailboxId,
    who: people.join(', '),
    subject: record.subject,
    snippet,
    date: new Date(record.sentDate ?? record.internalDate).toISOString(),
    isUnread: !record.isSeen,
    isFlagged: record.isFlagged,
    isAnswered: record.isAnswered,
    hasAttachments: record.hasAttachments,
    mark: record.mark,
  }
}
