import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Result } from '../../../shared/result.ts'
import { namesIn, readIfThere } from './disk.ts'
import { readKeyFile, type KeyFile } from './key-file.ts'
import {
  folderName,
  folderPattern,
  layoutOf,
  versionNumberOf,
  versionPath,
  type BackupLayout,
} from './layout.ts'
import { openManifest, type Manifest } from './manifest.ts'

/** Manifests of stores up to a terabyte fit. */
const mostManifestBytes = 512 * 1024 * 1024

/**
 * A backup, and the key that opens it: the sub-key `backup` of the vault. It is asked for at each use, because a lock
 * wipes it; then it throws VaultLockedError.
 */
export type OpenBackup = {
  readonly layout: BackupLayout
  readonly vaultId: string
  readonly key: () => Uint8Array
}

/** One file of a version. */
export type FoundVersion = {
  readonly number: number
  /** SHA-256 of the file. */
  readonly sha256: string
  readonly sizeBytes: number
  /** Null: the file isn't what was written under this number for this vault. */
  readonly manifest: Manifest | null
}

/** A version as a person chooses it. */
export type BackupVersion = {
  readonly number: number
  readonly madeAt: string
  readonly storeBytes: number
  readonly addedBytes: number
  readonly counts: Manifest['store']['counts']
  /** Newest record of the activity log in it. */
  readonly auditHead: Manifest['auditHead']
  /** Of the version's file. */
  readonly sha256: string
}

/** Where the backup of this vault lies in the folder that a person chose; that may be the backup's folder itself. */
export function layoutIn(place: string, vaultId: string): BackupLayout {
  const name = folderName(vaultId)
  return layoutOf(basename(place) === name ? place : join(place, name))
}

/**
 * The backups that lie in a folder, in itself or one below it: several vaults may share a drive. The one that was written
 * last comes first; a key file may be `backup/newer` or `backup/damaged`.
 */
export async function findBackups(
  place: string,
): Promise<{ readonly layout: BackupLayout; readonly keyFile: Result<KeyFile> }[]> {
  const below = (await namesIn(place)).filter((name) => folderPattern.test(name))
  const roots = [place, ...below.map((name) => join(place, name))]
  const found = await Promise.all(
    roots.map(async (root) => {
      const layout = layoutOf(root)
      return { layout, keyFile: await readKeyFile(layout), at: await newestAt(layout) }
    }),
  )
  return found
    .filter(({ keyFile }) => keyFile.ok || keyFile.error.code !== 'backup/none-found')
    .toSorted((a, b) => b.at - a.at)
}

/** When a version was last put there, by the drive's word. */
async function newestAt({ versions }: BackupLayout): Promise<number> {
  return stat(versions).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

/** Numbers of the versions whose files are there, oldest first. */
export async function versionNumbers({ versions }: BackupLayout): Promise<number[]> {
  const numbers = (await namesIn(versions)).map(versionNumberOf)
  return numbers.filter((number) => number !== null).toSorted((a, b) => a - b)
}

/** Reads one version's file; null where it has gone. */
export async function readVersion(backup: OpenBackup, number: number): Promise<FoundVersion | null> {
  const sealed = await readIfThere(versionPath(backup.layout, number), mostManifestBytes)
  if (sealed === null) return null
  return {
    number,
    sha256: createHash('sha256').update(sealed).digest('hex'),
    sizeBytes: sealed.byteLength,
    manifest: openManifest(sealed, number, backup.key(), backup.vaultId),
  }
}

/** Newest first. Those that can't be read are left out: `verifyBackup` names them. */
export async function listVersions(backup: OpenBackup): Promise<BackupVersion[]> {
  const versions: BackupVersion[] = []
  for (const number of (await versionNumbers(backup.layout)).toReversed()) {
    const found = await readVersion(backup, number)
    if (found?.manifest != null) versions.push(presentVersion(found.manifest, found.sha256))
  }
  return versions
}

/** @param sha256 of the version's file */
export function presentVersion(manifest: Manifest, sha256: string): BackupVersion {
  const { number, madeAt, store, addedBytes, auditHead } = manifest
  const { sizeBytes: storeBytes, counts } = store
  return { number, madeAt, storeBytes, addedBytes, counts, auditHead, sha256 }
}
