import { sql, type Reader, type Tx } from '../connection.ts'
import { int, text } from '../rows.ts'

/** An authority whose mail certificates the practice trusts besides those of the system's roots. */
export type TrustRoot = {
  /** SHA-256 of the DER, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string
  readonly pem: string
  readonly addedAt: number
}

export function listTrustRoots(reader: Reader): TrustRoot[] {
  return reader[sql].all('SELECT * FROM trust_roots ORDER BY added_at, fingerprint').map((row) => ({
    fingerprint: text(row, 'fingerprint'),
    pem: text(row, 'pem'),
    addedAt: int(row, 'added_at'),
  }))
}

/** Adding the same root again changes nothing. */
export function addTrustRoot(tx: Tx, root: TrustRoot): void {
  tx[sql].run(
    'INSERT INTO trust_roots (fingerprint, pem, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    root.fingerprint,
    root.pem,
    root.addedAt,
  )
}

/** @returns whether it was there */
export function removeTrustRoot(tx: Tx, fingerprint: string): boolean {
  return tx[sql].run('DELETE FROM trust_roots WHERE fingerprint = ?', fingerprint).changes > 0
}
