import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BackupFailure } from './failures.ts'

/** Names in a folder, sorted; empty where it isn't there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

/** The whole file; null where there is none. @throws BackupFailure `backup/damaged` when it is larger than it may be */
export async function readIfThere(path: string, mostBytes: number): Promise<Buffer | null> {
  const handle = await openIfThere(path)
  if (handle === null) return null
  try {
    if ((await handle.stat()).size > mostBytes) throw new BackupFailure('backup/damaged')
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** For reading; null where there is none. */
export async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** Puts a whole file in its place: after a crash the old one or the new one lies there, complete. */
export async function placeFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`
  await rm(part, { force: true })
  const handle = await open(part, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, path)
  await flushFolder(dirname(path))
}

/** Makes a rename durable, where the system and the drive's file system can: neither Windows nor some network drives. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!hasCode(error, 'EINVAL') && !hasCode(error, 'ENOTSUP')) throw error
  } finally {
    await handle.close()
  }
}

function isAbsent(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
