import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from '../../src/main/store/connection.ts'
import { createStore, type Reader, type Store, type Tx } from '../../src/main/store/index.ts'
import { ok, type Result } from '../../src/shared/result.ts'

export type TestStore = {
  readonly store: Store
  readonly path: string
  readonly key: Uint8Array
  /** One committed transaction; throws where it fails. */
  write<T>(work: (tx: Tx) => T): T
  /** Closes the store and removes its folder. */
  dispose(): void
}

/** A real encrypted store in a folder of its own. */
export function makeTestStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'sealpost-store-'))
  const path = join(folder, 'store.db')
  const key = randomBytes(32)
  const store = valueOf(createStore({ path, key }))
  return {
    store,
    path,
    key,
    write: (work) => valueOf(store.transaction((tx) => ok(work(tx)))),
    dispose: () => {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A second connection to the file, without the store's settings: what someone with the key can do. */
export function openRaw({ path, key }: Pick<TestStore, 'path' | 'key'>): Database.Database {
  const database = new Database(path) as Database.Database & { key(key: Buffer): number }
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', 'legacy_page_size = 16384'])
    database.pragma(pragma)
  database.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`))
  return database
}

/** Any statement that gives no rows: for tampering that no repository does. */
export function runSql(tx: Tx, statement: string): void {
  tx[sql].run(statement)
}

/** Rows of any query. */
export function querySql(reader: Reader, query: string): Record<string, unknown>[] {
  return reader[sql].all(query)
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected a value, got ${result.error.code}`)
  return result.value
}

/** What no legal hold keeps; throws where one does. */
export function freed<T>(free: T | null): T {
  if (free === null) throw new Error('a legal hold keeps it')
  return free
}
