import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../shared/result.ts'

/**
 * Writes a file of any size piece by piece: readable by its owner only, whole or not at all, and in the place of a link
 * that someone left there, never through it. The file of a signal that aborts goes.
 * Errors: `file/unwritable`, `store/disk-full`.
 * @returns false: `signal` has aborted
 */
export async function writeInPieces(
  filePath: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const partPath = `${filePath}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(partPath, 'wx', 0o600)
    try {
      for await (const piece of pieces) {
        if (signal.aborted) break
        await file.writeFile(piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    if (signal.aborted) {
      await rm(partPath, { force: true })
      return ok(false)
    }
    await rename(partPath, filePath)
    return ok(true)
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => undefined)
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    return fail(isFull ? 'store/disk-full' : 'file/unwritable', { name: path.basename(filePath) })
  }
}
