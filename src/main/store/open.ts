import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../../shared/result.ts'
import { makeStore, type Store } from './connection.ts'
import { attempt, StoreError } from './errors.ts'
import { migrate, readSchemaVersion, schemaVersion } from './migrations/index.ts'
import { applyCipher, applySettings } from './settings.ts'

/** `key`: the 32-byte store key. The caller keeps it and zeroes it; the store makes no lasting copy in JavaScript. */
export type StoreLocation = { readonly path: string; readonly key: Uint8Array }

/** The published types describe better-sqlite3; the fork with ciphers adds `key`. */
type KeyedDatabase = Database.Database & { key(key: Buffer): number }

const keyBytes = 32

/**
 * Makes a new, empty store. Refuses to touch an existing file (`store/io`).
 *
 * @returns `store/disk-full`, `store/io`, `store/unsafe-settings`
 */
export function createStore(location: StoreLocation): Result<Store> {
  return attempt(() => {
    if (existsSync(location.path)) return fail('store/io')
    // SQLite gives the WAL and its index the mode of the main file.
    closeSync(openSync(location.path, 'wx', 0o600))
    return ok(open(location, { isNew: true }))
  })
}

/**
 * Opens an existing store, checks every setting that secrecy and durability depend on, and migrates it forward.
 * A file that can't be opened is left as it is.
 *
 * @returns `store/missing`, `store/damaged` (also for a wrong key), `store/schema-newer`, `store/read-only`,
 *   `store/unsafe-settings`, `store/disk-full`, `store/io`
 */
export function openStore(location: StoreLocation): Result<Store> {
  return attempt(() => {
    if (!existsSync(location.path)) return fail('store/missing')
    chmodSync(location.path, 0o600)
    return ok(open(location, { isNew: false }))
  })
}

function open(location: StoreLocation, kind: { readonly isNew: boolean }): Store {
  return makeStore(connect(location, kind), location.path, {
    reader: (key) => connectReader(location.path, key),
    writer: (path, key) => connect({ path, key }, { isNew: false }),
  })
}

function connect({ path, key }: StoreLocation, { isNew }: { readonly isNew: boolean }): Database.Database {
  if (key.byteLength !== keyBytes) throw new TypeError('the store key has 32 bytes')
  const database = new Database(path, { timeout: 0 })
  try {
    applyCipher(database)
    giveKey(database, key)
    checkSchemaVersion(database, isNew)
    applySettings(database)
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A second connection, which only reads, to a store that is open: with every setting that secrecy depends on. */
function connectReader(path: string, key: Uint8Array): Database.Database {
  const database = new Database(path, { timeout: 0, readonly: true })
  try {
    applyCipher(database)
    giveKey(database, key)
    applySettings(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * SQLCipher's raw form: 64 hex digits in x'…' are taken as the key itself, without a derivation. Handed over as
 * bytes and wiped: key text in a PRAGMA would stay in memory after closing. The page is read only later, so a
 * wrong key shows at the first read.
 */
function giveKey(database: Database.Database, key: Uint8Array): void {
  const raw = Buffer.allocUnsafeSlow(keyBytes * 2 + 3)
  raw.write(`x'`, 0, 'latin1')
  for (const [index, byte] of key.entries()) {
    raw[2 + index * 2] = hexDigits[byte >> 4] ?? 0
    raw[3 + index * 2] = hexDigits[byte & 15] ?? 0
  }
  raw.write(`'`, keyBytes * 2 + 2, 'latin1')
  try {
    ;(database as KeyedDatabase).key(raw)
  } finally {
    raw.fill(0)
  }
}

const hexDigits = new TextEncoder().encode('0123456789abcdef')

/** Before anything is written: a newer program's store stays untouched, an emptied file isn't taken for a new store. */
function checkSchemaVersion(database: Database.Database, isNew: boolean): void {
  const version = readSchemaVersion(database)
  if (version > schemaVersion) throw new StoreError('store/schema-newer')
  if (version === 0 && !isNew) throw new StoreError('store/damaged')
}
