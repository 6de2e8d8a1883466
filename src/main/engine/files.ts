import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileHandle } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

/** A picked file may be used for this long; then it must be picked again. */
const handleLifetimeMs = 60 * 60 * 1000
const largestFileBytes = 100 * 1024 * 1024

export interface PickedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Files that a person picked or dropped, known to the window by handle only: it never sees a path, and can name no
 * file that the person didn't choose.
 */
export interface FileDesk {
  register(paths: readonly string[]): Promise<{ handle: FileHandle; name: string; sizeBytes: number }[]>
  /** Reads a registered file. Errors: `file/handle-expired`, `file/unreadable`, `file/too-large`. */
  read(handle: FileHandle): Promise<Result<PickedFile>>
  /** Reads a file by a path from the system's dialog. */
  readPath(filePath: string): Promise<Result<PickedFile>>
  forget(): void
}

export function createFileDesk(clock: () => Date): FileDesk {
  const paths = new Map<string, { path: string; until: number }>()

  async function readPath(filePath: string): Promise<Result<PickedFile>> {
    try {
      const { size } = await stat(filePath)
      if (size > largestFileBytes) {
        return fail('file/too-large', { sizeBytes: size, limitBytes: largestFileBytes })
      }
      return ok({ name: path.basename(filePath), bytes: new Uint8Array(await readFile(filePath)) })
    } catch {
      return fail('file/unreadable', { name: path.basename(filePath) })
    }
  }

  return {
    register: async (filePaths) => {
      const registered = []
      for (const filePath of filePaths) {
        const info = await stat(filePath).catch(() => null)
        if (info?.isFile() === true) {
          const handle = randomBytes(18).toString('base64url') as FileHandle
          paths.set(handle, { path: filePath, until: clock().getTime() + handleLifetimeMs })
          registered.push({ handle, name: path.basename(filePath), sizeBytes: info.size })
        }
      }
      return registered
    },
    read: async (handle) => {
      const entry = paths.get(handle)
      if (entry === undefined || entry.until < clock().getTime()) {
        return fail('file/handle-expired')
      }
      return readPath(entry.path)
    },
    readPath,
    forget: () => {
      paths.clear()
    },
  }
}

/**
 * Writes a file that the person saves out of Sealpost's protection: readable by its owner only, and never through a
 * link that someone left at the place.
 * Errors: `file/unwritable`, `store/disk-full`.
 */
export async function writeSavedFile(filePath: string, bytes: Uint8Array): Promise<Result<void>> {
  try {
    // Windows has no O_NOFOLLOW: undefined there, and counted as 0.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW
    const file = await open(filePath, flags, 0o600)
    try {
      await file.chmod(0o600)
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    return ok(undefined)
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    return fail(isFull ? 'store/disk-full' : 'file/unwritable', { name: path.basename(filePath) })
  }
}
