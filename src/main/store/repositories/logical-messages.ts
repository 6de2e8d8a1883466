import type { AccountId, LogicalMessageId, MessageId } from '../../../shared/ids.ts'
import { deleteBlob, blobRefOf } from '../blobs.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import { dropDraft, findDraftOf, type AnsweredMethod } from './drafts.ts'
import type { StoredAddress } from './message-rows.ts'
import type { NotHeld } from './not-held.ts'

/** One message as its writer sees it, whatever number of copies leave. */
export type LogicalMessage = {
  readonly id: LogicalMessageId
  readonly accountId: AccountId
  /** The true subject, known inside the seal only. */
  readonly subject: string
  readonly people: {
    readonly to: readonly StoredAddress[]
    readonly cc: readonly StoredAddress[]
    readonly bcc: readonly StoredAddress[]
  }
  readonly inReplyTo: MessageId | null
  /** As of the draft it was made of. */
  readonly answeredMethod: AnsweredMethod | null
  /** Categories and counts of the scan that let it pass; phi owns the shape. */
  readonly scan: unknown
  /** The one line of the hold: "Sealed for Maria · health information". */
  readonly line: string
  /** When its writer wants it to leave; null: as soon as the hold is over. Milliseconds since 1970. */
  readonly scheduledFor: number | null
  readonly createdAt: number
}

export function addLogicalMessage(tx: Tx, message: Omit<LogicalMessage, 'id'>): LogicalMessageId {
  const { id } = tx[sql].run(
    `INSERT INTO logical_messages (account_id, subject, people_json, in_reply_to, answered_method, scan_json, line,
       scheduled_for, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    message.accountId,
    message.subject,
    jsonText(message.people),
    message.inReplyTo,
    message.answeredMethod,
    jsonText(message.scan),
    message.line,
    message.scheduledFor,
    message.createdAt,
  )
  return id as LogicalMessageId
}

export function findLogicalMessage(reader: Reader, id: LogicalMessageId): LogicalMessage | null {
  const row = reader[sql].get('SELECT * FROM logical_messages WHERE id = ?', id)
  return row === undefined ? null : logicalMessageOf(row)
}

export function setScheduledFor(tx: Tx, id: LogicalMessageId, scheduledFor: number): void {
  tx[sql].run('UPDATE logical_messages SET scheduled_for = ? WHERE id = ?', scheduledFor, id)
}

/** With a copy that hasn't been handed over or is unknown, or refused for somebody with its draft still here; oldest first. */
export function listUnfinished(reader: Reader): LogicalMessage[] {
  return reader[sql]
    .all(
      `SELECT * FROM logical_messages WHERE id IN (
         SELECT logical_id FROM submissions WHERE state IN ('held', 'queued', 'attempting', 'unknown')
         UNION SELECT s.logical_id FROM submissions s JOIN drafts d ON d.logical_id = s.logical_id
         WHERE s.state = 'refused' OR EXISTS (SELECT 1 FROM submission_recipients r
           WHERE r.submission_id = s.id AND r.outcome = 'refused'))
       ORDER BY id`,
    )
    .map(logicalMessageOf)
}

/**
 * Takes a message with all its copies out of the queue: undo, or back to a draft. The draft becomes editable.
 * Whether that is allowed is for the caller to check (`listSubmissions`), in the same transaction.
 */
export function withdrawLogicalMessage(tx: Tx, id: LogicalMessageId): void {
  tx[sql].run('UPDATE drafts SET logical_id = NULL WHERE logical_id = ?', id)
  tx[sql].run('DELETE FROM reply_keys WHERE logical_id = ?', id)
  removeWithCopies(tx, id)
}

/** A message that left, with what is kept of it here. The keys of its answers stay: they may still come. */
export function forgetLogicalMessage(tx: Tx, id: NotHeld<LogicalMessageId>): void {
  const draft = findDraftOf(tx, id)
  if (draft !== null) dropDraft(tx, draft.id)
  removeWithCopies(tx, id)
}

function removeWithCopies(tx: Tx, id: LogicalMessageId): void {
  const owners = ['submissions', 'sent_copies']
  for (const owner of owners) {
    for (const row of tx[sql].all(`SELECT blob_first, blob_size FROM ${owner} WHERE logical_id = ?`, id)) {
      const ref = blobRefOf(row)
      if (ref !== null) deleteBlob(tx, ref)
    }
  }
  tx[sql].run('DELETE FROM logical_messages WHERE id = ?', id)
}

function logicalMessageOf(row: SqlRow): LogicalMessage {
  return {
    id: int(row, 'id') as LogicalMessageId,
    accountId: int(row, 'account_id') as AccountId,
    subject: text(row, 'subject'),
    people: json<LogicalMessage['people']>(row, 'people_json'),
    inReplyTo: intOrNull(row, 'in_reply_to') as MessageId | null,
    answeredMethod: textOrNull(row, 'answered_method') as AnsweredMethod | null,
    scan: json(row, 'scan_json'),
    line: text(row, 'line'),
    scheduledFor: intOrNull(row, 'scheduled_for'),
    createdAt: int(row, 'created_at'),
  }
}
