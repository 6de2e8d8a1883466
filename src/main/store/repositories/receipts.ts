import type { LogicalMessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int } from '../rows.ts'

/** The protection receipt of one hand-over; the audit room owns the encoding of `signed`. */
export type ReceiptRow = {
  readonly id: number
  readonly submissionId: number
  readonly logicalId: LogicalMessageId
  /** SHA-256 of the receipt that is signed: what the audit log names it by. */
  readonly hash: Uint8Array
  readonly signed: Uint8Array
}

/** For good: it outlives the copy and its account. */
export function addReceipt(tx: Tx, { submissionId, logicalId, hash, signed }: Omit<ReceiptRow, 'id'>): void {
  tx[sql].run(
    'INSERT INTO receipts (submission_id, logical_id, hash, signed) VALUES (?, ?, ?, ?)',
    submissionId,
    logicalId,
    hash,
    signed,
  )
}

/** Of every copy of a message that was handed over, in that order. */
export function listReceipts(reader: Reader, logicalId: LogicalMessageId): ReceiptRow[] {
  return reader[sql].all('SELECT * FROM receipts WHERE logical_id = ? ORDER BY id', logicalId).map(receiptOf)
}

export function findReceipt(reader: Reader, id: number): ReceiptRow | null {
  const row = reader[sql].get('SELECT * FROM receipts WHERE id = ?', id)
  return row === undefined ? null : receiptOf(row)
}

export function findReceiptByHash(reader: Reader, hash: Uint8Array): ReceiptRow | null {
  const row = reader[sql].get('SELECT * FROM receipts WHERE hash = ?', hash)
  return row === undefined ? null : receiptOf(row)
}

function receiptOf(row: SqlRow): ReceiptRow {
  return {
    id: int(row, 'id'),
    submissionId: int(row, 'submission_id'),
    logicalId: int(row, 'logical_id') as LogicalMessageId,
    hash: bytes(row, 'hash'),
    signed: bytes(row, 'signed'),
  }
}
