import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { proofOf } from './paper.ts'
import { valueOf } from './store.ts'
import { goodPassphrase, tempFolder, testVaultDeps, type TestVaultDeps } from './vault.ts'
import { ok } from '../../src/shared/result.ts'
import { readSetting, saveSetting, type Store } from '../../src/main/store/index.ts'
import { createVault, type LockedVault, type UnlockedVault } from '../../src/main/vault/index.ts'

export type Vaults = {
  /** Where the vault of this test lies; not made yet. */
  readonly folder: string
  readonly deps: TestVaultDeps
  readonly make: (passphrase?: string) => Promise<{ locked: LockedVault; unlocked: UnlockedVault }>
  readonly unlock: (locked: LockedVault, passphrase?: string) => Promise<UnlockedVault>
  /** Runs at the end of the test. */
  readonly closeLater: (close: () => void) => void
}

/** A folder of its own for each test of the file that calls it; what was opened is closed at its end. */
export function useVaults(): Vaults {
  let temp: ReturnType<typeof tempFolder>
  let folder: string
  let deps: TestVaultDeps
  const toClose: (() => void)[] = []

  beforeEach(() => {
    temp = tempFolder()
    folder = join(temp.path, 'practice', 'vault')
    deps = testVaultDeps()
  })
  afterEach(() => {
    for (const close of toClose.splice(0)) close()
    temp.remove()
  })

  return {
    get folder() {
      return folder
    },
    get deps() {
      return deps
    },
    closeLater: (close) => toClose.push(close),
    make: async (passphrase = goodPassphrase) => {
      const created = valueOf(await createVault({ folder, passphrase }, deps))
      toClose.push(() => {
        created.unlocked.lock()
        created.locked.close()
      })
      return created
    },
    unlock: async (locked, passphrase = goodPassphrase) => {
      const unlocked = valueOf(await locked.unlock(passphrase))
      toClose.push(() => {
        unlocked.lock()
      })
      return unlocked
    },
  }
}

/** Makes a recovery kit, as one that was written down; its words and its check code. */
export function makeKit(unlocked: UnlockedVault): string {
  const kit = unlocked.makeRecoveryKit()
  const confirmed = unlocked.confirmRecoveryKit(proofOf(kit))
  expect(confirmed).toEqual(ok(undefined))
  return `${kit.words.join(' ')} ${kit.checkCode}`
}

export const note = (unlocked: UnlockedVault, text: string) => valueOf(saveNote(unlocked.store, text))
export function saveNote(store: Store, text: string) {
  return store.transaction((tx) => {
    saveSetting(tx, 'note', text, 1)
    return ok(undefined)
  })
}
export const noteOf = (unlocked: UnlockedVault) => readSetting(unlocked.store, 'note')
