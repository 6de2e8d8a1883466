import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, text } from '../rows.ts'

/** A revocation list (RFC 5280) that a person imported, after its signature was checked. */
export type RevocationListRow = {
  readonly id: number
  /** SHA-256 of the key that signed it, hexadecimal. */
  readonly issuerKeyHash: string
  /** The distribution point it was made for, hexadecimal; empty for everything its issuer issued. */
  readonly part: string
  /** For display. */
  readonly issuer: string
  readonly issuerFingerprint: string
  readonly issuedAt: number
  /** When a newer one was promised; null when its issuer didn't say. */
  readonly nextAt: number | null
  readonly entries: number
  readonly addedAt: number
}

export type NewRevocationList = Omit<RevocationListRow, 'id'> & { readonly der: Uint8Array }

/** Without their bytes, which may be megabytes. */
export function listRevocationLists(reader: Reader): RevocationListRow[] {
  return reader[sql]
    .all(
      `SELECT id, issuer_key_hash, part, issuer, issuer_fingerprint, issued_at, next_at, entries, added_at
       FROM revocation_lists ORDER BY issuer COLLATE NOCASE, id`,
    )
    .map(listOf)
}

/** What judging needs of a list; its id names its content, since a newer list gets another. */
export function readRevocationListDer(
  reader: Reader,
  id: number,
): { readonly der: Uint8Array; readonly issuerKeyHash: string } | null {
  const row = reader[sql].get('SELECT der, issuer_key_hash FROM revocation_lists WHERE id = ?', id)
  return row === undefined ? null : { der: bytes(row, 'der'), issuerKeyHash: text(row, 'issuer_key_hash') }
}

export function revocationListIds(reader: Reader): number[] {
  return reader[sql].all('SELECT id FROM revocation_lists ORDER BY id').map((row) => int(row, 'id'))
}

/** Takes the place of the list that its issuer made before for the same part. */
export function saveRevocationList(tx: Tx, list: NewRevocationList): void {
  tx[sql].run(
    'DELETE FROM revocation_lists WHERE issuer_key_hash = ? AND part = ?',
    list.issuerKeyHash,
    list.part,
  )
  tx[sql].run(
    `INSERT INTO revocation_lists (issuer_key_hash, part, issuer, issuer_fingerprint, issued_at, next_at, entries,
       added_at, der)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    list.issuerKeyHash,
    list.part,
    list.issuer,
    list.issuerFingerprint,
    list.issuedAt,
    list.nextAt,
    list.entries,
    list.addedAt,
    list.der,
  )
}

export function removeRevocationList(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM revocation_lists WHERE id = ?', id)
}

function listOf(row: SqlRow): RevocationListRow {
  return {
    id: int(row, 'id'),
    issuerKeyHash: text(row, 'issuer_key_hash'),
    part: text(row, 'part'),
    issuer: text(row, 'issuer'),
    issuerFingerprint: text(row, 'issuer_fingerprint'),
    issuedAt: int(row, 'issued_at'),
    nextAt: intOrNull(row, 'next_at'),
    entries: int(row, 'entries'),
    addedAt: int(row, 'added_at'),
  }
}
