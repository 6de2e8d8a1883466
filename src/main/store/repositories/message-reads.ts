import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { blobRefOf, readBlob } from '../blobs.ts'
import { requireRow, sql, type Reader } from '../connection.ts'
import { int } from '../rows.ts'
import { listDepartingMailboxes } from './mailboxes.ts'
import { listedColumns, listedOf, messageOf, type ListedMessage, type MessageRecord } from './message-rows.ts'

/** `before`: the last id of the page before; null for the newest page. */
export type PageRequest = { readonly before: MessageId | null; readonly limit: number }

/** Newest first; messages flagged \Deleted are left out. */
export function listMessages(reader: Reader, mailboxId: MailboxId, page: PageRequest): MessageRecord[] {
  return reader[sql]
    .all(
      `SELECT * FROM messages WHERE mailbox_id = ? AND is_deleted = 0 AND id < ? ORDER BY id DESC LIMIT ?`,
      mailboxId,
      page.before ?? Number.MAX_SAFE_INTEGER,
      page.limit,
    )
    .map(messageOf)
}

/** As `listMessages`, without what came after `until`: an id says when a message was sent, not when it came here. */
export function listAddedUntil(
  reader: Reader,
  mailboxId: MailboxId,
  until: number,
  limit: number,
): MessageRecord[] {
  return reader[sql]
    .all(
      `SELECT * FROM messages WHERE mailbox_id = ? AND is_deleted = 0 AND added_at <= ? ORDER BY id DESC LIMIT ?`,
      ...[mailboxId, until, limit],
    )
    .map(messageOf)
}

/**
 * As `listMessages`, of several mailboxes, and what lists show of them. Rows that are skipped are counted in an index,
 * none of them is read.
 */
export function listTogether(
  reader: Reader,
  mailboxIds: readonly MailboxId[],
  { before, limit, offset }: PageRequest & { readonly offset: number },
): ListedMessage[] {
  return reader[sql]
    .all(
      `SELECT ${listedColumns} FROM messages WHERE id IN (
         SELECT id FROM messages WHERE mailbox_id IN (${mailboxIds.join(', ')}) AND is_deleted = 0 AND id < ?
         ORDER BY id DESC LIMIT ? OFFSET ?)
       ORDER BY id DESC`,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
      offset,
    )
    .map(listedOf)
}

/** As `listMessages`, of all mailboxes but those of removed accounts. */
export function listAllMessages(reader: Reader, page: PageRequest): MessageRecord[] {
  const departing = listDepartingMailboxes(reader).map((id) => `AND mailbox_id <> ${String(id)}`)
  return reader[sql]
    .all(
      `SELECT * FROM messages WHERE is_deleted = 0 AND id < ? ${departing.join(' ')} ORDER BY id DESC LIMIT ?`,
      page.before ?? Number.MAX_SAFE_INTEGER,
      page.limit,
    )
    .map(messageOf)
}

export function findMessage(reader: Reader, id: MessageId): MessageRecord | null {
  const row = reader[sql].get('SELECT * FROM messages WHERE id = ?', id)
  return row === undefined ? null : messageOf(row)
}

/** All copies with this Message-ID (without angle brackets), e.g. to find what an answer answers. */
export function findMessagesByMessageId(
  reader: Reader,
  accountId: AccountId,
  messageId: string,
): MessageRecord[] {
  return reader[sql]
    .all('SELECT * FROM messages WHERE message_id = ? AND account_id = ? ORDER BY id', messageId, accountId)
    .map(messageOf)
}

/** One conversation, oldest first, at most 500 messages. */
export function listThread(reader: Reader, threadId: number): MessageRecord[] {
  return reader[sql]
    .all('SELECT * FROM messages WHERE thread_id = ? AND is_deleted = 0 ORDER BY id LIMIT 500', threadId)
    .map(messageOf)
}

/** The complete source, or null while it isn't stored. */
export function readRaw(reader: Reader, id: MessageId): Uint8Array | null {
  const row = reader[sql].get('SELECT blob_first, blob_size FROM messages WHERE id = ?', id)
  const ref = row === undefined ? null : blobRefOf(row)
  return ref === null ? null : readBlob(reader, ref)
}

/** How much of the mail comes whole. */
export type FetchBounds = {
  readonly largestBytes: number
  /** Of what needs all of it to be read (`FetchedMessage.needsWhole`). */
  readonly largestProtectedBytes: number
  readonly sinceMs: number
}

/** Messages whose source isn't here, newest first. */
export function listBodiless(
  reader: Reader,
  mailboxId: MailboxId,
  within: FetchBounds,
): { id: MessageId; uid: number }[] {
  return reader[sql]
    .all(
      `SELECT id, uid FROM messages
       WHERE mailbox_id = ? AND body_state = 'absent' AND uid IS NOT NULL
         AND (size_bytes <= ? OR (needs_whole = 1 AND size_bytes <= ?)) AND internal_date >= ?
       ORDER BY id DESC`,
      mailboxId,
      within.largestBytes,
      within.largestProtectedBytes,
      within.sinceMs,
    )
    .map((row) => ({ id: int(row, 'id') as MessageId, uid: int(row, 'uid') }))
}

/** How many messages are here with their header alone. @param mailboxId null: in all mailboxes */
export function countBodiless(reader: Reader, mailboxId: MailboxId | null): number {
  const row = reader[sql].get(
    `SELECT count(*) AS n FROM messages
     WHERE body_state = 'absent' AND is_deleted = 0 AND (?1 IS NULL OR mailbox_id = ?1)`,
    mailboxId,
  )
  return int(requireRow(row), 'n')
}
