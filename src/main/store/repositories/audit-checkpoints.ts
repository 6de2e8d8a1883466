import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bytes, bytesOrNull, int, text } from '../rows.ts'

/** A head of the audit chain that was signed or kept outside the store. */
export type AuditCheckpoint = {
  readonly seq: number
  readonly hash: Uint8Array
  readonly place: 'keychain' | 'export' | 'mail' | 'syslog'
  readonly signature: Uint8Array | null
  readonly at: number
}

export function saveCheckpoint(tx: Tx, checkpoint: AuditCheckpoint): void {
  tx[sql].run(
    `INSERT INTO audit_checkpoints (seq, hash, place, signature, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (seq, place) DO UPDATE SET hash = excluded.hash, signature = excluded.signature, at = excluded.at`,
    checkpoint.seq,
    checkpoint.hash,
    checkpoint.place,
    checkpoint.signature,
    checkpoint.at,
  )
}

export function latestCheckpoint(reader: Reader, place: AuditCheckpoint['place']): AuditCheckpoint | null {
  const row = reader[sql].get(
    'SELECT * FROM audit_checkpoints WHERE place = ? ORDER BY seq DESC LIMIT 1',
    place,
  )
  return row === undefined ? null : checkpointOf(row)
}

function checkpointOf(row: SqlRow): AuditCheckpoint {
  return {
    seq: int(row, 'seq'),
    hash: bytes(row, 'hash'),
    place: text(row, 'place') as AuditCheckpoint['place'],
    signature: bytesOrNull(row, 'signature'),
    at: int(row, 'at'),
  }
}
