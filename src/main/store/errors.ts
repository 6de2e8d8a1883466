import Database from 'better-sqlite3'
import { fail, type Result } from '../../shared/result.ts'
import type { storeErrorCodes } from '../../shared/errors/store.ts'

export type StoreErrorCode = (typeof storeErrorCodes)[number]

/**
 * What a repository throws when SQLite or the disk fails. `Store.transaction` and `Store.attempt` turn it into a
 * `Result`; nothing else needs to catch it.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'StoreError'
    this.code = code
  }
}

/** The failure that an exception stands for, or null for a bug (which must not be swallowed). */
export function storeFailureOf(error: unknown): StoreErrorCode | null {
  if (error instanceof StoreError) return error.code
  if (error instanceof Database.SqliteError) return codeOfSqlite(error.code)
  return codeOfSystem(error)
}

/** Runs `work` and turns failures of SQLite and of the disk into a `Result`; bugs are thrown on. */
export function attempt<T>(work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    const code = storeFailureOf(error)
    if (code === null) throw error
    return fail(code)
  }
}

/** As `attempt`, for work that gives way meanwhile. */
export async function attemptLater<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const code = storeFailureOf(error)
    if (code === null) throw error
    return fail(code)
  }
}

/** Whether an exception stands for a failing disk or a damaged store, and not for a bug. */
export function isDiskFailure(error: unknown): boolean {
  return storeFailureOf(error) !== null
}

/** Extended SQLite result codes (https://sqlite.org/rescode.html) by what they mean to the person. */
function codeOfSqlite(code: string): StoreErrorCode | null {
  if (code === 'SQLITE_FULL') return 'store/disk-full'
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'store/damaged'
  // A page whose HMAC doesn't match surfaces as this family from the cipher layer.
  if (code === 'SQLITE_IOERR_DATA' || code === 'SQLITE_IOERR_CORRUPTFS') return 'store/damaged'
  if (/^SQLITE_(READONLY|PERM)/.test(code)) return 'store/read-only'
  if (/^SQLITE_(IOERR|CANTOPEN|BUSY|LOCKED|PROTOCOL|NOLFS)/.test(code)) return 'store/io'
  return null
}

/** Busy: a scanner on Windows holds the file. The last row is what drives on a network say. */
const driveCodes: ReadonlySet<string> = new Set([
  ...['EIO', 'ENXIO', 'ENODEV', 'EBUSY', 'ETXTBSY', 'EAGAIN', 'UNKNOWN'],
  ...['ENOENT', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EMFILE', 'ENFILE'],
  ...['ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOTCONN'],
])

function codeOfSystem(error: unknown): StoreErrorCode | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'store/disk-full'
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'store/read-only'
  return code !== undefined && driveCodes.has(code) ? 'store/io' : null
}
