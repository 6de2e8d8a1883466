import type { AccountId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import {
  boolOrNull,
  flag,
  int,
  intOrNull,
  json,
  jsonOrNull,
  jsonText,
  jsonTextOrNull,
  text,
  textOrNull,
} from '../rows.ts'

/** `settings` and `credentials` are JSON values whose shape the accounts room owns. */
export type AccountRow = {
  readonly id: AccountId
  readonly address: string
  readonly name: string
  readonly settings: unknown
  readonly credentials: unknown
  /** Whether the host files sent mail by itself; null while that hasn't been seen. */
  readonly hostFilesSent: boolean | null
  /** The host's SMTP SIZE (RFC 1870), null while unknown. */
  readonly sizeLimitBytes: number | null
  /** Stands below what is written from here; null: the practice's does. */
  readonly signature: string | null
  readonly createdAt: number
}

export type NewAccount = Pick<AccountRow, 'address' | 'name' | 'settings' | 'credentials'>
export type AccountUpdate = Pick<AccountRow, 'name' | 'settings' | 'credentials' | 'signature'>

/** Those of mail hosts, the default first: a new message leaves from it. Imported mail has its own (local-account). */
export function listAccounts(reader: Reader): AccountRow[] {
  return reader[sql]
    .all('SELECT * FROM accounts WHERE removed_at IS NULL AND is_local = 0 ORDER BY position, id')
    .map(accountOf)
}

export function findAccount(reader: Reader, id: AccountId): AccountRow | null {
  const row = reader[sql].get(
    'SELECT * FROM accounts WHERE id = ? AND removed_at IS NULL AND is_local = 0',
    id,
  )
  return row === undefined ? null : accountOf(row)
}

export function findAccountByAddress(reader: Reader, address: string): AccountRow | null {
  const row = reader[sql].get(
    'SELECT * FROM accounts WHERE address = ? AND removed_at IS NULL AND is_local = 0',
    address,
  )
  return row === undefined ? null : accountOf(row)
}

export function addAccount(tx: Tx, account: NewAccount, now: number): AccountId {
  const { id } = tx[sql].run(
    `INSERT INTO accounts (position, address, name, settings_json, credentials_json, created_at, updated_at)
     VALUES ((SELECT coalesce(max(position), -1) + 1 FROM accounts), ?, ?, ?, ?, ?, ?)`,
    account.address,
    account.name,
    jsonText(account.settings),
    jsonTextOrNull(account.credentials),
    now,
    now,
  )
  return id as AccountId
}

export function updateAccount(tx: Tx, id: AccountId, change: AccountUpdate, now: number): void {
  tx[sql].run(
    `UPDATE accounts SET name = ?, settings_json = ?, credentials_json = ?, signature = ?, updated_at = ?
     WHERE id = ?`,
    change.name,
    jsonText(change.settings),
    jsonTextOrNull(change.credentials),
    change.signature,
    now,
    id,
  )
}

/** A new message leaves from it from now on; the others keep their order. */
export function setDefaultAccount(tx: Tx, id: AccountId, now: number): void {
  tx[sql].run(
    'UPDATE accounts SET position = (SELECT min(position) - 1 FROM accounts), updated_at = ? WHERE id = ?',
    now,
    id,
  )
}

/** New tokens after an OAuth refresh. */
export function saveCredentials(tx: Tx, id: AccountId, credentials: unknown, now: number): void {
  tx[sql].run(
    'UPDATE accounts SET credentials_json = ?, updated_at = ? WHERE id = ?',
    jsonTextOrNull(credentials),
    now,
    id,
  )
}

export function setHostFilesSent(tx: Tx, id: AccountId, doesFile: boolean | null): void {
  const value = doesFile === null ? null : flag(doesFile)
  tx[sql].run('UPDATE accounts SET host_files_sent = ? WHERE id = ?', value, id)
}

export function setSizeLimit(tx: Tx, id: AccountId, sizeLimitBytes: number | null): void {
  tx[sql].run('UPDATE accounts SET size_limit_bytes = ? WHERE id = ?', sizeLimitBytes, id)
}

function accountOf(row: SqlRow): AccountRow {
  return {
    id: int(row, 'id') as AccountId,
    address: text(row, 'address'),
    name: text(row, 'name'),
    settings: json(row, 'settings_json'),
    credentials: jsonOrNull(row, 'credentials_json'),
    hostFilesSent: boolOrNull(row, 'host_files_sent'),
    sizeLimitBytes: intOrNull(row, 'size_limit_bytes'),
    signature: textOrNull(row, 'signature'),
    createdAt: int(row, 'created_at'),
  }
}
