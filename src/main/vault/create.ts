import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  attemptOnDisk,
  createStore,
  openStore,
  readMeta,
  syncFolder,
  takeLock,
  writeMeta,
  type Store,
  type StoreLocation,
} from '../store/index.ts'
import {
  kdfCostOf,
  lockPath,
  makeContext,
  timestamp,
  writeHeader,
  type VaultContext,
  type VaultDeps,
} from './context.ts'
import { writeCounted } from './attempt-counter.ts'
import { keepDeviceSecret, makeDeviceSecret } from './device-secret.ts'
import { type HeaderBody } from './header.ts'
import { sealingKeyOf } from './hpke.ts'
import { keyBytes } from './keys.ts'
import { LockedVault } from './locked-vault.ts'
import { openUnlocked } from './open-unlocked.ts'
import type { RecoveredIdentity } from './recovered-identity.ts'
import { checkStrength } from './strength.ts'
import { SubKeys, subKeyOf, type KeyPurpose } from './sub-keys.ts'
import type { UnlockedVault } from './unlocked-vault.ts'
import { makePassphraseWrap, newId, stretchNew, wrapStoreKey } from './wraps.ts'

export type NewVault = {
  /** The vault's folder; must not exist yet. Its parent is made where needed. */
  readonly folder: string
  readonly passphrase: string
  /** Of a vault whose files are lost: the new one is the same to the kit, and derives the same keys. */
  readonly identity?: RecoveredIdentity
  /** A store that is brought along instead of an empty one: its key, and what writes its file there. */
  readonly store?: { readonly key: Uint8Array; readonly write: (path: string) => Promise<Result<void>> }
  /** Writes the first rows, such as the audit log's first event, before the vault exists for anyone. */
  readonly prepare?: (store: Store, vault: VaultFacts) => Result<void>
}

/** What is known of a vault before it exists. */
export type VaultFacts = {
  readonly vaultId: string
  readonly deviceSecret: 'keychain' | 'none'
  /** As `UnlockedVault.subKey` will give it; zeros once `prepare` has answered. */
  readonly subKey: (purpose: KeyPurpose) => Uint8Array
}

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
  const { identity } = vault
  const vaultKey = identity?.copyVaultKey() ?? randomBytes(keyBytes)
  const storeKey = vault.store === undefined ? randomBytes(keyBytes) : Buffer.from(vault.store.key)
  const vaultId = identity?.vaultId ?? newId()
  const device = await (identity === undefined ? makeDeviceSecret : keepDeviceSecret)(deps.keychain, vaultId)
  const secrets = await stretchNew(vault.passphrase, device.secret, kdfCostOf(deps))
  const createdAt = timestamp(deps)
  const body: HeaderBody = {
    vaultId,
    createdAt,
    deviceSecret: device.record,
    storeKeys: [wrapStoreKey(vaultKey, vaultId, storeKey)],
    wraps: [
      makePassphraseWrap(vaultKey, vaultId, secrets, createdAt),
      ...(identity === undefined ? [] : [identity.kitWrap]),
    ],
  }
  secrets.stretched.fill(0)
  // What was counted here of another copy of it says nothing of this one.
  if (identity !== undefined && device.secret !== null) await writeCounted(deps.keychain, vaultId, 0)
  const journalKey = subKeyOf(vaultKey, vaultId, 'locked-journal')
  const sealTo = await sealingKeyOf(journalKey)
  journalKey.fill(0)
  const { files, journal } = makeContext(making, deps, context.heldLock)
  const begun = attemptOnDisk(() => {
    // The lock is ours: what lies here is left from a creation that was interrupted and never became a vault.
    rmSync(making, { recursive: true, force: true })
    mkdirSync(making, { mode: 0o700 })
    return ok(undefined)
  })
  const brought = begun.ok && vault.store !== undefined ? await vault.store.write(files.store) : begun
  const built = attemptOnDisk(() => {
    if (!brought.ok) return brought
    const keys = new SubKeys(Buffer.from(vaultKey), vaultId)
    const subKey = (purpose: KeyPurpose) => keys.get(purpose)
    const facts = { vaultId, deviceSecret: device.record.kind, subKey }
    const location = { path: files.store, key: storeKey }
    let stored: ReturnType<typeof adoptStore>
    try {
      stored =
        vault.store === undefined
          ? makeStore(location, facts, createdAt, vault.prepare)
          : adoptStore(location, facts, vault.prepare)
    } finally {
      keys.wipe()
    }
    if (!stored.ok) return stored
    journal.reset(stored.value.folded, sealTo, device.secret)
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
  const unlocked = await openUnlocked(context, {
    vaultKey,
    body,
    deviceSecret: device.secret,
    journalSecret: device.secret,
    counted: null,
    way: 'created',
  })
  if (!unlocked.ok) return unlocked
  locked.value.adopt(unlocked.value)
  return ok({ locked: locked.value, unlocked: unlocked.value })
}

function makeStore(
  location: StoreLocation,
  facts: VaultFacts,
  createdAt: string,
  prepare: NewVault['prepare'],
): Result<NewStore> {
  const made = createStore(location)
  if (!made.ok) return made
  const store = made.value
  try {
    const named = store.transaction((tx) => {
      writeMeta(tx, 'vault-id', facts.vaultId)
      writeMeta(tx, 'created-at', createdAt)
      return ok(undefined)
    })
    const prepared = named.ok ? (prepare?.(store, facts) ?? named) : named
    return prepared.ok ? ok({ folded: 0 }) : prepared
  } finally {
    store.close()
  }
}

/** `folded`: attempts to unlock up to this number are in its audit log. */
type NewStore = { readonly folded: number }

/** A store of the same vault, from elsewhere; brought up to this program's schema. */
function adoptStore(
  location: StoreLocation,
  facts: VaultFacts,
  prepare: NewVault['prepare'],
): Result<NewStore> {
  const opened = openStore(location)
  if (!opened.ok) return opened
  const store = opened.value
  try {
    if (readMeta(store, 'vault-id') !== facts.vaultId) return fail('store/damaged')
    const folded = Number(readMeta(store, 'locked-journal-folded') ?? 0)
    const prepared = prepare?.(store, facts) ?? ok(undefined)
    return prepared.ok ? ok({ folded }) : prepared
  } finally {
    store.close()
  }
}
