import { join } from 'node:path'
import { anchorIn, createAuditLog, recordUnlock, type AuditLog } from '../../src/main/audit/index.ts'
import { readSetting, saveSetting, type Reader, type Store } from '../../src/main/store/index.ts'
import {
  createVault,
  openVault,
  type LockedVault,
  type UnlockedVault,
  type VaultDeps,
} from '../../src/main/vault/index.ts'
import { noVault } from '../../test/support/no-vault.ts'
import { valueOf } from '../../test/support/store.ts'
import { goodPassphrase, testVaultDeps } from '../../test/support/vault.ts'
import type { Result } from '../../src/shared/result.ts'
import { fileKeychain } from './file-keychain.ts'

/** A vault that costs little to open, with its log and a keychain beside it. */
export type OpenedPractice = {
  readonly locked: LockedVault
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditLog
}

const clock = () => new Date()
const uptimeMs = () => performance.now()

function depsOf(folder: string): VaultDeps {
  return {
    ...testVaultDeps(),
    now: () => clock().getTime(),
    keychain: fileKeychain(join(folder, 'keychain.json')),
  }
}

export async function makePractice(folder: string): Promise<void> {
  const prepare = (store: Store): Result<void> => {
    const audit = createAuditLog({ store, clock, uptimeMs, ...noVault })
    return store.transaction((tx) => {
      audit.begin(tx, 'Ana Rivera')
      return audit.append(tx, { type: 'vault.created', deviceSecret: 'keychain' })
    })
  }
  const created = await createVault(
    { folder: join(folder, 'vault'), passphrase: goodPassphrase, prepare },
    depsOf(folder),
  )
  const { locked, unlocked } = valueOf(created)
  unlocked.lock()
  locked.close()
}

/** Opens it as the engine does: nothing is done before the unlock is in the log. */
export async function openPractice(folder: string): Promise<OpenedPractice> {
  const locked = valueOf(openVault(join(folder, 'vault'), depsOf(folder)))
  return unlockPractice(locked)
}

/** Opens as the engine does: on record, the head kept outside. */
export async function unlockPractice(locked: LockedVault): Promise<OpenedPractice> {
  const vault = valueOf(await locked.unlock(goodPassphrase))
  const { store } = vault
  const signingKey = () => vault.subKey('audit-signing')
  const audit = createAuditLog({ store, clock, uptimeMs, anchor: anchorIn(vault), signingKey })
  valueOf(recordUnlock(audit, store, vault, '0.0.0'))
  await audit.anchorHead()
  return { locked, vault, store, audit }
}

/** Locks as the engine does: recorded, the head kept outside, the keys dropped. */
export async function lockPractice({ vault, audit }: OpenedPractice): Promise<void> {
  valueOf(audit.record({ type: 'vault.locked', reason: 'person' }))
  const anchored = audit.anchorLast(audit.head())
  vault.lock()
  await anchored
}

/** Written by each act beside its record: how many there were. */
const actsKey = 'acts'

/** One act and its record in one commit. */
export function actOnce({ store, audit }: OpenedPractice): void {
  valueOf(
    store.transaction((tx) => {
      const message = actsDone(tx) + 1
      saveSetting(tx, actsKey, message, clock().getTime())
      return audit.append(tx, { type: 'message.viewed', message, person: null, protection: 'none' })
    }),
  )
}

export function actsDone(reader: Reader): number {
  return Number(readSetting(reader, actsKey) ?? 0)
}
