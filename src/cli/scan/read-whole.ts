import { open, type FileHandle } from 'node:fs/promises'
import type { NotScannedReason } from '../../main/phi/index.ts'

export type WholeFile = {
  /** Empty where nothing could be read. */
  readonly bytes: Uint8Array
  /** Set where these bytes aren't the file. */
  readonly reason?: NotScannedReason
}

const NOTHING = new Uint8Array()
const CHUNK = 1_048_576

/**
 * Reads a file of at most `largest` bytes and looks whether it stayed the same meanwhile. Never rejects.
 * @param readAll how the open file is read; a test's own changes the file in between
 */
export async function readWhole(path: string, largest: number, readAll = readUpTo): Promise<WholeFile> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const before = await file.stat()
    if (before.isDirectory()) return { bytes: NOTHING, reason: 'no-file' }
    if (before.size > largest) return { bytes: NOTHING, reason: 'too-large' }
    const bytes = await readAll(file, largest)
    const after = await file.stat()
    if (bytes.length > largest) return { bytes: NOTHING, reason: 'too-large' }
    // A pipe has neither size nor time that could tell.
    const isSame =
      !before.isFile() ||
      (before.size === after.size && before.mtimeMs === after.mtimeMs && bytes.length === after.size)
    return isSame ? { bytes } : { bytes, reason: 'changed' }
  } catch {
    return { bytes: NOTHING, reason: 'unreadable' }
  } finally {
    await file?.close().catch(() => undefined)
  }
}

/** Reads to the end, or a little beyond `largest`: a file that grows all the time has no end. */
export async function readUpTo(file: FileHandle, largest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length <= largest) {
    const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(CHUNK) })
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    length += bytesRead
  }
  return Buffer.concat(chunks)
}
