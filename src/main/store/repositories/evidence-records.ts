import { blobRefOf, readBlob, writeBlob, type BlobRef } from '../blobs.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, text } from '../rows.ts'

export type EvidenceKind = 'agreement' | 'training' | 'incident' | 'risk-analysis' | 'disclosure'

/** One version of something that the practice wrote down. */
export type EvidenceRow = {
  readonly record: number
  readonly version: number
  readonly kind: EvidenceKind
  /** As it was hashed. */
  readonly bodyJson: string
  readonly document: BlobRef | null
  /** ms since 1970. */
  readonly at: number
}

/** The newest version of each of a kind, the newest first. */
export function listEvidence(reader: Reader, kind: EvidenceKind): EvidenceRow[] {
  return reader[sql]
    .all(
      `SELECT * FROM evidence_records e WHERE kind = ?
         AND version = (SELECT max(version) FROM evidence_records WHERE record = e.record)
       ORDER BY at DESC, record DESC`,
      kind,
    )
    .map(evidenceOf)
}

/** Every version of one, the newest first. */
export function listEvidenceVersions(reader: Reader, record: number): EvidenceRow[] {
  return reader[sql]
    .all('SELECT * FROM evidence_records WHERE record = ? ORDER BY version DESC', record)
    .map(evidenceOf)
}

export function findEvidence(reader: Reader, record: number): EvidenceRow | null {
  return listEvidenceVersions(reader, record)[0] ?? null
}

export function nextEvidenceRecord(reader: Reader): number {
  const row = reader[sql].get('SELECT coalesce(max(record), 0) + 1 AS next FROM evidence_records')
  return row === undefined ? 1 : int(row, 'next')
}

/**
 * The version must follow the newest.
 *
 * @param document bytes of a new one; a reference: that of the version before stays
 */
export function addEvidence(
  tx: Tx,
  row: Omit<EvidenceRow, 'document'>,
  document: Uint8Array | BlobRef | null,
): void {
  const ref = document instanceof Uint8Array ? writeBlob(tx, document) : document
  tx[sql].run(
    `INSERT INTO evidence_records (record, version, kind, body_json, blob_first, blob_size, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    row.record,
    row.version,
    row.kind,
    row.bodyJson,
    ref?.first ?? null,
    ref?.size ?? null,
    row.at,
  )
}

/** @throws StoreError `store/damaged` when it isn't what was stored */
export function readEvidenceDocument(reader: Reader, { document }: EvidenceRow): Uint8Array | null {
  return document === null ? null : readBlob(reader, document)
}

function evidenceOf(row: SqlRow): EvidenceRow {
  return {
    record: int(row, 'record'),
    version: int(row, 'version'),
    kind: text(row, 'kind') as EvidenceKind,
    bodyJson: text(row, 'body_json'),
    document: blobRefOf(row),
    at: int(row, 'at'),
  }
}
