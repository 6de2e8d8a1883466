import type { ContactId, LogicalMessageId } from '../../../shared/ids.ts'
import { sql, type Reader } from '../connection.ts'
import { int, text } from '../rows.ts'
import { matchOf, matchOfAddresses } from '../search/match.ts'

/** A message of ours that may have told somebody else of a person. */
export type DisclosingMessage = {
  /** Message-ID of our own copy: the same on every computer of the practice. */
  readonly messageId: string
  readonly subject: string
  /** When the first of `recipients` had it. */
  readonly sentAt: number
  /** Addresses that it reached, without the person's. */
  readonly recipients: readonly string[]
  readonly because: 'copied' | 'answered' | 'named'
}

export type Disclosed = {
  readonly addresses: readonly string[]
  /** Words that name the person, each as they stand in a row. */
  readonly names: readonly string[]
  /** Messages before aren't looked at. */
  readonly since: number
  /** Message-IDs of those that were judged: they are left out, and don't count against the limit. */
  readonly judged: ReadonlySet<string>
}

/**
 * Messages that left for others than the person and have to do with her: she had a copy, it answers or passes on mail
 * of hers, or what is known of its text names her. The newest first.
 */
export function listDisclosingMessages(reader: Reader, of: Disclosed, limit: number): DisclosingMessage[] {
  const found = new Map<LogicalMessageId, DisclosingMessage['because']>()
  for (const id of namedIn(reader, of)) found.set(id, 'named')
  for (const id of answersTo(reader, of)) found.set(id, 'answered')
  for (const id of copiedTo(reader, of)) found.set(id, 'copied')
  const messages: DisclosingMessage[] = []
  for (const [id, because] of [...found].toSorted(([one], [other]) => other - one)) {
    if (messages.length === limit) break
    const message = whatLeft(reader, id, of)
    if (message !== null && !of.judged.has(message.messageId)) messages.push({ ...message, because })
  }
  return messages
}

/** Whether anything was written down about what was disclosed of this person. */
export function hasDisclosures(reader: Reader, contactId: ContactId): boolean {
  const query = `SELECT 1 FROM evidence_records WHERE kind = 'disclosure' AND json_extract(body_json, '$.contactId') = ?`
  return reader[sql].get(`${query} LIMIT 1`, contactId) !== undefined
}

function namedIn(reader: Reader, { names }: Disclosed): LogicalMessageId[] {
  const match = names.map((words) => matchOf({ words, isPrefix: false }, null)).filter((one) => one !== null)
  if (match.length === 0) return []
  // The index of our own copies holds both columns: no row of a message has to be read and decrypted.
  return logicalIds(
    reader,
    `SELECT DISTINCT logical_id AS id FROM messages INDEXED BY messages_logical
     WHERE logical_id IS NOT NULL AND id IN (SELECT rowid FROM message_search WHERE message_search MATCH ?)`,
    match.join(' OR '),
  )
}

function answersTo(reader: Reader, { addresses }: Disclosed): LogicalMessageId[] {
  const match = matchOfAddresses(addresses)
  if (match === null) return []
  return logicalIds(
    reader,
    `SELECT id FROM logical_messages INDEXED BY logical_messages_answers
     WHERE in_reply_to IS NOT NULL AND in_reply_to IN (SELECT rowid FROM message_search WHERE message_search MATCH ?)`,
    match,
  )
}

function copiedTo(reader: Reader, { addresses }: Disclosed): LogicalMessageId[] {
  const asWritten = new Set(addresses.flatMap((address) => [address, address.toLowerCase()]))
  return [...asWritten].flatMap((address) =>
    logicalIds(
      reader,
      `SELECT DISTINCT s.logical_id AS id FROM submission_recipients r JOIN submissions s ON s.id = r.submission_id
       WHERE r.address = ? AND r.outcome = 'accepted'`,
      address,
    ),
  )
}

function logicalIds(reader: Reader, query: string, value: string): LogicalMessageId[] {
  return reader[sql].all(query, value).map((row) => int(row, 'id') as LogicalMessageId)
}

/** Null where it reached nobody else, or before the time that is looked at. */
function whatLeft(
  reader: Reader,
  id: LogicalMessageId,
  { addresses, since }: Disclosed,
): Omit<DisclosingMessage, 'because'> | null {
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const rows = reader[sql]
    .all(
      `SELECT l.subject, c.message_id, r.address, r.settled_at FROM logical_messages l
         JOIN sent_copies c ON c.logical_id = l.id
         JOIN submissions s ON s.logical_id = l.id
         JOIN submission_recipients r ON r.submission_id = s.id
       WHERE l.id = ? AND r.outcome = 'accepted' ORDER BY r.settled_at, s.id, r.position`,
      id,
    )
    .filter((row) => !own.has(text(row, 'address').toLowerCase()))
  const [first] = rows
  if (first === undefined || int(first, 'settled_at') < since) return null
  return {
    messageId: text(first, 'message_id'),
    subject: text(first, 'subject'),
    sentAt: int(first, 'settled_at'),
    recipients: [...new Set(rows.map((row) => text(row, 'address')))],
  }
}
