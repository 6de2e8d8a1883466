import { sql, type Reader, type Tx } from '../connection.ts'
import { text } from '../rows.ts'

/** Facts about the store itself, by a closed list of names. */
export type MetaKey =
  | 'vault-id'
  | 'created-at'
  /** What it is for: `mail`, `auditor`. */
  | 'vault-kind'
  | 'locked-journal-folded'
  | 'audit-genesis'
  /** The latest time that the computer's clock was seen to show, ms since 1970, where no record tells of it. */
  | 'clock-seen'
  /** Of the program that opened the vault last. */
  | 'program-version'
  /** When the store last got another key, ISO 8601. */
  | 'store-key-renewed'
  /** What was last put into the mailbox of recovery data. */
  | 'recovery-bundle'
  /** The last record of the audit log that the collector is known to have, and when it had it. */
  | 'audit-forwarded'

export function readMeta(reader: Reader, key: MetaKey): string | null {
  const row = reader[sql].get('SELECT value FROM meta WHERE key = ?', key)
  return row === undefined ? null : text(row, 'value')
}

export function writeMeta(tx: Tx, key: MetaKey, value: string): void {
  tx[sql].run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  )
}
