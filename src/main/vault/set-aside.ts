import { existsSync, readdirSync, renameSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, syncFolder, takeLock } from '../store/index.ts'
import { lockPath, readHeader, vaultFiles } from './context.ts'

/** Whether the file that leads to the keys is missing, cut or changed: nothing opens this vault as it is. */
export function isHeaderDamaged(folder: string): boolean {
  const header = readHeader(vaultFiles(folder))
  return !header.ok && header.error.code === 'vault/header-damaged'
}

/**
 * Gives a vault's folder another name, with everything in it as it is, so that a new one can be made in its place. Nothing
 * is written and nothing removed: somebody may be able to repair it. Its device secret stays in the keychain.
 *
 * @returns `vault/absent`, `vault/in-use`, `vault/no-locks`, `store/io`; the folder is where it was then
 */
export function setVaultAside(folder: string, now: Date): Result<void> {
  if (!existsSync(folder)) return fail('vault/absent')
  const heldLock = attemptOnDisk(() => takeLock(lockPath(folder)))
  if (!heldLock.ok) return heldLock
  try {
    return attemptOnDisk(() => {
      renameSync(folder, `${folder}${mark}${now.toISOString().replaceAll(/[-:]/g, '')}`)
      syncFolder(dirname(folder))
      return ok(undefined)
    })
  } finally {
    heldLock.value.release()
  }
}

/** When vaults of this place were set aside that still lie beside it, the earliest first. */
export function vaultsSetAside(folder: string): Date[] {
  const names = attemptOnDisk(() => ok(readdirSync(dirname(folder)).toSorted()))
  return (names.ok ? names.value : []).flatMap((name) => {
    const [, year, month, day, hours, minutes, seconds] =
      asideName.exec(name.replace(basename(folder), '')) ?? []
    return seconds === undefined ? [] : [new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)]
  })
}

const mark = '.aside-'
const asideName = /^\.aside-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2}\.\d{3})Z$/
