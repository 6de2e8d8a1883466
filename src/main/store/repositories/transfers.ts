import type { MailboxId, MessageId, TransferId } from '../../../shared/ids.ts'
import { requireRow, sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text } from '../rows.ts'

export type TransferState = 'running' | 'complete' | 'stopped' | 'failed' | 'interrupted'

/** One import or export of mail, as long as it is listed. */
export type Transfer = {
  readonly id: TransferId
  readonly direction: 'import' | 'export'
  /** Full path of what is read, or written. */
  readonly place: string
  readonly name: string
  readonly state: TransferState
  /** What came of it so far; the engine owns the shape. */
  readonly counts: unknown
  readonly startedAt: number
  readonly endedAt: number | null
}

/** A file of an import that couldn't be read, or of which a message couldn't: `reason` is a code of the engine's. */
export type ImportProblem = { readonly path: string; readonly reason: string }

export function startTransfer(
  tx: Tx,
  transfer: Pick<Transfer, 'direction' | 'place' | 'name' | 'counts' | 'startedAt'>,
): TransferId {
  const { id } = tx[sql].run(
    `INSERT INTO transfers (direction, place, name, state, counts_json, started_at) VALUES (?, ?, ?, 'running', ?, ?)`,
    transfer.direction,
    transfer.place,
    transfer.name,
    jsonText(transfer.counts),
    transfer.startedAt,
  )
  return id as TransferId
}

/** An import that goes on. What couldn't be read is looked at again. */
export function restartTransfer(tx: Tx, id: TransferId, counts: unknown): void {
  tx[sql].run(
    `UPDATE transfers SET state = 'running', counts_json = ?, ended_at = NULL WHERE id = ?`,
    jsonText(counts),
    id,
  )
  tx[sql].run('DELETE FROM import_problems WHERE transfer_id = ?', id)
}

export function saveTransferCounts(tx: Tx, id: TransferId, counts: unknown): void {
  tx[sql].run('UPDATE transfers SET counts_json = ? WHERE id = ?', jsonText(counts), id)
}

export function endTransfer(
  tx: Tx,
  id: TransferId,
  end: { readonly state: Exclude<TransferState, 'running'>; readonly counts: unknown; readonly at: number },
): void {
  tx[sql].run(
    'UPDATE transfers SET state = ?, counts_json = ?, ended_at = ? WHERE id = ?',
    end.state,
    jsonText(end.counts),
    end.at,
    id,
  )
}

export function findTransfer(reader: Reader, id: TransferId): Transfer | null {
  const row = reader[sql].get('SELECT * FROM transfers WHERE id = ?', id)
  return row === undefined ? null : transferOf(row)
}

/** Newest first. */
export function listTransfers(reader: Reader, direction: Transfer['direction']): Transfer[] {
  return reader[sql]
    .all('SELECT * FROM transfers WHERE direction = ? ORDER BY id DESC LIMIT 200', direction)
    .map(transferOf)
}

/** Those that an earlier run of the program left without an end. */
export function listUnendedTransfers(reader: Reader): Transfer[] {
  return reader[sql].all(`SELECT * FROM transfers WHERE state = 'running' ORDER BY id`).map(transferOf)
}

/** Takes an import from the list; its messages must have gone before. */
export function removeTransfer(tx: Tx, id: TransferId): void {
  tx[sql].run('DELETE FROM transfers WHERE id = ?', id)
}

export function addImportProblem(tx: Tx, id: TransferId, problem: ImportProblem): void {
  tx[sql].run(
    'INSERT INTO import_problems (transfer_id, path, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    id,
    problem.path,
    problem.reason,
  )
}

export function listImportProblems(reader: Reader, id: TransferId, limit: number): ImportProblem[] {
  return reader[sql]
    .all('SELECT path, reason FROM import_problems WHERE transfer_id = ? ORDER BY path LIMIT ?', id, limit)
    .map((row) => ({ path: text(row, 'path'), reason: text(row, 'reason') }))
}

export function countImportProblems(reader: Reader, id: TransferId): number {
  const row = reader[sql].get('SELECT count(*) AS total FROM import_problems WHERE transfer_id = ?', id)
  return int(requireRow(row), 'total')
}

/** Whether this mailbox got the message by an import, wherever it lies now. */
export function isImported(reader: Reader, mailboxId: MailboxId, identity: Uint8Array): boolean {
  const row = reader[sql].get(
    'SELECT 1 FROM imported_messages WHERE mailbox_id = ? AND identity = ?',
    mailboxId,
    identity,
  )
  return row !== undefined
}

export function noteImported(
  tx: Tx,
  imported: {
    readonly mailboxId: MailboxId
    readonly identity: Uint8Array
    readonly messageId: MessageId
    readonly transferId: TransferId
  },
): void {
  tx[sql].run(
    'INSERT INTO imported_messages (mailbox_id, identity, message_id, transfer_id) VALUES (?, ?, ?, ?)',
    imported.mailboxId,
    imported.identity,
    imported.messageId,
    imported.transferId,
  )
}

/** What an import brought and is still here. */
export function listImported(reader: Reader, id: TransferId, limit: number): MessageId[] {
  return reader[sql]
    .all('SELECT message_id FROM imported_messages WHERE transfer_id = ? LIMIT ?', id, limit)
    .map((row) => int(row, 'message_id') as MessageId)
}

export function countImported(reader: Reader, id: TransferId): number {
  const row = reader[sql].get('SELECT count(*) AS total FROM imported_messages WHERE transfer_id = ?', id)
  return int(requireRow(row), 'total')
}

function transferOf(row: SqlRow): Transfer {
  return {
    id: int(row, 'id') as TransferId,
    direction: text(row, 'direction') as Transfer['direction'],
    place: text(row, 'place'),
    name: text(row, 'name'),
    state: text(row, 'state') as TransferState,
    counts: json(row, 'counts_json'),
    startedAt: int(row, 'started_at'),
    endedAt: intOrNull(row, 'ended_at'),
  }
}
