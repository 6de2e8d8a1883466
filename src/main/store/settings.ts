import type Database from 'better-sqlite3'
import { StoreError } from './errors.ts'
import { pageSizeBytes } from './limits.ts'

/**
 * Applied before the key, on every open. SQLite3 Multiple Ciphers takes the page size of an existing SQLCipher
 * file from `legacy_page_size`; plain `page_size` is ignored on reopen and the file then looks damaged.
 */
const cipherPragmas = [
  `cipher = 'sqlcipher'`,
  'legacy = 4',
  `legacy_page_size = ${pageSizeBytes}`,
  `page_size = ${pageSizeBytes}`,
]

/** Pragma, the value to set, the value that must be read back. */
const settings: readonly (readonly [pragma: string, set: string, expected: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  // The library is compiled so that a reopened WAL database runs at NORMAL: no fsync per commit, mail lost on power cut.
  ['synchronous', 'FULL', 2],
  // macOS: fsync() alone leaves data in the drive's cache.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  // The default wrote 5 MB of plaintext into a temporary file during a large sort.
  ['temp_store', 'MEMORY', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['mmap_size', '0', 0],
  // 48 MB of decrypted pages in memory: with 16 a search in 100,000 messages takes twice as long.
  ['cache_size', '-48000', -48000],
  // Small, so that neither a checkpoint in a commit nor the one at closing makes a lock wait.
  ['wal_autocheckpoint', '256', 256],
]

/** What only can be read: who really encrypts, and that each page carries its HMAC. */
const facts: readonly (readonly [pragma: string, expected: string])[] = [
  ['cipher', 'sqlcipher'],
  ['hmac_use', '1'],
  ['page_size', String(pageSizeBytes)],
]

/** Chooses the SQLCipher 4 format with 16 KB pages; call before `key`. */
export function applyCipher(database: Database.Database): void {
  for (const pragma of cipherPragmas) database.pragma(pragma)
}

/**
 * Sets the settings that durability and secrecy depend on, and reads each back.
 *
 * @throws StoreError `store/unsafe-settings` when one of them doesn't hold
 */
export function applySettings(database: Database.Database): void {
  setPragmas(database)
  assertSettings(database)
}

/** The settings alone, unread: for a store without the cipher to compare with. */
export function setPragmas(database: Database.Database): void {
  for (const [pragma, value] of settings) database.pragma(`${pragma} = ${value}`)
}

export function assertSettings(database: Database.Database): void {
  for (const [pragma, , expected] of settings) {
    if (readPragma(database, pragma) !== expected) throw unsafe(pragma)
  }
  for (const [pragma, expected] of facts) {
    if (String(readPragma(database, pragma)) !== expected) throw unsafe(pragma)
  }
}

function readPragma(database: Database.Database, pragma: string): unknown {
  return database.pragma(pragma, { simple: true })
}

function unsafe(pragma: string): StoreError {
  return new StoreError('store/unsafe-settings', { cause: pragma })
}
