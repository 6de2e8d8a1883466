import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import { attemptOnDisk } from '../store/index.ts'
import { readHeader, type VaultContext } from './context.ts'
import { readDeviceSecret } from './device-secret.ts'
import { isHeaderGenuine, type PassphraseWrap, type RecoveryKitWrap, type VaultHeader } from './header.ts'
import { parseRecoveryKit, recoveryKitSecret } from './recovery-kit.ts'
import { checkStrength } from './strength.ts'
import type { UnlockAttempt } from './locked-journal.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { openUnlocked, type Opening, type UnlockedVault } from './unlocked-vault.ts'
import { headerMacKey, openPassphraseWrap, openRecoveryKitWrap } from './wraps.ts'

/**
 * A vault that this program holds: by itself it has no key in memory. It stays valid while its `UnlockedVault` is in
 * use, and opens again after that one's `lock()`.
 */
export class LockedVault {
  readonly #context: VaultContext
  #isBusy = false
  #opened: UnlockedVault | null = null

  private constructor(context: VaultContext) {
    this.#context = context
  }

  /** @returns `vault/header-damaged`, `vault/header-newer`, `store/io` */
  static open(context: VaultContext): Result<LockedVault> {
    const header = readHeader(context.files)
    return header.ok ? ok(new LockedVault(context)) : header
  }

  /** ms until the next attempt is taken. */
  get waitMs(): number {
    const { attempts } = this.#context.journal.read(null)
    return waitBeforeAttempt(attempts, this.#context.deps.now())
  }

  /**
   * Opens vault and store. The attempt is written down before the passphrase is tried.
   *
   * @returns `vault/wrong-passphrase`, `vault/too-many-attempts` (detail: retryAfterSeconds),
   *   `vault/keychain-unavailable`, `vault/keychain-changed`, `vault/header-damaged`, and what `openStore` gives
   */
  unlock(passphrase: string): Promise<Result<UnlockedVault>> {
    return this.#exclusively(async (header) => {
      const wrap = header.body.wraps.find(
        (candidate): candidate is PassphraseWrap => candidate.kind === 'passphrase',
      )
      if (wrap === undefined) return fail('vault/header-damaged')
      const device = await readDeviceSecret(
        this.#context.deps.keychain,
        header.body.vaultId,
        header.body.deviceSecret,
      )
      if (!device.ok) return device
      const noted = this.#noteAttempt('passphrase', device.value)
      if (!noted.ok) return noted
      const secrets = { passphrase, deviceSecret: wrap.usesDeviceSecret ? device.value : null }
      const vaultKey = await openPassphraseWrap(wrap, header.body.vaultId, secrets)
      if (vaultKey === null) return this.#refused('vault/wrong-passphrase')
      return this.#open(header, {
        vaultKey,
        deviceSecret: device.value,
        journalSecret: device.value,
        way: 'passphrase',
      })
    })
  }

  /**
   * Opens the vault without passphrase and keychain, and sets a new passphrase. Where the keychain's secret is
   * gone, a new one is made (or none, where there is no keychain). The header is written last: a store that doesn't
   * open leaves every file as it was.
   *
   * @param kit the sixteen words and the check code, as typed
   * @param record writes the audit events once the store is open, before the passphrase changes; a failure of it is
   *   returned
   * @returns `vault/recovery-kit-mistyped`, `vault/wrong-recovery-kit`, `vault/recovery-kit-missing`,
   *   `vault/weak-passphrase`, and what `unlock` gives
   */
  unlockWithRecoveryKit(
    kit: string,
    newPassphrase: string,
    record: (vault: UnlockedVault) => Result<void> = () => ok(undefined),
  ): Promise<Result<UnlockedVault>> {
    return this.#exclusively(async (header) => {
      const parsed = parseRecoveryKit(kit)
      if (!parsed.ok) return parsed
      const strength = checkStrength(newPassphrase, this.#context.deps.meter)
      if (!strength.ok) return strength
      const { vaultId, wraps } = header.body
      const wrap = wraps.find((candidate): candidate is RecoveryKitWrap => candidate.kind === 'recovery-kit')
      if (wrap === undefined) return fail('vault/recovery-kit-missing')
      const device = await readDeviceSecret(this.#context.deps.keychain, vaultId, header.body.deviceSecret)
      const noted = this.#noteAttempt('recovery-kit', device.ok ? device.value : null)
      if (!noted.ok) return noted
      const vaultKey = openRecoveryKitWrap(wrap, vaultId, recoveryKitSecret(parsed.value))
      if (vaultKey === null) return this.#refused('vault/wrong-recovery-kit')
      const deviceSecret = device.ok ? device.value : null
      const opened = this.#open(header, {
        vaultKey,
        deviceSecret,
        journalSecret: deviceSecret,
        way: 'recovery-kit',
      })
      if (!opened.ok) return opened
      const vault = opened.value
      const replaced = await vault.replacePassphrase(newPassphrase, () => record(vault))
      if (replaced.ok) return opened
      vault.lock()
      return replaced
    })
  }

  /** Gives the vault's folder free for others. */
  close(): void {
    this.#context.heldLock.release()
  }

  /** One attempt at a time: parallel ones would get around the wait. */
  async #exclusively(
    work: (header: VaultHeader) => Promise<Result<UnlockedVault>>,
  ): Promise<Result<UnlockedVault>> {
    if (this.#opened?.store.isOpen === true) throw new Error('the vault is open already')
    if (this.#isBusy) return fail('vault/too-many-attempts', { retryAfterSeconds: 1 })
    this.#isBusy = true
    try {
      const header = readHeader(this.#context.files)
      const unlocked = header.ok ? await work(header.value) : header
      if (unlocked.ok) this.#opened = unlocked.value
      return unlocked
    } finally {
      this.#isBusy = false
    }
  }

  #noteAttempt(factor: UnlockAttempt['factor'], deviceSecret: Uint8Array | null): Result<void> {
    const waitMs = this.waitMs
    if (waitMs > 0) return fail('vault/too-many-attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
    const { journal, deps } = this.#context
    return attemptOnDisk(() => {
      journal.append({ at: deps.now(), factor }, deviceSecret)
      return ok(undefined)
    })
  }

  #refused(code: Failure['code']): Result<never> {
    const waitMs = this.waitMs
    return waitMs > 0 ? fail(code, { retryAfterSeconds: Math.ceil(waitMs / 1000) }) : fail(code)
  }

  #open(header: VaultHeader, opening: Omit<Opening, 'body'>): Result<UnlockedVault> {
    const macKey = headerMacKey(opening.vaultKey, header.body.vaultId)
    const isGenuine = isHeaderGenuine(header, macKey)
    macKey.fill(0)
    if (!isGenuine) {
      opening.vaultKey.fill(0)
      return fail('vault/header-damaged')
    }
    return openUnlocked(this.#context, { ...opening, body: header.body })
  }
}
