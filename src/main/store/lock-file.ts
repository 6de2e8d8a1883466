import { randomBytes } from 'node:crypto'
import { accessSync, closeSync, constants, existsSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../../shared/result.ts'
import { attempt } from './errors.ts'

export type HeldLock = { release(): void }

/**
 * Takes a lock that the system drops when the process ends, however it ends: an empty SQLite file, locked
 * exclusively. Works the same on Linux, macOS and Windows, and between threads of one process.
 *
 * @returns `vault/in-use` when another program or thread holds it, `vault/no-locks` where the drive has no locks,
 *   `store/read-only`, `store/disk-full`, `store/io`
 */
export function takeLock(path: string): Result<HeldLock> {
  return attempt(() => {
    const held = lockExclusively(path)
    if (held !== null) return ok(held)
    return fail(hasLocks(path) ? 'vault/in-use' : 'vault/no-locks')
  })
}

/** @returns null where the lock isn't to be had */
function lockExclusively(path: string): HeldLock | null {
  // SQLite would be content to read a file that may not be written, and says less clearly why it can't make one. An
  // existing one isn't opened beside SQLite: closing it would drop the lock that this process may hold (fcntl(2)).
  if (existsSync(path)) accessSync(path, constants.W_OK)
  else closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && meansNoLock(error.code)) return null
    throw error
  }
  return {
    release: () => {
      if (database.open) database.close()
    },
  }
}

/** SQLite says the same of a lock that another holds and of a drive that knows none (ENOLCK). */
function meansNoLock(code: string): boolean {
  return code.startsWith('SQLITE_BUSY') || code === 'SQLITE_IOERR_LOCK' || code === 'SQLITE_IOERR_RDLOCK'
}

/** Whether a file that nobody else can know may be locked in this folder. */
function hasLocks(path: string): boolean {
  const probe = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const held = lockExclusively(probe)
    held?.release()
    return held !== null
  } finally {
    rmSync(probe, { force: true })
  }
}
