import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { blobRefOf, readBlob } from '../blobs.ts'
import { sql, type Reader } from '../connection.ts'
import { int } from '../rows.ts'
import { messageOf, type MessageRecord } from './message-rows.ts'

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

/** As `listMessages`, of all mailboxes. */
export function listAllMessages(reader: Reader, page: PageRequest): MessageRecord[] {
  return reader[sql]
    .all(
      'SELECT * FROM messages WHERE is_deleted = 0 AND id < ? ORDER BY id DESC LIMIT ?',
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

/** Messages whose source isn't here yet, newest first: what a background download fetches next. */
export function listBodiless(
  reader: Reader,
  mailboxId: MailboxId,
  limit: number,
): { id: MessageId; uid: number; sizeBytes: number }[] {
  return reader[sql]
    .all(
      `SELECT id, uid, size_bytes FROM messages
       WHERE mailbox_id = ? AND body_state = 'absent' AND uid IS NOT NULL ORDER BY id DESC LIMIT ?`,
      mailboxId,
      limit,
    )
    .map((row) => ({
      id: int(row, 'id') as MessageId,
      uid: int(row, 'uid'),
      sizeBytes: int(row, 'size_bytes'),
    }))
}
