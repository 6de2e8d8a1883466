import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
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

/** `received`: a stranger made it, and the system is told so. */
export type FileOrigin = 'own' | 'received'

/**
 * Writes a file that the person saves out of Sealpost's protection: readable by its owner only, whole or not at all,
 * and in the place of a link that someone left there, never through it.
 * Errors: `file/unwritable`, `store/disk-full`; what was there before is then still there.
 */
export async function writeSavedFile(
  filePath: string,
  bytes: Uint8Array,
  origin: FileOrigin = 'own',
  platform: NodeJS.Platform = process.platform,
): Promise<Result<void>> {
  const partPath = `${filePath}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(partPath, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (origin === 'received' && platform === 'win32') {
      await markAsReceived(partPath)
    }
    await rename(partPath, filePath)
    return ok(undefined)
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => undefined)
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    return fail(isFull ? 'store/disk-full' : 'file/unwritable', { name: path.basename(filePath) })
  }
}

/**
 * The mark of the web: Windows asks before it runs such a file, and Office opens it read-only. macOS marks what the
 * app writes by itself (LSFileQuarantineEnabled in electron-builder.config.ts).
 */
async function markAsReceived(filePath: string): Promise<void> {
  // A disk that isn't NTFS has no place for the mark.
  await writeFile(`${filePath}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n').catch(() => undefined)
}
