import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, text } from '../rows.ts'

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
  /** `person:CODE` or `message:ID`. */
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

/** Newest first, below `before` (null: from the newest). */
export function listAuditEvents(
  reader: Reader,
  filter: AuditEventFilter,
  page: { readonly before: number | null; readonly limit: number },
): AuditEventRow[] {
  return reader[sql]
    .all(
      `SELECT * FROM audit_events
       WHERE seq < ?1 AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR at < ?3)
         AND (?4 IS NULL OR type IN (SELECT value FROM json_each(?4)))
         AND (?5 IS NULL OR seq IN (SELECT seq FROM audit_references WHERE reference = ?5))
       ORDER BY seq DESC LIMIT ?6`,
      page.before ?? Number.MAX_SAFE_INTEGER,
      filter.from ?? null,
      filter.to ?? null,
      filter.types === undefined ? null : JSON.stringify(filter.types),
      filter.reference ?? null,
      page.limit,
    )
    .map(eventOf)
}

/** In order, from number `after` + 1: to verify and to export in pieces. */
export function listAuditEventsAfter(reader: Reader, after: number, limit: number): AuditEventRow[] {
  return reader[sql]
    .all('SELECT * FROM audit_events WHERE seq > ? ORDER BY seq LIMIT ?', after, limit)
    .map(eventOf)
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
