import type { AccountId, LogicalMessageId } from '../../../shared/ids.ts'
import { blobRefOf, readBlob, writeBlob } from '../blobs.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, text, textOrNull } from '../rows.ts'

/**
 * Our own copy of a message, encrypted to our own key, for the Sent mailbox. `waiting`: no copy was handed over
 * yet. `pending`: to be appended. `attempting`: an APPEND was under way, look for its Message-ID before repeating.
 */
export type SentCopy = {
  readonly logicalId: LogicalMessageId
  readonly accountId: AccountId
  readonly messageId: string
  readonly mac: Uint8Array
  readonly state: 'waiting' | 'pending' | 'attempting' | 'appended'
  readonly attempts: number
  readonly notBefore: number
  readonly errorCode: string | null
  readonly uid: number | null
}

export function addSentCopy(
  tx: Tx,
  copy: Pick<SentCopy, 'logicalId' | 'accountId' | 'messageId' | 'mac'> & { readonly raw: Uint8Array },
  now: number,
): void {
  const { first, size } = writeBlob(tx, copy.raw)
  tx[sql].run(
    `INSERT INTO sent_copies (logical_id, account_id, message_id, blob_first, blob_size, mac, state, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    copy.logicalId,
    copy.accountId,
    copy.messageId,
    first,
    size,
    copy.mac,
    now,
  )
}

export function findSentCopy(reader: Reader, logicalId: LogicalMessageId): SentCopy | null {
  const row = reader[sql].get('SELECT * FROM sent_copies WHERE logical_id = ?', logicalId)
  return row === undefined ? null : sentCopyOf(row)
}

/** By the Message-ID that our own copy carries, with angle brackets. */
export function findSentCopyByMessageId(reader: Reader, messageId: string): SentCopy | null {
  const row = reader[sql].get('SELECT * FROM sent_copies WHERE message_id = ?', messageId)
  return row === undefined ? null : sentCopyOf(row)
}

/** Those to append now, oldest first; `attempting` ones were interrupted. */
export function listDueSentCopies(reader: Reader, accountId: AccountId, now: number): SentCopy[] {
  return reader[sql]
    .all(
      `SELECT * FROM sent_copies WHERE account_id = ? AND state IN ('pending', 'attempting') AND not_before <= ?
       ORDER BY logical_id LIMIT 100`,
      accountId,
      now,
    )
    .map(sentCopyOf)
}

/** The sealed bytes; restore them with their MAC before use. Null when there is no such copy. */
export function readSentCopyRaw(reader: Reader, logicalId: LogicalMessageId): Uint8Array | null {
  const row = reader[sql].get('SELECT blob_first, blob_size FROM sent_copies WHERE logical_id = ?', logicalId)
  const ref = row === undefined ? null : blobRefOf(row)
  return ref === null ? null : readBlob(reader, ref)
}

/** A copy was handed to the host: ours may go to Sent. Does nothing after the first time. */
export function releaseSentCopy(tx: Tx, logicalId: LogicalMessageId, now: number): void {
  tx[sql].run(
    `UPDATE sent_copies SET state = 'pending', updated_at = ? WHERE logical_id = ? AND state = 'waiting'`,
    now,
    logicalId,
  )
}

/** Durable before the APPEND goes out. */
export function startSentCopy(tx: Tx, logicalId: LogicalMessageId, now: number): void {
  tx[sql].run(
    `UPDATE sent_copies SET state = 'attempting', attempts = attempts + 1, updated_at = ? WHERE logical_id = ?`,
    now,
    logicalId,
  )
}

/** @param uid from APPENDUID (RFC 4315) or from finding it; null when the host doesn't say */
export function finishSentCopy(tx: Tx, logicalId: LogicalMessageId, uid: number | null, now: number): void {
  tx[sql].run(
    `UPDATE sent_copies SET state = 'appended', uid = ?, error_code = NULL, updated_at = ? WHERE logical_id = ?`,
    uid,
    now,
    logicalId,
  )
}

export function postponeSentCopy(
  tx: Tx,
  logicalId: LogicalMessageId,
  outcome: { readonly errorCode: string | null; readonly notBefore: number },
  now: number,
): void {
  tx[sql].run(
    `UPDATE sent_copies SET state = 'pending', error_code = ?, not_before = ?, updated_at = ? WHERE logical_id = ?`,
    outcome.errorCode,
    outcome.notBefore,
    now,
    logicalId,
  )
}

function sentCopyOf(row: SqlRow): SentCopy {
  return {
    logicalId: int(row, 'logical_id') as LogicalMessageId,
    accountId: int(row, 'account_id') as AccountId,
    messageId: text(row, 'message_id'),
    mac: bytes(row, 'mac'),
    state: text(row, 'state') as SentCopy['state'],
    attempts: int(row, 'attempts'),
    notBefore: int(row, 'not_before'),
    errorCode: textOrNull(row, 'error_code'),
    uid: intOrNull(row, 'uid'),
  }
}
