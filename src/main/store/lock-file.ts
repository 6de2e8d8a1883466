import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../../shared/result.ts'
import { attempt } from './errors.ts'

export type HeldLock = { release(): void }

/**
 * Takes a lock that the system drops when the process ends, however it ends: an empty SQLite file, locked
 * exclusively. Works the same on Linux, macOS and Windows, and between threads of one process.
 *
 * @returns `vault/in-use` when another program or thread holds it
 */
export function takeLock(path: string): Result<HeldLock> {
  return attempt(() => {
    const database = new Database(path, { timeout: 0 })
    try {
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
        return fail('vault/in-use')
      throw error
    }
    return ok({
      release: () => {
        if (database.open) database.close()
      },
    })
  })
}
