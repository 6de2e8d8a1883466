import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import {
  backupOf,
  openBackupWithKit,
  restoreVault,
  verifyBackup,
  type VerifiedBackup,
} from '../../src/main/vault/backup/index.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { makeBackedUpVault, quietly, type BackedUpVault } from './backup.ts'
import { valueOf } from './store.ts'
import { otherPassphrase, testVaultDeps } from './vault.ts'

/** Noon of a day of October. */
export const day = (number: number) => new Date(Date.UTC(2026, 9, number, 12))

export type BackedUp = {
  readonly vault: BackedUpVault
  /** The vault's own folder at its place. */
  readonly root: () => string
  /** The names of what lies in a folder of it. */
  readonly files: (folder: string) => string[]
  readonly verify: () => Promise<VerifiedBackup>
  /** The vault made anew elsewhere, on a computer that knows nothing of it; of the newest version, unless told. */
  readonly restore: (options?: { kit?: string; number?: number }) => Promise<Result<Restored>>
}

type Restored = (Awaited<ReturnType<typeof restoreVault>> & { ok: true })['value'] & {
  readonly folder: string
  readonly deps: ReturnType<typeof testVaultDeps>
}

/** A vault and a place for its backup, for each test of the file that calls it. */
export function useBackedUpVault(): BackedUp {
  let vault: BackedUpVault
  beforeEach(async () => {
    vault = await makeBackedUpVault()
  })
  afterEach(() => {
    vault.dispose()
  })

  const root = () => join(vault.place, readdirSync(vault.place)[0]!)
  return {
    get vault() {
      return vault
    },
    root,
    files: (folder) => readdirSync(join(root(), folder)),
    verify: async () => valueOf(await verifyBackup(backupOf(vault.unlocked, vault.place), quietly)),
    restore: async (options = {}) => {
      const recovered = await openBackupWithKit(vault.place, options.kit ?? vault.kit)
      if (!recovered.ok) return recovered
      const folder = join(vault.temp, `restored-${String(Math.random())}`)
      const deps = testVaultDeps()
      const { identity, versions } = recovered.value
      const number = options.number ?? versions[0]!.number
      const where = { folder, passphrase: otherPassphrase }
      const restored = await restoreVault(recovered.value, number, where, quietly, deps)
      identity.wipe()
      return restored.ok ? ok({ ...restored.value, folder, deps }) : restored
    },
  }
}
