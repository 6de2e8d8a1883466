import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { makeBackup, sourceOf, type MadeBackup } from '../../src/main/vault/backup/index.ts'
import {
  createVault,
  type Keychain,
  type LockedVault,
  type UnlockedVault,
} from '../../src/main/vault/index.ts'
import { writeBlob } from '../../src/main/store/blobs.ts'
import { readSetting, saveSetting } from '../../src/main/store/index.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { proofOf } from './paper.ts'
import { valueOf } from './store.ts'
import { goodPassphrase, tempFolder, testVaultDeps, type TestVaultDeps } from './vault.ts'

type BackUpOptions = {
  readonly signal?: AbortSignal
  readonly now?: Date
  readonly changedPacks?: readonly string[]
  readonly keepsAll?: () => boolean
  readonly onProgress?: (done: number) => void
}

export type BackedUpVault = {
  readonly temp: string
  readonly folder: string
  /** The folder that the backup goes to. */
  readonly place: string
  readonly deps: TestVaultDeps
  readonly locked: LockedVault
  readonly unlocked: UnlockedVault
  /** Sixteen words and the check code. */
  readonly kit: string
  /** Stores so many bytes and a setting of that name. */
  write(name: string, bytes: number): void
  backUp(options?: BackUpOptions): Promise<Result<MadeBackup>>
  dispose(): void
}

/** A vault with a recovery kit, in a folder of its own, and a place for its backup. */
export async function makeBackedUpVault({
  keychain,
}: { readonly keychain?: Keychain } = {}): Promise<BackedUpVault> {
  const temp = tempFolder('sealpost-backup-')
  const deps = testVaultDeps()
  const folder = join(temp.path, 'vault')
  const { locked, unlocked } = valueOf(
    await createVault({ folder, passphrase: goodPassphrase }, { ...deps, ...(keychain && { keychain }) }),
  )
  const { words, checkCode } = unlocked.makeRecoveryKit()
  valueOf(unlocked.confirmRecoveryKit(proofOf({ words, checkCode })))
  const place = tempFolder('drive-', temp.path).path
  return {
    temp: temp.path,
    folder,
    place,
    deps,
    locked,
    unlocked,
    kit: `${words.join(' ')} ${checkCode}`,
    write: (name, bytes) => {
      valueOf(
        unlocked.store.transaction((tx) => {
          saveSetting(tx, name, bytes, 1)
          writeBlob(tx, randomBytes(bytes))
          return ok(undefined)
        }),
      )
    },
    backUp: (options = {}) => backUp(unlocked, place, options),
    dispose: () => {
      unlocked.lock()
      locked.close()
      temp.remove()
    },
  }
}

/** One version, without anything that the engine adds. */
export function backUp(
  vault: UnlockedVault,
  place: string,
  { signal, now, changedPacks, keepsAll, onProgress }: BackUpOptions = {},
): Promise<Result<MadeBackup>> {
  const source = sourceOf(vault, () => null)
  if (source === null) throw new Error('the vault has a kit')
  return makeBackup(source, {
    place,
    program: 'test',
    changedPacks: changedPacks ?? [],
    keepsAll: keepsAll ?? (() => false),
    now: () => now ?? new Date('2026-11-21T12:00:00Z'),
    signal: signal ?? new AbortController().signal,
    onProgress: onProgress ?? (() => undefined),
    onBegin: () => ok(undefined),
    onMade: () => ok(undefined),
  })
}

export function settingsOf(vault: Pick<UnlockedVault, 'store'>, names: readonly string[]): unknown[] {
  return names.map((name) => readSetting(vault.store, name))
}

export const quietly = { signal: new AbortController().signal, onProgress: () => undefined }
