import { sql, type Reader, type Tx } from '../connection.ts'
import { int, text } from '../rows.ts'

/** A root certificate that the practice trusts besides the system's. */
export type TrustRoot = {
  /** Hex of the DER's SHA-256. */
  readonly sha256: string
  readonly pem: string
  readonly label: string
  readonly addedAt: number
}

export function listTrustRoots(reader: Reader): TrustRoot[] {
  return reader[sql].all('SELECT * FROM trust_roots ORDER BY added_at, sha256').map((row) => ({
    sha256: text(row, 'sha256'),
    pem: text(row, 'pem'),
    label: text(row, 'label'),
    addedAt: int(row, 'added_at'),
  }))
}

/** Adding the same root again changes nothing. */
export function addTrustRoot(tx: Tx, root: TrustRoot): void {
  tx[sql].run(
    'INSERT INTO trust_roots (sha256, pem, label, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    root.sha256,
    root.pem,
    root.label,
    root.addedAt,
  )
}

export function removeTrustRoot(tx: Tx, sha256: string): void {
  tx[sql].run('DELETE FROM trust_roots WHERE sha256 = ?', sha256)
}
