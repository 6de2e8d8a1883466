import type { AccountId } from '../../../shared/ids.ts'
import { sql, type Reader, type Tx } from '../connection.ts'
import { int } from '../rows.ts'

/** The account of mail that was imported: it has no server, no address, and nothing in it is ever uploaded. */
export function findLocalAccount(reader: Reader): AccountId | null {
  const row = reader[sql].get('SELECT id FROM accounts WHERE is_local = 1')
  return row === undefined ? null : (int(row, 'id') as AccountId)
}

export function isLocalAccount(reader: Reader, id: AccountId): boolean {
  return reader[sql].get('SELECT 1 FROM accounts WHERE id = ? AND is_local = 1', id) !== undefined
}

/** Made with the first import. */
export function ensureLocalAccount(tx: Tx, now: number): AccountId {
  const known = findLocalAccount(tx)
  if (known !== null) return known
  // No address is empty, so the one of no other account can be the same.
  const { id } = tx[sql].run(
    `INSERT INTO accounts (position, address, name, settings_json, is_local, created_at, updated_at)
     VALUES (0, '', '', '{}', 1, ?1, ?1)`,
    now,
  )
  return id as AccountId
}
