import type Database from 'better-sqlite3'
import { StoreError } from '../errors.ts'
import { initial } from './0001-initial/index.ts'
import type { Migration } from './migration.ts'

/** In order; the position is the schema version. Forward only: a published one is never edited. */
const migrations: readonly Migration[] = [initial]

export const schemaVersion = migrations.length

/**
 * Brings the schema to `schemaVersion`, one transaction per step.
 *
 * @throws StoreError `store/schema-newer` when a newer program wrote the store; nothing is changed then
 */
export function migrate(database: Database.Database): void {
  const current = readSchemaVersion(database)
  if (current > schemaVersion) throw new StoreError('store/schema-newer')
  migrations.slice(current).forEach((migration, index) => {
    const version = current + index + 1
    database.transaction(() => {
      migration(database)
      database.pragma(`user_version = ${version}`)
    })()
  })
}

export function readSchemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}
