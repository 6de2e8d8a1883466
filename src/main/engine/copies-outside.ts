import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'

/** Under the profile: copies for other programs until the next lock, and the stores of a trial restore. */
const kinds = ['opened', 'drill'] as const

/**
 * Where a vault's lie: apart from those of others on this computer, since a session that ends clears late what it left,
 * when another may have begun.
 */
export function copiesFolder(userDataDir: string, kind: (typeof kinds)[number], vaultId: string): string {
  return path.join(userDataDir, kind, vaultId)
}

/**
 * What a session that ended couldn't clear, because a program held it open, goes when another's begins: on a shared computer
 * the one it belongs to may not come back for weeks, and one that was erased never does.
 */
export async function removeCopiesOfOthers(userDataDir: string, vaultId: string): Promise<void> {
  for (const kind of kinds) {
    const folder = path.join(userDataDir, kind)
    for (const name of await readdir(folder).catch(() => [])) {
      if (name !== vaultId)
        await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

/** What a killed program left, of all vaults. A program may hold one open; the next lock or start tries again. */
export async function removeAllCopies(userDataDir: string): Promise<void> {
  await Promise.all(
    kinds.map((kind) =>
      rm(path.join(userDataDir, kind), { recursive: true, force: true }).catch(() => undefined),
    ),
  )
}
