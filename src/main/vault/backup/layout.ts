import { join } from 'node:path'

/** Format of a backup, frozen in docs/backup.md. */
export const backupFormat = 'sealpost-backup'
export const backupVersion = 1

/** So much of the store's file is one block: what changed is found and stored by blocks. */
export const blockBytes = 256 * 1024
/** Blocks in a pack: 16 MB, so that few files are flushed and few are rewritten. */
export const packSlots = 64
export const tagBytes = 16
/** First bytes of every pack. */
export const packMagic = Buffer.from('sealpost-pack-1\n')

/** What HKDF is told that a key is for; the secret is the vault's sub-key `backup`. */
export const backupLabels = {
  pack: 'sealpost/backup/1/pack',
  version: 'sealpost/backup/1/version',
} as const

/** Where everything of a backup lies. */
export type BackupLayout = {
  readonly root: string
  readonly keyFile: string
  readonly packs: string
  readonly versions: string
}

/** Of each vault a folder of its own in the one that a person chose: two vaults on one drive don't meet. */
export function folderName(vaultId: string): string {
  return `sealpost-backup-${vaultId.slice(0, 8)}`
}

export const folderPattern = /^sealpost-backup-[0-9a-f]{8}$/

export function layoutOf(root: string): BackupLayout {
  return {
    root,
    keyFile: join(root, 'backup.json'),
    packs: join(root, 'packs'),
    versions: join(root, 'versions'),
  }
}

export function packPath({ packs }: BackupLayout, id: string): string {
  return join(packs, `${id}.pack`)
}

export function versionPath({ versions }: BackupLayout, number: number): string {
  return join(versions, versionFile(number))
}

export function versionFile(number: number): string {
  return `${String(number).padStart(6, '0')}.version`
}

/** The number in the name of a version's file, or null for another file. */
export function versionNumberOf(file: string): number | null {
  const number = Number(/^(\d{6,9})\.version$/.exec(file)?.[1] ?? 0)
  return number > 0 && versionFile(number) === file ? number : null
}

export function packIdOf(file: string): string | null {
  return /^([0-9a-f]{32})\.pack$/.exec(file)?.[1] ?? null
}
