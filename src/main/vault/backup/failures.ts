import type { backupErrorCodes } from '../../../shared/errors/backup.ts'
import { fail, type Failure, type Result } from '../../../shared/result.ts'
import { isDiskFailure, StoreError } from '../../store/index.ts'
import { VaultLockedError } from '../sub-keys.ts'

type BackupErrorCode = (typeof backupErrorCodes)[number]

/** Ends a piece of work on a backup with an expected failure; `attemptBackup` makes a `Result` of it. */
export class BackupFailure extends Error {
  readonly code: BackupErrorCode | 'store/disk-full' | 'store/io'
  readonly detail: Failure['detail']

  constructor(code: BackupFailure['code'], detail?: Failure['detail']) {
    super(code)
    this.name = 'BackupFailure'
    this.code = code
    this.detail = detail
  }
}

/** Runs `work` and turns what the backup's disk and the store say into a `Result`; bugs are thrown on. */
export async function attemptBackup<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BackupFailure) return fail(error.code, error.detail)
    if (error instanceof VaultLockedError) return fail('vault/locked')
    if (error instanceof StoreError) return fail(error.code)
    const code = codeOfSystem(error)
    if (code !== null) return fail(code)
    if (isDiskFailure(error)) return fail('store/io')
    throw error
  }
}

/** By what a person can do about it: a drive that was taken away answers in many ways. */
function codeOfSystem(error: unknown): BackupErrorCode | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'backup/disk-full'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'backup/not-writable'
  return /^(ENOENT|ENOTDIR|ENXIO|ENODEV|EIO|ESTALE|ENOTCONN|EHOSTDOWN|EBADF|ETIMEDOUT)$/.test(code)
    ? 'backup/folder-missing'
    : null
}
