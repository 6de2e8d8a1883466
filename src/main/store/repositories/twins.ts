import type { LogicalMessageId, MailboxId } from '../../../shared/ids.ts'
import { sql, type Reader, type Tx } from '../connection.ts'
import { int, intOrNull, textOrNull } from '../rows.ts'

/** A listed copy of a message of ours. */
export type ListedCopy = {
  /** Null while only this computer knows it at this place. */
  readonly uid: number | null
  /** Without angle brackets. */
  readonly messageId: string | null
  readonly sizeBytes: number
}

/** The copies of one message of ours that are listed in a mailbox. */
export function listCopies(reader: Reader, mailboxId: MailboxId, logicalId: LogicalMessageId): ListedCopy[] {
  return reader[sql]
    .all(
      'SELECT uid, message_id, size_bytes FROM messages WHERE logical_id = ? AND mailbox_id = ?',
      logicalId,
      mailboxId,
    )
    .map((row) => ({
      uid: intOrNull(row, 'uid'),
      messageId: textOrNull(row, 'message_id'),
      sizeBytes: int(row, 'size_bytes'),
    }))
}

/** Notes a copy that isn't listed, since another one is. */
export function addTwin(tx: Tx, mailboxId: MailboxId, uid: number, logicalId: LogicalMessageId): void {
  tx[sql].run(
    'INSERT INTO twins (mailbox_id, uid, logical_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    mailboxId,
    uid,
    logicalId,
  )
}

/** UIDs of the copies that aren't listed: what is done with the listed one is done with them. */
export function listTwins(reader: Reader, mailboxId: MailboxId, logicalId: LogicalMessageId): number[] {
  return reader[sql]
    .all('SELECT uid FROM twins WHERE logical_id = ? AND mailbox_id = ? ORDER BY uid', logicalId, mailboxId)
    .map((row) => int(row, 'uid'))
}

/** The message of ours that what lies there is a further copy of; null where it is none. */
export function findTwin(reader: Reader, mailboxId: MailboxId, uid: number): LogicalMessageId | null {
  const row = reader[sql].get('SELECT logical_id FROM twins WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
  return row === undefined ? null : (int(row, 'logical_id') as LogicalMessageId)
}

/**
 * Forgets those whose listed copy is gone, so that sync meets them anew and lists one; not those that wait to follow it.
 * @returns how many
 */
export function forgetLoneTwins(tx: Tx, mailboxId: MailboxId): number {
  const { changes } = tx[sql].run(
    `DELETE FROM twins WHERE mailbox_id = ? AND NOT EXISTS (
       SELECT 1 FROM messages m WHERE m.logical_id = twins.logical_id AND m.mailbox_id = twins.mailbox_id)
     AND NOT EXISTS (SELECT 1 FROM server_actions a WHERE a.mailbox_id = twins.mailbox_id AND a.uid = twins.uid
       AND a.kind = 'move' AND a.state <> 'failed')`,
    mailboxId,
  )
  return changes
}
