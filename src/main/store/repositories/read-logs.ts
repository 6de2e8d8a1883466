import { sql, type Reader, type SqlRow, type SqlValue, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import type { AuditEventFilter, AuditEventRow } from './audit-events.ts'

/** Code of a person in a log, and who that is, where the exports say so. */
export type ReadNames = Readonly<Record<string, { readonly kind: string; readonly name: string }>>

/** An exported log that is read in this vault; the audit room owns what `fault` means. */
export type ReadLogRow = {
  readonly id: number
  readonly log: string
  readonly signer: string | null
  readonly title: string
  readonly names: ReadNames
  readonly fault: string | null
  readonly badSeq: number | null
  /** Null: all of it is proven. */
  readonly unprovenFrom: number | null
}

/** One file of it. */
export type ReadExportRow = {
  readonly fileHash: Uint8Array
  readonly addedAt: number
  readonly createdAt: number | null
  readonly firstSeq: number
  /** Less than `firstSeq` where it holds no record. */
  readonly lastSeq: number
  /** Hash of the record before the first; null where nothing is proven. */
  readonly prev: string | null
  readonly withheld: number
  readonly headSeq: number
  readonly headHash: string
}

/** The newest first. */
export function listReadLogs(reader: Reader): ReadLogRow[] {
  return reader[sql].all('SELECT * FROM read_logs ORDER BY id DESC').map(logOf)
}

export function findReadLog(reader: Reader, id: number): ReadLogRow | null {
  const row = reader[sql].get('SELECT * FROM read_logs WHERE id = ?', id)
  return row === undefined ? null : logOf(row)
}

export function addReadLog(tx: Tx, log: Omit<ReadLogRow, 'id'>): number {
  const { id } = tx[sql].run(
    `INSERT INTO read_logs (log, signer, title, names_json, fault, bad_seq, unproven_from)
     VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    ...[log.log, log.signer, log.title, jsonText(log.names), log.fault, log.badSeq, log.unprovenFrom],
  )
  return id
}

export function saveReadNames(tx: Tx, id: number, names: ReadNames): void {
  tx[sql].run('UPDATE read_logs SET names_json = ? WHERE id = ?', jsonText(names), id)
}

export function saveReadVerdict(
  tx: Tx,
  id: number,
  { fault, badSeq, unprovenFrom }: Pick<ReadLogRow, 'fault' | 'badSeq' | 'unprovenFrom'>,
): void {
  tx[sql].run(
    'UPDATE read_logs SET fault = ?, bad_seq = ?, unproven_from = ? WHERE id = ?',
    ...[fault, badSeq, unprovenFrom, id],
  )
}

/** What is in the one is in the other from now on, as if it had been added there. */
export function joinReadLogs(tx: Tx, from: number, into: number): void {
  tx[sql].run(
    `INSERT INTO read_records (read_log, seq, at, type, canonical, hash)
     SELECT ?1, seq, at, type, canonical, hash FROM read_records WHERE read_log = ?2
     ON CONFLICT (read_log, seq) DO UPDATE SET at = excluded.at, type = excluded.type, canonical = excluded.canonical
     WHERE read_records.type = ''`,
    ...[into, from],
  )
  tx[sql].run(
    `INSERT OR IGNORE INTO read_references (read_log, reference, seq)
     SELECT ?1, reference, seq FROM read_references WHERE read_log = ?2`,
    ...[into, from],
  )
  tx[sql].run('UPDATE read_exports SET read_log = ? WHERE read_log = ?', into, from)
  removeReadLog(tx, from)
}

/** With its exports and records. */
export function removeReadLog(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM read_logs WHERE id = ?', id)
}

/** In the order in which they were made. */
export function listReadExports(reader: Reader, id: number): ReadExportRow[] {
  return reader[sql]
    .all('SELECT * FROM read_exports WHERE read_log = ? ORDER BY created_at, head_seq', id)
    .map(exportOf)
}

/** In which log this file is. */
export function findReadLogOfFile(reader: Reader, fileHash: Uint8Array): number | null {
  const row = reader[sql].get('SELECT read_log FROM read_exports WHERE file_hash = ?', fileHash)
  return row === undefined ? null : int(row, 'read_log')
}

export function addReadExport(tx: Tx, id: number, file: ReadExportRow): void {
  tx[sql].run(
    `INSERT INTO read_exports
       (file_hash, read_log, added_at, created_at, first_seq, last_seq, prev, withheld, head_seq, head_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[file.fileHash, id, file.addedAt, file.createdAt, file.firstSeq, file.lastSeq],
    ...[file.prev, file.withheld, file.headSeq, file.headHash],
  )
}

/**
 * One that is there already stays, unless its hash alone was: whether it is the same was asked before. Of type '': there is
 * no more of it than its hash.
 */
export function addReadRecord(tx: Tx, id: number, event: AuditEventRow, references: readonly string[]): void {
  const { changes } = tx[sql].run(
    `INSERT INTO read_records (read_log, seq, at, type, canonical, hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (read_log, seq) DO UPDATE SET at = excluded.at, type = excluded.type, canonical = excluded.canonical
     WHERE read_records.type = ''`,
    ...[id, event.seq, event.at, event.type, event.canonical, event.hash],
  )
  for (const reference of changes === 0 ? [] : references) {
    tx[sql].run(
      'INSERT OR IGNORE INTO read_references (read_log, reference, seq) VALUES (?, ?, ?)',
      ...[id, reference, event.seq],
    )
  }
}

/** Number and hash, in lower-case hexadecimal, of all records that are here, also by their hash alone. */
export function listReadHashes(reader: Reader, id: number): [seq: number, hash: string][] {
  return reader[sql]
    .all('SELECT seq, lower(hex(hash)) AS hash FROM read_records WHERE read_log = ? ORDER BY seq', id)
    .map((row) => [int(row, 'seq'), text(row, 'hash')])
}

/** Of one record, as `listReadHashes`; null: none of the exports has it. */
export function findReadHash(reader: Reader, id: number, seq: number): string | null {
  const row = reader[sql].get(
    'SELECT lower(hex(hash)) AS hash FROM read_records WHERE read_log = ? AND seq = ?',
    ...[id, seq],
  )
  return row === undefined ? null : text(row, 'hash')
}

/** How many records are here, and the times of the first and the last; null: none. */
export function readSpan(
  reader: Reader,
  id: number,
): { readonly count: number; readonly firstAt: number; readonly lastAt: number } | null {
  const row = reader[sql].get(
    `SELECT count(*) AS count, min(at) AS first, max(at) AS last
     FROM read_records WHERE read_log = ? AND type <> ''`,
    id,
  )
  const firstAt = row === undefined ? null : intOrNull(row, 'first')
  return row === undefined || firstAt === null
    ? null
    : { count: int(row, 'count'), firstAt, lastAt: int(row, 'last') }
}

/** As `listAuditEvents`, of a log that is read here. */
export function listReadEvents(
  reader: Reader,
  id: number,
  { types, reference, from, to }: AuditEventFilter,
  page: { readonly before: number | null; readonly limit: number },
): AuditEventRow[] {
  return events(
    reader,
    `SELECT * FROM read_records
     WHERE read_log = ?1 AND type <> '' AND seq < ?2 AND at >= ?3 AND at < ?4
       AND (?5 IS NULL OR type IN (SELECT value FROM json_each(?5)))
       AND (?6 IS NULL OR seq IN (SELECT seq FROM read_references WHERE read_log = ?1 AND reference = ?6))
     ORDER BY seq DESC LIMIT ?7`,
    [
      ...[id, page.before ?? Number.MAX_SAFE_INTEGER],
      ...[from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER],
      ...[types === undefined ? null : jsonText(types), reference ?? null, page.limit],
    ],
  )
}

/** Of one type alone, the newest first; without a walk through the others. */
export function listReadEventsOfType(
  reader: Reader,
  id: number,
  type: string,
  page: { readonly before: number | null; readonly limit: number },
): AuditEventRow[] {
  return events(
    reader,
    'SELECT * FROM read_records WHERE read_log = ? AND type = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
    [id, type, page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
  )
}

/** As `listAuditEventsOf`, of a log that is read here. */
export function listReadEventsOf(
  reader: Reader,
  id: number,
  references: readonly string[],
  limit: number,
): AuditEventRow[] {
  return events(
    reader,
    `SELECT * FROM read_records WHERE read_log = ?1 AND seq IN (
       SELECT seq FROM read_references
       WHERE read_log = ?1 AND reference IN (SELECT value FROM json_each(?2)))
     ORDER BY seq LIMIT ?3`,
    [id, jsonText(references), limit],
  )
}

/** Codes of the people whom its records speak of. */
export function listReadPeople(reader: Reader, id: number): string[] {
  return reader[sql]
    .all(
      `SELECT DISTINCT substr(reference, 8) AS code FROM read_references
       WHERE read_log = ? AND reference >= 'person:' AND reference < 'person;' ORDER BY code`,
      id,
    )
    .map((row) => text(row, 'code'))
}

function events(reader: Reader, statement: string, values: readonly SqlValue[]): AuditEventRow[] {
  return reader[sql].all(statement, ...values).map((row) => ({
    seq: int(row, 'seq'),
    at: int(row, 'at'),
    type: text(row, 'type'),
    canonical: bytes(row, 'canonical'),
    hash: bytes(row, 'hash'),
  }))
}

function logOf(row: SqlRow): ReadLogRow {
  return {
    id: int(row, 'id'),
    log: text(row, 'log'),
    signer: textOrNull(row, 'signer'),
    title: text(row, 'title'),
    names: json<ReadNames>(row, 'names_json'),
    fault: textOrNull(row, 'fault'),
    badSeq: intOrNull(row, 'bad_seq'),
    unprovenFrom: intOrNull(row, 'unproven_from'),
  }
}

function exportOf(row: SqlRow): ReadExportRow {
  return {
    fileHash: bytes(row, 'file_hash'),
    addedAt: int(row, 'added_at'),
    createdAt: intOrNull(row, 'created_at'),
    firstSeq: int(row, 'first_seq'),
    lastSeq: int(row, 'last_seq'),
    prev: textOrNull(row, 'prev'),
    withheld: int(row, 'withheld'),
    headSeq: int(row, 'head_seq'),
    headHash: text(row, 'head_hash'),
  }
}
