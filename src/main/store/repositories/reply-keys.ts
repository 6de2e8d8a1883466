import type { ContactId, LogicalMessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, text } from '../rows.ts'

/** The key inside a sealed message under which its answer carries an HMAC. */
export type ReplyKey = {
  readonly replyId: string
  readonly logicalId: LogicalMessageId | null
  readonly contactId: ContactId | null
  readonly passphraseId: number | null
  readonly key: Uint8Array
  readonly createdAt: number
}

export function addReplyKey(tx: Tx, replyKey: ReplyKey): void {
  tx[sql].run(
    `INSERT INTO reply_keys (reply_id, logical_id, contact_id, passphrase_id, key, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    replyKey.replyId,
    replyKey.logicalId,
    replyKey.contactId,
    replyKey.passphraseId,
    replyKey.key,
    replyKey.createdAt,
  )
}

export function findReplyKey(reader: Reader, replyId: string): ReplyKey | null {
  const row = reader[sql].get('SELECT * FROM reply_keys WHERE reply_id = ?', replyId)
  return row === undefined ? null : replyKeyOf(row)
}

/** Of the sealed messages that went to an address, the newest first. @param address in lower case */
export function listReplyKeysOf(reader: Reader, address: string): ReplyKey[] {
  const rows = reader[sql].all(
    `SELECT reply_keys.* FROM submission_recipients
     JOIN submissions ON submissions.id = submission_recipients.submission_id
     JOIN reply_keys ON reply_keys.reply_id = submissions.message_id
     WHERE submission_recipients.address = ? ORDER BY reply_keys.created_at DESC`,
    address,
  )
  return rows.map(replyKeyOf)
}

function replyKeyOf(row: SqlRow): ReplyKey {
  return {
    replyId: text(row, 'reply_id'),
    logicalId: intOrNull(row, 'logical_id') as LogicalMessageId | null,
    contactId: intOrNull(row, 'contact_id') as ContactId | null,
    passphraseId: intOrNull(row, 'passphrase_id'),
    key: bytes(row, 'key'),
    createdAt: int(row, 'created_at'),
  }
}
