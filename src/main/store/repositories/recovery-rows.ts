import { fail, ok, type Result } from '../../../shared/result.ts'
import { sql, type Reader, type SqlRow, type SqlValue, type Tx } from '../connection.ts'
import { schemaVersion } from '../migrations/index.ts'

/** A value of a row in JSON; bytes as base64. */
export type RecoveryValue = string | number | null | { readonly base64: string }
export type RecoveryRow = Readonly<Record<string, RecoveryValue>>

/** Rows that no server has: what a practice could not get back from its mail host. */
export type RecoveryRows = {
  readonly schema: number
  readonly tables: Readonly<Record<string, readonly RecoveryRow[]>>
}

/**
 * What is taken along, parents before what refers to them. Not taken: mail and whatever is learned from it, since the host
 * has the mail; drafts and the queue; certificates that were merely seen in mail, of which anyone can send us any
 * number; revocation lists, which are large and can be had again from their issuers; passwords and tokens.
 */
const queries = {
  settings: 'SELECT * FROM settings ORDER BY key',
  policies: 'SELECT * FROM policies ORDER BY id',
  accounts: `SELECT id, position, address, name, settings_json,
      json_object('kind', 'absent', 'way', coalesce(
        json_extract(credentials_json, '$.way'), json_extract(credentials_json, '$.kind'))) AS credentials_json,
      host_files_sent, size_limit_bytes, signature, created_at, updated_at
    FROM accounts WHERE removed_at IS NULL AND is_local = 0 ORDER BY id`,
  own_keys: 'SELECT * FROM own_keys ORDER BY id',
  signing_certificates: `SELECT * FROM signing_certificates
    WHERE account_id IN (SELECT id FROM accounts WHERE removed_at IS NULL AND is_local = 0) ORDER BY account_id`,
  trust_roots: 'SELECT * FROM trust_roots ORDER BY fingerprint',
  never_flagged: 'SELECT * FROM never_flagged ORDER BY id',
  learned_words: 'SELECT * FROM learned_words ORDER BY key',
  contacts: 'SELECT * FROM contacts ORDER BY id',
  contact_addresses: 'SELECT * FROM contact_addresses ORDER BY contact_id, address',
  contact_groups: 'SELECT * FROM contact_groups ORDER BY id',
  contact_group_members: 'SELECT * FROM contact_group_members ORDER BY group_id, contact_id',
  wrong_addresses: 'SELECT * FROM wrong_addresses ORDER BY address',
  certificates: 'SELECT * FROM certificates WHERE contact_id IS NOT NULL ORDER BY id',
  certificate_addresses: `SELECT * FROM certificate_addresses
    WHERE certificate_id IN (SELECT id FROM certificates WHERE contact_id IS NOT NULL) ORDER BY certificate_id, address`,
  passphrases: 'SELECT * FROM passphrases ORDER BY id',
  // The message that a key binds answers to isn't taken along; the person and the passphrase are.
  reply_keys: `SELECT reply_id, NULL AS logical_id, contact_id, passphrase_id, key, created_at
    FROM reply_keys ORDER BY reply_id`,
  // Documents beside agreements are large: a backup has them.
  evidence_records: `SELECT record, version, kind, body_json, NULL AS blob_first, NULL AS blob_size, at
    FROM evidence_records ORDER BY record, version`,
  // What they hold here is mail, which isn't taken along: at the host it is under the hold again.
  legal_holds: 'SELECT * FROM legal_holds ORDER BY id',
  audit_people: 'SELECT * FROM audit_people ORDER BY code',
} as const
type RecoveryTable = keyof typeof queries

/** In the same order each time: equal rows are equal JSON. */
export function readRecoveryRows(reader: Reader): RecoveryRows {
  const tables = Object.entries(queries).map(([table, query]) => [table, reader[sql].all(query).map(toJson)])
  return { schema: schemaVersion, tables: Object.fromEntries(tables) as RecoveryRows['tables'] }
}

/**
 * Puts the rows into a new store.
 *
 * @returns `store/schema-newer` when a newer program wrote them; `store/damaged` for a table or a column that isn't
 *   one of those that are taken along
 */
export function insertRecoveryRows(tx: Tx, { schema, tables }: RecoveryRows): Result<void> {
  if (schema > schemaVersion) return fail('store/schema-newer')
  if (Object.keys(tables).some((name) => !Object.hasOwn(queries, name))) return fail('store/damaged')
  for (const table of Object.keys(queries) as RecoveryTable[]) {
    const known = new Set(tx[sql].all('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name))
    for (const row of tables[table] ?? []) {
      const columns = Object.keys(row)
      if (!columns.every((column) => known.has(column))) return fail('store/damaged')
      const places = columns.map(() => '?').join(', ')
      tx[sql].run(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
        ...columns.map((column) => fromJson(row[column] ?? null)),
      )
    }
  }
  return ok(undefined)
}

function toJson(row: SqlRow): RecoveryRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, valueToJson(value)] as const),
  )
}

function valueToJson(value: SqlValue): RecoveryValue {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  return typeof value === 'bigint' ? Number(value) : value
}

function fromJson(value: RecoveryValue): SqlValue {
  return typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value
}
