import { lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { NotScannedReason } from '../../main/phi/index.ts'

/** A file to scan, or the reason why it can't be. `path` is as the person named it, or below that. */
export type FoundFile = { readonly path: string; readonly reason?: NotScannedReason }

/** Deeper folders are a loop of mounts, or made to be one. */
const DEEPEST_FOLDER = 100

/** @returns whether a path that the person named exists */
export async function exists(named: string): Promise<boolean> {
  return stat(named).then(
    () => true,
    () => false,
  )
}

/**
 * Every file of a folder and of the folders in it, in the order of their names; for a file itself alone. A link that
 * the person named is followed; one inside a folder isn't, and is listed with its reason.
 */
export async function* findFiles(named: string): AsyncGenerator<FoundFile> {
  const target = await stat(named).catch(() => undefined)
  if (target?.isDirectory() === true) yield* filesIn(named, 0)
  else yield { path: named }
}

async function* filesIn(folder: string, depth: number): AsyncGenerator<FoundFile> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined || depth > DEEPEST_FOLDER) {
    yield { path: folder, reason: names === undefined ? 'unreadable' : 'too-deep' }
    return
  }
  for (const name of names.sort()) {
    const inside = path.join(folder, name)
    const kind = await lstat(inside).catch(() => undefined)
    if (kind === undefined) yield { path: inside, reason: 'unreadable' }
    else if (kind.isDirectory()) yield* filesIn(inside, depth + 1)
    else if (kind.isFile()) yield { path: inside }
    else yield { path: inside, reason: 'no-file' }
  }
}
