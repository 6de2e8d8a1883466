import type { AccountId, LogicalMessageId } from '../../../shared/ids.ts'
import { blobRefOf, readBlob, writeBlob, type BlobRef } from '../blobs.ts'
import { requireRow, sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { StoreError } from '../errors.ts'
import {
  bytes,
  int,
  intOrNull,
  json,
  jsonOrNull,
  jsonText,
  jsonTextOrNull,
  text,
  textOrNull,
} from '../rows.ts'
import { recipientOf, type SubmissionRecipient } from './submission-recipients.ts'
import { isLegalStep, type SubmissionState } from './submission-states.ts'

export type SubmissionMethod = 'openpgp' | 'smime' | 'sealed-message' | 'pickup' | 'tls'

/** Where the data of an attempt went, noted before its first byte. */
export type SubmissionConnection = {
  /** As `mail.example:465`. */
  readonly host: string
  /** TLS version and cipher suite, such as `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
  readonly tls: string
  readonly at: number
}

/** One sealed copy on its way. The bytes and the Message-ID never change. */
export type Submission = {
  readonly id: number
  readonly logicalId: LogicalMessageId
  readonly accountId: AccountId
  readonly messageId: string
  readonly method: SubmissionMethod
  /** Of a sealed message only. */
  readonly form: 'html' | 'pdf' | 'both' | null
  /** Why this method; outbound owns the shape. */
  readonly reason: unknown
  /** How the bytes are protected; sealing owns the shape, and the MAC covers it. */
  readonly protection: unknown
  /** Which rules and which scan let it pass; outbound owns the shape. */
  readonly decision: unknown
  readonly envelopeFrom: string
  readonly recipients: readonly SubmissionRecipient[]
  readonly sizeBytes: number
  readonly mac: Uint8Array
  readonly state: SubmissionState
  /** How far the attempt got; once `data` began an interrupted attempt is `unknown`. */
  readonly stage: 'connect' | 'data' | null
  /** `held`: end of the hold, null when kept until told. `queued`: no attempt before. */
  readonly notBefore: number | null
  readonly attempts: number
  /** When the host first asked to wait for those who still wait (4xx); null before. Milliseconds since 1970. */
  readonly deferredSince: number | null
  readonly errorCode: string | null
  readonly errorDetail: unknown
  /** Of the last attempt whose data began. */
  readonly connection: SubmissionConnection | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly attemptedAt: number | null
  readonly finishedAt: number | null
}

export type NewSubmission = Pick<
  Submission,
  | 'logicalId'
  | 'accountId'
  | 'messageId'
  | 'method'
  | 'form'
  | 'reason'
  | 'protection'
  | 'decision'
  | 'envelopeFrom'
  | 'mac'
  | 'notBefore'
> & {
  readonly envelopeId: string
  readonly raw: Uint8Array
  readonly recipients: readonly Pick<
    SubmissionRecipient,
    'address' | 'contactId' | 'certificate' | 'passphraseId'
  >[]
}

/** How the last copy that a host took for an address was protected; null where there was none. */
export function lastMethodTo(reader: Reader, address: string): SubmissionMethod | null {
  const row = reader[sql].get(
    `SELECT s.method FROM submission_recipients r JOIN submissions s ON s.id = r.submission_id
     WHERE r.address = ? AND r.outcome = 'accepted' ORDER BY r.submission_id DESC LIMIT 1`,
    address,
  )
  return row === undefined ? null : (text(row, 'method') as SubmissionMethod)
}

/** Commits a sealed copy as `held`. */
export function addSubmission(tx: Tx, submission: NewSubmission, now: number): number {
  const { first, size } = writeBlob(tx, submission.raw)
  const { id } = tx[sql].run(
    `INSERT INTO submissions (logical_id, account_id, message_id, method, form, reason_json,
       protection_json, decision_json, envelope_from,
       blob_first, blob_size, mac, envelope_id, state, not_before, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'held', ?, ?, ?)`,
    submission.logicalId,
    submission.accountId,
    submission.messageId,
    submission.method,
    submission.form,
    jsonText(submission.reason),
    jsonText(submission.protection),
    jsonText(submission.decision),
    submission.envelopeFrom,
    first,
    size,
    submission.mac,
    submission.envelopeId,
    submission.notBefore,
    now,
    now,
  )
  submission.recipients.forEach(({ address, contactId, certificate, passphraseId }, position) => {
    tx[sql].run(
      `INSERT INTO submission_recipients (submission_id, position, address, contact_id, certificate, passphrase_id,
         outcome)
       VALUES (?, ?, ?, ?, ?, ?, 'pending')`,
      id,
      position,
      address,
      contactId,
      certificate,
      passphraseId,
    )
  })
  return id
}

export function listSubmissions(reader: Reader, logicalId: LogicalMessageId): Submission[] {
  return reader[sql]
    .all('SELECT * FROM submissions WHERE logical_id = ? ORDER BY id', logicalId)
    .map((row) => submissionOf(reader, row))
}

export function findSubmission(reader: Reader, id: number): Submission | null {
  const row = reader[sql].get('SELECT * FROM submissions WHERE id = ?', id)
  return row === undefined ? null : submissionOf(reader, row)
}

/** E.g. for one that the host filed in Sent by itself. With angle brackets. */
export function findSubmissionByMessageId(reader: Reader, messageId: string): Submission | null {
  const row = reader[sql].get('SELECT * FROM submissions WHERE message_id = ?', messageId)
  return row === undefined ? null : submissionOf(reader, row)
}

/** The submission that a host's report names (RFC 3461 ENVID). */
export function findSubmissionByEnvelopeId(reader: Reader, envelopeId: string): Submission | null {
  const row = reader[sql].get('SELECT * FROM submissions WHERE envelope_id = ?', envelopeId)
  return row === undefined ? null : submissionOf(reader, row)
}

/** Of one state, the longest waiting first. At start, `attempting` ones are left over from an interrupted run. */
export function listSubmissionsIn(reader: Reader, state: SubmissionState, limit = 200): Submission[] {
  return reader[sql]
    .all('SELECT * FROM submissions WHERE state = ? ORDER BY not_before, id LIMIT ?', state, limit)
    .map((row) => submissionOf(reader, row))
}

/** The sealed bytes; restore them with their MAC before use. */
export function readSubmissionRaw(reader: Reader, id: number): Uint8Array {
  const row = requireRow(reader[sql].get('SELECT blob_first, blob_size FROM submissions WHERE id = ?', id))
  return readBlob(reader, requireBlob(row))
}

/** Another end for the hold of a message's held copies; null: until a person says so. */
export function setHoldEnd(tx: Tx, logicalId: LogicalMessageId, notBefore: number | null, now: number): void {
  tx[sql].run(
    `UPDATE submissions SET not_before = ?, updated_at = ? WHERE logical_id = ? AND state = 'held'`,
    notBefore,
    now,
    logicalId,
  )
}

/** Held copies whose hold is over become `queued`. @returns their ids */
export function releaseDueHolds(tx: Tx, now: number): number[] {
  return tx[sql]
    .all(
      `UPDATE submissions SET state = 'queued', not_before = ?1, updated_at = ?1
       WHERE state = 'held' AND not_before IS NOT NULL AND not_before <= ?1 RETURNING id`,
      now,
    )
    .map((row) => int(row, 'id'))
}

/** Takes the longest-waiting queued copy that is due and marks it `attempting`, before any connection. */
export function claimNextDue(tx: Tx, now: number): Submission | null {
  const row = tx[sql].get(
    `SELECT id FROM submissions WHERE state = 'queued' AND coalesce(not_before, 0) <= ? ORDER BY not_before, id LIMIT 1`,
    now,
  )
  if (row === undefined) return null
  const id = int(row, 'id')
  moveSubmission(tx, id, { to: 'attempting' }, now)
  return findSubmission(tx, id)
}

/** When something becomes due next (a hold ends, a retry), or null. */
export function nextDueAt(reader: Reader): number | null {
  const row = reader[sql].get(
    `SELECT min(coalesce(not_before, 0)) AS at FROM submissions
     WHERE state = 'queued' OR (state = 'held' AND not_before IS NOT NULL)`,
  )
  return row === undefined ? null : intOrNull(row, 'at')
}

/** What waits for its next attempt is due at once. @returns the messages that it belongs to */
export function endWaiting(tx: Tx, accountId: AccountId, now: number): LogicalMessageId[] {
  return tx[sql]
    .all(
      `UPDATE submissions SET not_before = ?1, updated_at = ?1
       WHERE state = 'queued' AND account_id = ?2 AND not_before > ?1 RETURNING logical_id`,
      now,
      accountId,
    )
    .map((row) => int(row, 'logical_id') as LogicalMessageId)
}

export type SubmissionMove = {
  readonly to: SubmissionState
  readonly notBefore?: number | null
  readonly errorCode?: string | null
  readonly errorDetail?: unknown
}

/**
 * Takes one legal step. To `attempting` counts an attempt; to `sent` or `refused` ends it.
 *
 * @throws Error for a step that `submission-states` doesn't know: a bug that could send twice
 */
export function moveSubmission(tx: Tx, id: number, move: SubmissionMove, now: number): void {
  const row = tx[sql].get('SELECT state FROM submissions WHERE id = ?', id)
  if (row === undefined) throw new StoreError('store/not-found')
  const from = text(row, 'state') as SubmissionState
  if (!isLegalStep(from, move.to)) throw new Error(`a submission can't go from ${from} to ${move.to}`)
  const isAttempt = move.to === 'attempting'
  const isEnd = move.to === 'sent' || move.to === 'refused'
  tx[sql].run(
    `UPDATE submissions SET state = ?1, updated_at = ?2, not_before = ?3, error_code = ?4, error_detail_json = ?5,
       stage = ?6, attempts = attempts + ?7,
       attempted_at = CASE WHEN ?7 = 1 THEN ?2 ELSE attempted_at END,
       finished_at = CASE WHEN ?8 = 1 THEN ?2 ELSE NULL END
     WHERE id = ?9`,
    move.to,
    now,
    move.notBefore ?? null,
    move.errorCode ?? null,
    jsonTextOrNull(move.errorDetail ?? null),
    isAttempt ? 'connect' : null,
    isAttempt ? 1 : 0,
    isEnd ? 1 : 0,
    id,
  )
}

/** Durable before the first byte of the data: from here on an interruption means `unknown`. */
export function markDataStarted(tx: Tx, id: number, connection: SubmissionConnection): void {
  const { changes } = tx[sql].run(
    `UPDATE submissions SET stage = 'data', connection_json = ?, updated_at = ? WHERE id = ? AND state = 'attempting'`,
    jsonText(connection),
    connection.at,
    id,
  )
  if (changes !== 1) throw new Error('data can only start in an attempt')
}

/** The host asked to wait. @returns since when it has, with this time the first or not */
export function noteDeferral(tx: Tx, id: number, now: number): number {
  const row = tx[sql].get(
    'UPDATE submissions SET deferred_since = coalesce(deferred_since, ?) WHERE id = ? RETURNING deferred_since',
    now,
    id,
  )
  return int(requireRow(row), 'deferred_since')
}

function submissionOf(reader: Reader, row: SqlRow): Submission {
  const id = int(row, 'id')
  return {
    id,
    logicalId: int(row, 'logical_id') as LogicalMessageId,
    accountId: int(row, 'account_id') as AccountId,
    messageId: text(row, 'message_id'),
    method: text(row, 'method') as SubmissionMethod,
    form: textOrNull(row, 'form') as Submission['form'],
    reason: json(row, 'reason_json'),
    protection: json(row, 'protection_json'),
    decision: json(row, 'decision_json'),
    envelopeFrom: text(row, 'envelope_from'),
    recipients: reader[sql]
      .all('SELECT * FROM submission_recipients WHERE submission_id = ? ORDER BY position', id)
      .map(recipientOf),
    sizeBytes: requireBlob(row).size,
    mac: bytes(row, 'mac'),
    state: text(row, 'state') as SubmissionState,
    stage: textOrNull(row, 'stage') as Submission['stage'],
    notBefore: intOrNull(row, 'not_before'),
    attempts: int(row, 'attempts'),
    deferredSince: intOrNull(row, 'deferred_since'),
    errorCode: textOrNull(row, 'error_code'),
    errorDetail: jsonOrNull(row, 'error_detail_json'),
    connection: jsonOrNull(row, 'connection_json'),
    createdAt: int(row, 'created_at'),
    updatedAt: int(row, 'updated_at'),
    attemptedAt: intOrNull(row, 'attempted_at'),
    finishedAt: intOrNull(row, 'finished_at'),
  }
}

function requireBlob(row: SqlRow): BlobRef {
  const ref = blobRefOf(row)
  if (ref === null) throw new StoreError('store/damaged')
  return ref
}
