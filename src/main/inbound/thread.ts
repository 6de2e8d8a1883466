import type { ThreadRow } from '../../shared/contract/index.ts'
import type { MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { findMailbox, findMessage, listThread, type MessageRecord, type Reader } from '../store/index.ts'

/** Places whose messages aren't part of what was said. */
const elsewhere: ReadonlySet<string> = new Set(['trash', 'junk', 'drafts'])

/**
 * The conversation of a message, itself included, oldest first. A message that lies in several mailboxes stands in it
 * once. Error: `message/absent`.
 * @param own the practice's addresses, in lower case
 */
export function readThread(reader: Reader, id: MessageId, own: ReadonlySet<string>): Result<ThreadRow[]> {
  const opened = findMessage(reader, id)
  if (opened === null) {
    return fail('message/absent')
  }
  const members = listThread(reader, opened.threadId).filter(
    (one) => one.id === id || !elsewhere.has(findMailbox(reader, one.mailboxId)?.role ?? 'other'),
  )
  const once = new Map<string, MessageRecord>()
  for (const one of members) {
    const key = one.messageId ?? `row ${String(one.id)}`
    // The copy that was opened stands for all.
    if (!once.has(key) || one.id === id) {
      once.set(key, one)
    }
  }
  const rows = [...once.values()].map((one) => presentRow(one, own))
  return ok(rows.sort((one, other) => one.date.localeCompare(other.date) || one.id - other.id))
}

function presentRow(record: MessageRecord, own: ReadonlySet<string>): ThreadRow {
  const [from] = record.envelope.from
  const isOwn = from !== undefined && own.has(from.address.toLowerCase())
  return {
    id: record.id,
    who: isOwn ? null : from === undefined ? '' : from.name === '' ? from.address : from.name,
    date: new Date(record.sentDate ?? record.internalDate).toISOString(),
    snippet: record.snippet,
    isUnread: !record.isSeen,
    hasAttachments: record.hasAttachments,
  }
}
