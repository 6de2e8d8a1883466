import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, int, intOrNull, text } from '../rows.ts'

/** One version of the practice's policy, as it was signed. */
export type PolicyRow = {
  readonly version: number
  /** Canonical JSON of what is signed. */
  readonly bodyJson: string
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array
  /** Raw public key, base64. */
  readonly signer: string
  /** When it began to count here, ms since 1970. */
  readonly effectiveAt: number
  /** When this vault left the practice, ms since 1970; null: it didn't. */
  readonly leftAt: number | null
}

/** The one that counts. */
export function findPolicy(reader: Reader): PolicyRow | null {
  const row = reader[sql].get('SELECT * FROM policies WHERE left_at IS NULL ORDER BY version DESC LIMIT 1')
  return row === undefined ? null : policyOf(row)
}

/** The newest first, those of practices that were left too. */
export function listPolicies(reader: Reader): PolicyRow[] {
  return reader[sql].all('SELECT * FROM policies ORDER BY id DESC').map(policyOf)
}

/** None counts any more; each stays, for who asks who had access when. */
export function leavePolicies(tx: Tx, at: number): void {
  tx[sql].run('UPDATE policies SET left_at = ? WHERE left_at IS NULL', at)
}

export function addPolicy(
  tx: Tx,
  { version, bodyJson, signature, signer, effectiveAt }: Omit<PolicyRow, 'leftAt'>,
): void {
  tx[sql].run(
    'INSERT INTO policies (version, body_json, signature, signer, effective_at) VALUES (?, ?, ?, ?, ?)',
    version,
    bodyJson,
    signature,
    signer,
    effectiveAt,
  )
}

function policyOf(row: SqlRow): PolicyRow {
  return {
    version: int(row, 'version'),
    bodyJson: text(row, 'body_json'),
    signature: bytes(row, 'signature'),
    signer: text(row, 'signer'),
    effectiveAt: int(row, 'effective_at'),
    leftAt: intOrNull(row, 'left_at'),
  }
}
