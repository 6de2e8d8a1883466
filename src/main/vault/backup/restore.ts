import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { openStore, type Store } from '../../store/index.ts'
import type { VaultDeps } from '../context.ts'
import { createVault, type CreatedVault, type NewVault } from '../create.ts'
import { recoverIdentity, type RecoveredIdentity } from '../recovered-identity.ts'
import { parseRecoveryKit, type RecoveryKit } from '../recovery-kit.ts'
import { openStoreKey } from '../wraps.ts'
import { parseBlocks } from './block-table.ts'
import { attemptBackup, BackupFailure } from './failures.ts'
import {
  findBackups,
  listVersions,
  readVersion,
  versionNumbers,
  type BackupVersion,
  type OpenBackup,
} from './folder.ts'
import type { KeyFile } from './key-file.ts'
import { blockBytes, packPath, versionFile, type BackupLayout } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { PackReader } from './pack.ts'
import { basename } from 'node:path'

/** A backup that its recovery kit opened. `identity` holds keys: wipe it. */
export type RecoveredBackup = {
  readonly backup: OpenBackup
  readonly identity: RecoveredIdentity
  /** Newest first. */
  readonly versions: readonly BackupVersion[]
}

export type RestoreRun = {
  readonly signal: AbortSignal
  /** In bytes of the store. */
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Opens the backup that lies in a folder with the sixteen words and the check code alone.
 *
 * @param kit as typed
 * @returns `backup/none-found`, `backup/newer`, `backup/damaged`, `vault/recovery-kit-mistyped`,
 *   `vault/wrong-recovery-kit`, `backup/folder-missing`, `backup/not-writable`
 */
export function openBackupWithKit(place: string, kit: string): Promise<Result<RecoveredBackup>> {
  const parsed = parseRecoveryKit(kit)
  return parsed.ok ? openBackupOf(place, parsed.value) : Promise.resolve(parsed)
}

/** As `openBackupWithKit`, with a kit that was read already. */
export function openBackupOf(place: string, kit: RecoveryKit): Promise<Result<RecoveredBackup>> {
  return attemptBackup(async () => {
    const failures: Failure[] = []
    for (const { layout, keyFile } of await findBackups(place)) {
      const opened = keyFile.ok ? await openWithKit(layout, keyFile.value, kit) : keyFile
      if (opened.ok) return opened
      failures.push(opened.error)
    }
    // Of one that can't be read it isn't known whether the kit is the right one.
    const { code, detail } = failures.find((failure) => failure.code !== 'vault/wrong-recovery-kit') ??
      failures[0] ?? { code: 'backup/none-found' }
    return fail(code, detail)
  })
}

async function openWithKit(
  layout: BackupLayout,
  { vaultId, recoveryKit }: KeyFile,
  kit: RecoveryKit,
): Promise<Result<RecoveredBackup>> {
  const recovered = recoverIdentity(vaultId, recoveryKit, kit)
  if (!recovered.ok) return recovered
  const identity = recovered.value
  const backup = { layout, vaultId, key: () => identity.subKey('backup') }
  const versions = await listVersions(backup)
  if (versions.length > 0) return ok({ backup, identity, versions })
  identity.wipe()
  const last = (await versionNumbers(layout)).at(-1)
  return last === undefined ? fail('backup/none-found') : fail('backup/damaged', { file: versionFile(last) })
}

/**
 * Makes the vault anew from one version of its backup: the same vault to its kit and its keys, with a new passphrase
 * and this computer's device secret. It is built beside its place and moved there as a whole.
 *
 * @param vault as for `createVault`; `prepare` writes the audit events before the vault exists for anyone
 * @returns what `createVault` gives, `backup/damaged` (detail: the file, the version), `backup/stopped`,
 *   `store/damaged`, `store/schema-newer`; the backup is never changed
 */
export function restoreVault(
  { backup, identity }: Pick<RecoveredBackup, 'backup' | 'identity'>,
  number: number,
  vault: Omit<NewVault, 'identity' | 'store'>,
  run: RestoreRun,
  deps: VaultDeps,
): Promise<Result<CreatedVault>> {
  return attemptBackup(async () => {
    const version = await requireVersion(backup, number)
    const key = storeKeyOf(identity, version)
    if (key === null) return fail('backup/damaged', { file: versionFile(number), version: number })
    try {
      const write = (path: string) => attemptBackup(() => writeStoreFile(backup, version, path, run))
      return await createVault({ ...vault, identity, store: { key, write } }, deps)
    } finally {
      key.fill(0)
    }
  })
}

/** A version's store, open to be looked at, and what the version says of it. */
export type RestoredStore = { readonly store: Store; readonly version: Manifest }

/**
 * Writes one version's store to a file and opens it, to see that it is whole. The caller closes it and takes the file
 * away.
 *
 * @param path of a file that doesn't exist
 * @returns as `restoreVault`, without the vault
 */
export function restoreScratch(
  { backup, identity }: Pick<RecoveredBackup, 'backup' | 'identity'>,
  number: number,
  path: string,
  run: RestoreRun,
): Promise<Result<RestoredStore>> {
  return attemptBackup(async () => {
    const version = await requireVersion(backup, number)
    const key = storeKeyOf(identity, version)
    if (key === null) return fail('backup/damaged', { file: versionFile(number), version: number })
    try {
      const written = await writeStoreFile(backup, version, path, run)
      if (!written.ok) return written
      const store = openStore({ path, key })
      return store.ok ? ok({ store: store.value, version }) : store
    } finally {
      key.fill(0)
    }
  })
}

async function requireVersion(backup: OpenBackup, number: number): Promise<Manifest> {
  const found = await readVersion(backup, number)
  if (found?.manifest == null) throw damaged(versionFile(number), number)
  return found.manifest
}

function storeKeyOf(identity: RecoveredIdentity, { storeKey }: Manifest): Buffer | null {
  const vaultKey = identity.copyVaultKey()
  const key = openStoreKey(vaultKey, { vaultId: identity.vaultId, storeKeys: [storeKey] })
  vaultKey.fill(0)
  return key
}

/** Puts the store's file together, each block checked before it is written; on disk when it answers. */
async function writeStoreFile(
  backup: OpenBackup,
  { number, packs, blocks, store }: Manifest,
  path: string,
  { signal, onProgress }: RestoreRun,
): Promise<Result<void>> {
  const places = parseBlocks(blocks) ?? []
  const file = await open(path, 'wx', 0o600)
  let reader: PackReader | null = null
  try {
    for (const [index, { hash, pack, slot }] of places.entries()) {
      if (signal.aborted) throw new BackupFailure('backup/stopped')
      const { id } = packs[pack] ?? { id: '' }
      if (reader?.id !== id) {
        await reader?.close()
        reader = await PackReader.open(backup.layout, id, backup.key())
      }
      const block = (await reader?.read(slot)) ?? null
      if (block === null || createHash('sha256').update(block).digest('hex') !== hash) {
        throw damaged(basename(packPath(backup.layout, id)), number)
      }
      await writeTo(file, block)
      onProgress(Math.min((index + 1) * blockBytes, store.sizeBytes), store.sizeBytes)
    }
    if ((await file.stat()).size !== store.sizeBytes) throw damaged(versionFile(number), number)
    await file.sync()
    return ok(undefined)
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await reader?.close()
    await file.close()
  }
}

/** What this computer's own disk says isn't the backup's fault. */
async function writeTo(file: Awaited<ReturnType<typeof open>>, block: Uint8Array): Promise<void> {
  try {
    await file.writeFile(block)
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw new BackupFailure(isFull ? 'store/disk-full' : 'store/io')
  }
}

function damaged(file: string, version: number): BackupFailure {
  return new BackupFailure('backup/damaged', { file, version })
}
