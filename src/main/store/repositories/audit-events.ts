import { sql, type Reader, type SqlRow, type SqlValue, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, text } from '../rows.ts'

/** One record of the audit log; the audit room owns the encoding of `canonical` and the meaning of `hash`. */
export type AuditEventRow = {
  readonly seq: number
  readonly at: number
  readonly type: string
  readonly canonical: Uint8Array
  readonly hash: Uint8Array
}

export type AuditEventFilter = {
  readonly types?: readonly string[]
  /** `person:CODE`, `message:ID`, `logical:ID` or `draft:ID`. */
  readonly reference?: string
  /** Inclusive. */
  readonly from?: number
  /** Exclusive. */
  readonly to?: number
}

/** The newest record, or null for an empty log. */
export function auditHead(reader: Reader): AuditEventRow | null {
  const row = reader[sql].get('SELECT * FROM audit_events ORDER BY seq DESC LIMIT 1')
  return row === undefined ? null : eventOf(row)
}

export function findAuditEvent(reader: Reader, seq: number): AuditEventRow | null {
  const row = reader[sql].get('SELECT * FROM audit_events WHERE seq = ?', seq)
  return row === undefined ? null : eventOf(row)
}

/** Appends a record; the number must follow the newest. */
export function addAuditEvent(tx: Tx, event: AuditEventRow, references: readonly string[]): void {
  tx[sql].run(
    'INSERT INTO audit_events (seq, at, type, canonical, hash) VALUES (?, ?, ?, ?, ?)',
    event.seq,
    event.at,
    event.type,
    event.canonical,
    event.hash,
  )
  for (const reference of new Set(references)) {
    tx[sql].run('INSERT INTO audit_references (reference, seq) VALUES (?, ?)', reference, event.seq)
  }
}

/**
 * Newest first, below `before` (null: from the newest). However long the log is, each statement looks at little more
 * than a page: an index gives the numbers, and rows are read for these alone.
 */
export function listAuditEvents(
  reader: Reader,
  filter: AuditEventFilter,
  page: { readonly before: number | null; readonly limit: number },
): AuditEventRow[] {
  const range = rangeOf(reader, filter, page.before)
  if (range === null) return []
  const { types, reference } = filter
  if (reference !== undefined) {
    return read(
      reader,
      `SELECT e.* FROM audit_references r CROSS JOIN audit_events e ON e.seq = r.seq
       WHERE r.reference = ?6 AND r.seq BETWEEN ?1 AND ?2 AND e.at >= ?3 AND e.at < ?4
         AND (?7 IS NULL OR e.type IN (SELECT value FROM json_each(?7)))
       ORDER BY r.seq DESC LIMIT ?5`,
      [...range, page.limit, reference, types === undefined ? null : JSON.stringify(types)],
    )
  }
  if (types === undefined) {
    return read(
      reader,
      `SELECT * FROM audit_events WHERE seq BETWEEN ?1 AND ?2 AND at >= ?3 AND at < ?4
       ORDER BY seq DESC LIMIT ?5`,
      [...range, page.limit],
    )
  }
  return types
    .flatMap((type) =>
      read(
        reader,
        `SELECT * FROM audit_events INDEXED BY audit_events_type
         WHERE type = ?6 AND seq BETWEEN ?1 AND ?2 AND at >= ?3 AND at < ?4 ORDER BY seq DESC LIMIT ?5`,
        [...range, page.limit, type],
      ),
    )
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, page.limit)
}

/** First and last number to look at, and the times; null where nothing lies between them. */
function rangeOf(
  reader: Reader,
  { from, to }: AuditEventFilter,
  before: number | null,
): [first: number, last: number, from: number, to: number] | null {
  const last = (before ?? Number.MAX_SAFE_INTEGER) - 1
  const earliest = from ?? Number.MIN_SAFE_INTEGER
  const latest = to ?? Number.MAX_SAFE_INTEGER
  if (from === undefined && to === undefined) return [1, last, earliest, latest]
  const row = reader[sql].get(
    'SELECT min(seq) AS first, max(seq) AS last FROM audit_events WHERE at >= ? AND at < ?',
    earliest,
    latest,
  )
  const first = row === undefined ? null : intOrNull(row, 'first')
  return row === undefined || first === null
    ? null
    : [first, Math.min(last, int(row, 'last')), earliest, latest]
}

/** All that speak of one of these (`message:7`, `logical:3`, `draft:2`), the oldest first. */
export function listAuditEventsOf(
  reader: Reader,
  references: readonly string[],
  limit: number,
): AuditEventRow[] {
  return read(
    reader,
    `SELECT * FROM audit_events WHERE seq IN (
       SELECT seq FROM audit_references WHERE reference IN (SELECT value FROM json_each(?1)))
     ORDER BY seq LIMIT ?2`,
    [JSON.stringify(references), limit],
  )
}

/** Who and what the records from one number to another speak of, both among them; in no order. */
export function listAuditReferences(
  reader: Reader,
  from: number,
  to: number,
): { readonly reference: string; readonly seq: number }[] {
  return reader[sql]
    .all('SELECT reference, seq FROM audit_references WHERE seq BETWEEN ? AND ?', from, to)
    .map((row) => ({ reference: text(row, 'reference'), seq: int(row, 'seq') }))
}

function read(reader: Reader, statement: string, values: readonly SqlValue[]): AuditEventRow[] {
  return reader[sql].all(statement, ...values).map(eventOf)
}

/** In order, from number `after` + 1: to verify and to export in pieces. */
export function listAuditEventsAfter(reader: Reader, after: number, limit: number): AuditEventRow[] {
  return reader[sql]
    .all('SELECT * FROM audit_events WHERE seq > ? ORDER BY seq LIMIT ?', after, limit)
    .map(eventOf)
}

/** How many of each type, from one number to another, both among them. */
export function countAuditTypes(reader: Reader, from: number, to: number): Record<string, number> {
  // Type by type, so that the index answers and no record is read.
  const rows = reader[sql].all(
    `WITH RECURSIVE types (type) AS (
       SELECT min(type) FROM audit_events
       UNION ALL
       SELECT (SELECT min(type) FROM audit_events e WHERE e.type > types.type) FROM types WHERE type IS NOT NULL)
     SELECT type, (SELECT count(*) FROM audit_events e INDEXED BY audit_events_type
                   WHERE e.type = types.type AND e.seq BETWEEN ?1 AND ?2) AS count
     FROM types WHERE type IS NOT NULL AND count > 0`,
    from,
    to,
  )
  return Object.fromEntries(rows.map((row) => [text(row, 'type'), int(row, 'count')]))
}

function eventOf(row: SqlRow): AuditEventRow {
  return {
    seq: int(row, 'seq'),
    at: int(row, 'at'),
    type: text(row, 'type'),
    canonical: bytes(row, 'canonical'),
    hash: bytes(row, 'hash'),
  }
}
