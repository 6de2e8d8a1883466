import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { makeStore } from '../../src/main/store/connection.ts'
import { createStore, openStore, type Store } from '../../src/main/store/index.ts'
import { pageSizeBytes } from '../../src/main/store/limits.ts'
import { migrate } from '../../src/main/store/migrations/index.ts'
import { setPragmas } from '../../src/main/store/settings.ts'
import { valueOf } from '../../test/support/store.ts'

/** One of the two stores that are compared; it can be closed and opened anew, with nothing in memory. */
export type ComparedStore = {
  readonly open: () => Store
}

/** The product's own store. */
export function encryptedStore(folder: string): ComparedStore {
  const location = { path: join(folder, 'encrypted.db'), key: randomBytes(32) }
  valueOf(createStore(location)).close()
  return { open: () => valueOf(openStore(location)) }
}

/** The same schema, page size and settings, without the cipher. */
export function plainStore(folder: string): ComparedStore {
  const path = join(folder, 'plain.db')
  return {
    open: () => {
      const database = new Database(path)
      database.pragma(`page_size = ${pageSizeBytes}`)
      setPragmas(database)
      migrate(database)
      return makeStore(database, path, {
        reader: () => new Database(path, { readonly: true }),
        writer: () => new Database(path),
      })
    },
  }
}
