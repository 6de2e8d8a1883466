import { fail, ok, type Result } from '../../shared/result.ts'
import { recoveryKitWrapSchema, type RecoveryKitWrap } from './header.ts'
import { recoveryKitSecret, type RecoveryKit } from './recovery-kit.ts'
import { SubKeys, type KeyPurpose } from './sub-keys.ts'
import { openRecoveryKitWrap } from './wraps.ts'

/** Who a vault is, without its files: enough to make it anew elsewhere. Hold it shortly, then `wipe`. */
export class RecoveredIdentity {
  readonly vaultId: string
  /** Goes into the new header: the kit opens the new vault too. */
  readonly kitWrap: RecoveryKitWrap
  readonly #keys: SubKeys

  constructor(vaultId: string, kitWrap: RecoveryKitWrap, vaultKey: Buffer) {
    this.vaultId = vaultId
    this.kitWrap = kitWrap
    this.#keys = new SubKeys(vaultKey, vaultId)
  }

  /** @throws VaultLockedError after `wipe` */
  subKey(purpose: KeyPurpose): Uint8Array {
    return this.#keys.get(purpose)
  }

  /** A copy for the new vault, which wipes it. @throws VaultLockedError after `wipe` */
  copyVaultKey(): Buffer {
    return Buffer.from(this.#keys.vaultKey)
  }

  wipe(): void {
    this.#keys.wipe()
  }
}

/**
 * The identity of a vault of which only its id and the kit's wrap are known.
 *
 * @param wrap as it was found outside: of any shape
 * @returns `vault/wrong-recovery-kit` when it isn't the kit of this wrap, or this is no wrap
 */
export function recoverIdentity(vaultId: string, wrap: unknown, kit: RecoveryKit): Result<RecoveredIdentity> {
  const parsed = recoveryKitWrapSchema.safeParse(wrap)
  if (!parsed.success) return fail('vault/wrong-recovery-kit')
  const secret = recoveryKitSecret(kit)
  const vaultKey = openRecoveryKitWrap(parsed.data, vaultId, secret)
  secret.fill(0)
  return vaultKey === null
    ? fail('vault/wrong-recovery-kit')
    : ok(new RecoveredIdentity(vaultId, parsed.data, vaultKey))
}
