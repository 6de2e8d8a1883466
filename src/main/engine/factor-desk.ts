import { readFile, rm } from 'node:fs/promises'
import type { Factor } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { readFactorNames, readLimits, saveFactorName } from '../practice/index.ts'
import type { Store } from '../store/index.ts'
import type { KnownFactor, NewPasskey, UnlockedVault } from '../vault/index.ts'
import { writeSavedFile } from './files.ts'
import { isOnOtherDrive } from './other-drive.ts'

export interface FactorDeskDeps {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly userDataDir: string
  readonly askSavePath: (suggestedName: string) => Promise<string | null>
}

/** Passkeys and key files that the vault asks for beside the passphrase, with their names. */
export interface FactorDesk {
  list(): Factor[]
  /** Errors: those of `VaultFactors.addPasskey`. */
  addPasskey(passphrase: string, name: string, passkey: NewPasskey): Promise<Result<void>>
  /**
   * Saves a new key file where the person says, on another drive than the vault's, and reads it back before it counts.
   *
   * @returns false: the person cancelled. Errors: `file/not-removable`, `file/unwritable`, `file/unreadable`, and
   *   those of `VaultFactors.addKeyFile`
   */
  addKeyFile(passphrase: string, name: string): Promise<Result<boolean>>
  /** Errors: `vault/factor-absent`. */
  rename(id: string, name: string): Result<void>
  /** Errors: those of `VaultFactors.remove`, `policy/factor-first`. */
  remove(passphrase: string, id: string): Promise<Result<void>>
}

export function createFactorDesk(deps: FactorDeskDeps): FactorDesk {
  const { vault, store, audit } = deps
  const now = () => deps.clock().getTime()

  /** In one commit, before the header changes: a name without a factor is harmless. */
  const recordAdded =
    (name: string) =>
    ({ id, kind }: Pick<KnownFactor, 'id' | 'kind'>) =>
      store.transaction((tx) => {
        saveFactorName(tx, id, name, now())
        return audit.append(tx, { type: 'vault.factor-added', factor: id, kind })
      })

  return {
    list: () => {
      const names = readFactorNames(store)
      return vault.factors.list.map(({ id, kind, createdAt, isOfThisComputer }) => ({
        id,
        kind,
        name: names[id] ?? '',
        createdAt,
        isOfThisComputer,
      }))
    },

    addPasskey: (passphrase, name, passkey) =>
      vault.factors.addPasskey(passphrase, passkey, recordAdded(name)),

    addKeyFile: async (passphrase, name) => {
      const ready = await vault.factors.mayAdd(passphrase)
      if (!ready.ok) {
        return ready
      }
      const place = await deps.askSavePath('sealpost-key-file.txt')
      if (place === null) {
        return ok(false)
      }
      if (!(await isOnOtherDrive(deps.userDataDir, place))) {
        return fail('file/not-removable')
      }
      const recorded = audit.record({ type: 'vault.key-file-saved' })
      if (!recorded.ok) {
        return recorded
      }
      const written = await writeSavedFile(place, new TextEncoder().encode(vault.factors.newKeyFile()))
      if (!written.ok) {
        return written
      }
      // What counts is what the drive gives back.
      const file = await readFile(place).catch(() => null)
      const added =
        file === null
          ? fail('file/unreadable')
          : await vault.factors.addKeyFile(passphrase, file, recordAdded(name))
      file?.fill(0)
      if (added.ok) {
        return ok(true)
      }
      await rm(place, { force: true }).catch(() => undefined)
      return added
    },

    rename: (id, name) => {
      if (!vault.factors.list.some((known) => known.id === id)) {
        return fail('vault/factor-absent')
      }
      return store.transaction((tx) => {
        saveFactorName(tx, id, name, now())
        return audit.append(tx, { type: 'vault.factor-renamed', factor: id })
      })
    },

    remove: (passphrase, id) =>
      // Asked once the passphrase is proven, and in turn with other changes of the factors.
      vault.factors.remove(passphrase, id, ({ kind }) => {
        const limits = readLimits(store)
        if (limits?.needsSecondFactor === true && vault.factors.list.length === 1) {
          return fail('policy/factor-first', { number: limits.number })
        }
        return store.transaction((tx) => {
          saveFactorName(tx, id, null, now())
          return audit.append(tx, { type: 'vault.factor-removed', factor: id, kind, with: 'passphrase' })
        })
      }),
  }
}
