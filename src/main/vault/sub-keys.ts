import { deriveKey } from './keys.ts'

/** What keys are derived for; each purpose has its own. */
export const keyPurposes = [
  'sealed-row-mac',
  'audit-signing',
  'recovery-bundle',
  'backup',
  'locked-journal',
] as const
export type KeyPurpose = (typeof keyPurposes)[number]

/** 32 bytes, to be wiped by the caller. */
export function subKeyOf(vaultKey: Uint8Array, vaultId: string, purpose: KeyPurpose): Buffer {
  return deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), `sealpost/vault/1/key/${purpose}`)
}

/** Thrown when something that needs the unlocked vault runs after the lock. The engine stops such work first. */
export class VaultLockedError extends Error {
  readonly code = 'vault/locked'

  constructor() {
    super('vault/locked')
    this.name = 'VaultLockedError'
  }
}

/** Keys made from the vault key when first needed, wiped at the lock. */
export class SubKeys {
  readonly #keys = new Map<KeyPurpose, Buffer>()
  readonly #vaultKey: Buffer
  readonly #vaultId: string
  #isWiped = false

  /** Takes over `vaultKey` and wipes it at the lock. */
  constructor(vaultKey: Buffer, vaultId: string) {
    this.#vaultKey = vaultKey
    this.#vaultId = vaultId
  }

  get isWiped(): boolean {
    return this.#isWiped
  }

  /** The vault key itself: for the wraps alone. */
  get vaultKey(): Buffer {
    if (this.#isWiped) throw new VaultLockedError()
    return this.#vaultKey
  }

  /** 32 bytes; don't copy them: the buffer is wiped at the lock. */
  get(purpose: KeyPurpose): Uint8Array {
    const known = this.#keys.get(purpose)
    if (known !== undefined) return known
    const key = subKeyOf(this.vaultKey, this.#vaultId, purpose)
    this.#keys.set(purpose, key)
    return key
  }

  wipe(): void {
    this.#isWiped = true
    this.#vaultKey.fill(0)
    for (const key of this.#keys.values()) key.fill(0)
    this.#keys.clear()
  }
}
