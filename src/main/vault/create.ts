import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  attemptOnDisk,
  createStore,
  takeLock,
  writeMeta,
  type Store,
  type StoreLocation,
} from '../store/index.ts'
import { syncFolder } from './atomic-file.ts'
import {
  kdfCostOf,
  makeContext,
  timestamp,
  writeHeader,
  type VaultContext,
  type VaultDeps,
} from './context.ts'
import { makeDeviceSecret } from './device-secret.ts'
import { type HeaderBody } from './header.ts'
import { keyBytes } from './keys.ts'
import { LockedVault } from './locked-vault.ts'
import { checkStrength } from './strength.ts'
import { openUnlocked, type UnlockedVault } from './unlocked-vault.ts'
import { makePassphraseWrap, newId, wrapStoreKey } from './wraps.ts'

export type NewVault = {
  /** The vault's folder; must not exist yet. Its parent is made where needed. */
  readonly folder: string
  readonly passphrase: string
  /** Writes the first rows, such as the audit log's first event, before the vault exists for anyone. */
  readonly prepare?: (store: Store, vault: VaultFacts) => Result<void>
}

/** What is known of a vault before it exists. */
export type VaultFacts = { readonly vaultId: string; readonly deviceSecret: 'keychain' | 'none' }

/** `locked` is what remains after `unlocked.lock()`, and opens again. */
export type CreatedVault = { readonly locked: LockedVault; readonly unlocked: UnlockedVault }

/** Whether there is a vault: `createVault` leaves either a complete one or none. */
export function vaultExists(folder: string): boolean {
  return existsSync(folder)
}

/**
 * Makes a vault and opens it. It is built beside its place and moved there as a whole, so that a crash at any point
 * leaves no vault or one that opens.
 *
 * @returns `vault/already-exists`, `vault/in-use`, `vault/weak-passphrase`, `store/disk-full`, `store/io`
 */
export async function createVault(vault: NewVault, deps: VaultDeps): Promise<Result<CreatedVault>> {
  const { folder, passphrase } = vault
  const strength = checkStrength(passphrase, deps.meter)
  if (!strength.ok) return strength
  const heldLock = attemptOnDisk(() => {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
    return takeLock(lockPath(folder))
  })
  if (!heldLock.ok) return heldLock
  const opened = existsSync(folder)
    ? fail('vault/already-exists')
    : await build(vault, makeContext(folder, deps, heldLock.value))
  if (!opened.ok) heldLock.value.release()
  return opened
}

/**
 * Takes hold of an existing vault, still locked.
 *
 * @returns `vault/absent`, `vault/in-use`, `vault/header-damaged`, `vault/header-newer`, `store/io`
 */
export function openVault(folder: string, deps: VaultDeps): Result<LockedVault> {
  if (!vaultExists(folder)) return fail('vault/absent')
  const heldLock = takeLock(lockPath(folder))
  if (!heldLock.ok) return heldLock
  const opened = LockedVault.open(makeContext(folder, deps, heldLock.value))
  if (!opened.ok) heldLock.value.release()
  return opened
}

async function build(vault: NewVault, context: VaultContext): Promise<Result<CreatedVault>> {
  const { deps } = context
  const making = `${vault.folder}.making`
  const vaultKey = randomBytes(keyBytes)
  const storeKey = randomBytes(keyBytes)
  const vaultId = newId()
  const device = await makeDeviceSecret(deps.keychain, vaultId)
  const secrets = { passphrase: vault.passphrase, deviceSecret: device.secret }
  const createdAt = timestamp(deps)
  const body: HeaderBody = {
    vaultId,
    createdAt,
    deviceSecret: device.record,
    storeKeys: [wrapStoreKey(vaultKey, vaultId, storeKey)],
    wraps: [await makePassphraseWrap(vaultKey, vaultId, secrets, kdfCostOf(deps), createdAt)],
  }
  const built = attemptOnDisk(() => {
    // The lock is ours: what lies here is left from a creation that was interrupted and never became a vault.
    rmSync(making, { recursive: true, force: true })
    mkdirSync(making, { mode: 0o700 })
    const { files, journal } = makeContext(making, deps, context.heldLock)
    const facts = { vaultId, deviceSecret: device.record.kind }
    const stored = makeStore({ path: files.store, key: storeKey }, facts, createdAt, vault.prepare)
    if (!stored.ok) return stored
    journal.reset(0, device.secret)
    const written = writeHeader(files, body, vaultKey)
    if (!written.ok) return written
    renameSync(making, vault.folder)
    syncFolder(dirname(vault.folder))
    return ok(undefined)
  })
  storeKey.fill(0)
  if (!built.ok) {
    vaultKey.fill(0)
    rmSync(making, { recursive: true, force: true })
    return built
  }
  const locked = LockedVault.open(context)
  if (!locked.ok) return locked
  const unlocked = openUnlocked(context, {
    vaultKey,
    body,
    deviceSecret: device.secret,
    journalSecret: device.secret,
    way: 'created',
  })
  return unlocked.ok ? ok({ locked: locked.value, unlocked: unlocked.value }) : unlocked
}

function makeStore(
  location: StoreLocation,
  facts: VaultFacts,
  createdAt: string,
  prepare: NewVault['prepare'],
): Result<void> {
  const made = createStore(location)
  if (!made.ok) return made
  const store = made.value
  try {
    const named = store.transaction((tx) => {
      writeMeta(tx, 'vault-id', facts.vaultId)
      writeMeta(tx, 'created-at', createdAt)
      return ok(undefined)
    })
    if (!named.ok || prepare === undefined) return named
    return prepare(store, facts)
  } finally {
    store.close()
  }
}

/** Beside the folder, because the folder itself is moved into place. */
function lockPath(folder: string): string {
  return `${folder}.lock`
}
