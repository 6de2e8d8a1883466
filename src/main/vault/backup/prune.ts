import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, namesIn } from './disk.ts'
import { readVersion, versionNumbers, type OpenBackup } from './folder.ts'
import { packIdOf, packPath, versionPath } from './layout.ts'

type Removal = {
  /** Numbers of the versions that stay. */
  readonly keep: ReadonlySet<number>
  /** Numbers of those that could be read before. */
  readonly read: ReadonlySet<number>
  /** Whether none may go any more. */
  readonly keepsAll: () => boolean
}

/**
 * Takes away the versions that aren't kept, and then the packs that no version names. Versions go before their packs, so
 * an interruption leaves packs that nobody needs, never a version that lacks one. Where there is a version that can't
 * be read nothing is taken away: what it needs is not known.
 */
export async function removeOld(backup: OpenBackup, { keep, read, keepsAll }: Removal): Promise<void> {
  const { layout } = backup
  const numbers = await versionNumbers(layout)
  const named = await packsNamed(backup, keep)
  if (named === null || !numbers.every((number) => keep.has(number) || read.has(number))) return
  for (const number of numbers) {
    if (keep.has(number)) continue
    // Its packs must stay with it; those of a version that went before it go with the next removal.
    if (keepsAll()) return
    await rm(versionPath(layout, number), { force: true })
  }
  await flushFolder(layout.versions)
  for (const file of await namesIn(layout.packs)) {
    const id = packIdOf(file)
    if (id !== null && !named.has(id)) await rm(packPath(layout, id), { force: true })
  }
}

/** What an interrupted backup left unfinished. */
export async function removeParts({ layout }: OpenBackup): Promise<void> {
  for (const folder of [layout.root, layout.packs, layout.versions]) {
    for (const file of await namesIn(folder)) {
      if (file.endsWith('.part')) await rm(join(folder, file), { force: true })
    }
  }
}

/** Ids of the packs that these versions name; null where one of them can't be read. */
async function packsNamed(backup: OpenBackup, numbers: ReadonlySet<number>): Promise<Set<string> | null> {
  const named = new Set<string>()
  for (const number of numbers) {
    const found = await readVersion(backup, number)
    if (found?.manifest == null) return null
    for (const { id } of found.manifest.packs) named.add(id)
  }
  return named
}
