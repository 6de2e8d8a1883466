import { closeSync, existsSync, openSync, readSync, rmSync, truncateSync } from 'node:fs'
import { ok } from '../../shared/result.ts'
import { attempt } from './errors.ts'
import { pageSizeBytes } from './limits.ts'
import { PageCipher, saltBytes } from './page-cipher.ts'

/** Where a store is made under its next key: beside the file that it then takes the place of. */
export function rekeyedPathOf(path: string): string {
  return `${path}.next`
}

export function removeRekeyed(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${rekeyedPathOf(path)}${suffix}`, { force: true })
}

/**
 * Gives back the room of a copy that was never finished. An empty file stays, to tell of it, until `removeRekeyed`.
 *
 * @returns whether there was one
 */
export function emptyRekeyed(path: string): boolean {
  const copy = rekeyedPathOf(path)
  const emptied = attempt(() => {
    if (!existsSync(copy)) return ok(false)
    truncateSync(copy)
    for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true })
    return ok(true)
  })
  return !emptied.ok || emptied.value
}

/** Whether the file at this place was written under this key; false also where it can't be read. */
export function isStoreUnder(path: string, key: Uint8Array): boolean {
  const read = attempt(() => {
    const page = Buffer.alloc(pageSizeBytes)
    const file = openSync(path, 'r')
    try {
      if (readSync(file, page, 0, pageSizeBytes, 0) < pageSizeBytes) return ok(false)
    } finally {
      closeSync(file)
    }
    const cipher = new PageCipher(key, page.subarray(0, saltBytes))
    const isUnder = cipher.isOwn(page, 1)
    cipher.wipe()
    return ok(isUnder)
  })
  return read.ok && read.value
}
