import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import { attemptOnDiskLater, emptyRekeyed } from '../store/index.ts'
import { readHeader, vaultFiles, type VaultContext } from './context.ts'
import { readCounted, writeCounted } from './attempt-counter.ts'
import { readDeviceSecret } from './device-secret.ts'
import {
  matchFactor,
  passkeyAsks,
  readFactor,
  type FactorKind,
  type FactorProof,
  type PasskeyAsk,
} from './factor.ts'
import { eraseVault, type KeychainErasure } from './erase.ts'
import {
  factorWrapsOf,
  isHeaderGenuine,
  passphraseWrapOf,
  recoveryKitWrapOf,
  type HeaderBody,
  type VaultHeader,
} from './header.ts'
import { readTypedKit, wayOf, type TypedKit } from './paper.ts'
import { recoveryKitSecret } from './recovery-kit.ts'
import type { AttemptFactor } from './sealed-attempt.ts'
import { checkStrength } from './strength.ts'
import type { NotedAttempt } from './locked-journal.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { openUnlocked } from './open-unlocked.ts'
import type { Opening, UnlockedVault } from './unlocked-vault.ts'
import { headerMacKey, openFactorWrap, openPassphraseWrap, openRecoveryKitWrap, stretchFor } from './wraps.ts'

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
    if (!header.ok) return header
    // A copy that a crash left takes as much room as the store; what is left of it is told at the unlock.
    emptyRekeyed(context.files.store)
    return ok(new LockedVault(context))
  }

  /** It was opened at its making, without an attempt. */
  adopt(opened: UnlockedVault): void {
    this.#opened = opened
  }

  /** ms until the next attempt is taken. */
  get waitMs(): number {
    return waitBeforeAttempt(this.#context.journal.times(), this.#context.deps.now())
  }

  /** The passkeys that open the vault alone at this moment. */
  get passkeysAlone(): string[] {
    return this.#context.passkeyAlone.ids
  }

  /**
   * Opens vault and store. The attempt is written down before the secrets are tried.
   *
   * @param proof what the vault asks for beside the passphrase; ignored where it asks for nothing
   * @returns `vault/wrong-passphrase`, `vault/wrong-factor`, `vault/factor-needed` (no attempt),
   *   `vault/key-file-unreadable` (no attempt), `vault/too-many-attempts` (detail: retryAfterSeconds),
   *   `vault/keychain-unavailable`, `vault/keychain-changed`, `vault/header-damaged`, and what `openStore` gives
   */
  unlock(passphrase: string, proof: FactorProof | null = null): Promise<Result<UnlockedVault>> {
    return this.#exclusively(async (header, attempt) => {
      const { body } = header
      const needsFactor = factorWrapsOf(body).length > 0
      if (!needsFactor && passphraseWrapOf(body) === undefined) return fail('vault/header-damaged')
      if (needsFactor && proof === null) return fail('vault/factor-needed')
      const factor = needsFactor && proof !== null ? readFactor(proof, body.vaultId) : ok(null)
      if (!factor.ok) return factor
      attempt.used(factor.value)
      const device = await readDeviceSecret(this.#context.deps.keychain, body.vaultId, body.deviceSecret)
      if (!device.ok) return device
      attempt.goOn(device.value)
      const way = !needsFactor || proof === null ? 'passphrase' : (`passphrase-${proof.kind}` as const)
      const noted = await this.#noteAttempt(way, body.vaultId, device.value, attempt)
      if (!noted.ok) return noted
      const opened = await openBy(body, passphrase, device.value, way, factor.value)
      if (!opened.ok) return this.#refused(opened.error.code)
      const unlocked = await this.#open(header, {
        vaultKey: opened.value,
        deviceSecret: device.value,
        journalSecret: device.value,
        counted: noted.value,
        way,
      })
      if (unlocked.ok) this.#context.passkeyAlone.begin()
      return unlocked
    })
  }

  /**
   * Opens the vault with one of this computer's own passkeys alone, for a while after the passphrase and where
   * `UnlockedVault.lock` left the key for it.
   *
   * @returns `vault/passphrase-needed` for anything but a passkey and where that time is over (no attempt), and what `unlock` gives
   */
  unlockWithPasskey(proof: FactorProof | null): Promise<Result<UnlockedVault>> {
    return this.#exclusively(async (header, attempt) => {
      const { deps, passkeyAlone } = this.#context
      const { vaultId, deviceSecret } = header.body
      if (proof?.kind !== 'passkey' || passkeyAlone.ids.length === 0) return fail('vault/passphrase-needed')
      const factor = readFactor(proof, vaultId)
      if (!factor.ok) return factor
      attempt.used(factor.value)
      const device = await readDeviceSecret(deps.keychain, vaultId, deviceSecret)
      if (!device.ok) return device
      attempt.goOn(device.value)
      const noted = await this.#noteAttempt('passkey', vaultId, device.value, attempt)
      if (!noted.ok) return noted
      const vaultKey = passkeyAlone.open(vaultId, { id: proof.id, secret: factor.value })
      if (vaultKey === null) return this.#refused('vault/wrong-factor')
      return await this.#open(header, {
        vaultKey,
        deviceSecret: device.value,
        journalSecret: device.value,
        counted: noted.value,
        way: 'passkey',
      })
    })
  }

  /**
   * Opens the vault without passphrase and keychain, and sets a new passphrase. Where the keychain's secret is
   * gone, a new one is made (or none, where there is no keychain). The header is written last: a store that doesn't
   * open leaves every file as it was.
   *
   * @param kit the sixteen words and the check code, or two recovery shares, as typed
   * @param record writes the audit events once the store is open, before the passphrase changes; a failure of it is
   *   returned. Told whether the keychain's part of the key goes out of use, since the keychain doesn't answer
   * @param keepsFactors false: the passkey or key file is lost too, and is asked for no more
   * @returns what `readTypedKit` gives, `vault/wrong-recovery-kit`, `vault/recovery-kit-missing`,
   *   `vault/weak-passphrase`, and what `unlock` gives
   */
  unlockWithRecoveryKit(
    kit: TypedKit,
    newPassphrase: string,
    record: (vault: UnlockedVault, losesDeviceSecret: boolean) => Result<void> = () => ok(undefined),
    keepsFactors = true,
  ): Promise<Result<UnlockedVault>> {
    return this.#exclusively(async (header, attempt) => {
      const parsed = await readTypedKit(kit, this.#context.deps.kitWords)
      if (!parsed.ok) return parsed
      const way = wayOf(kit)
      const strength = checkStrength(newPassphrase, this.#context.deps.meter)
      if (!strength.ok) return strength
      const { vaultId } = header.body
      const wrap = recoveryKitWrapOf(header.body)
      if (wrap === undefined) return fail('vault/recovery-kit-missing')
      const device = await readDeviceSecret(this.#context.deps.keychain, vaultId, header.body.deviceSecret)
      const deviceSecret = device.ok ? device.value : null
      attempt.goOn(deviceSecret)
      const noted = await this.#noteAttempt(way, vaultId, deviceSecret, attempt)
      if (!noted.ok) return noted
      const kitSecret = recoveryKitSecret(parsed.value)
      const vaultKey = openRecoveryKitWrap(wrap, vaultId, kitSecret)
      kitSecret.fill(0)
      if (vaultKey === null) return this.#refused('vault/wrong-recovery-kit')
      const opened = await this.#open(header, {
        vaultKey,
        deviceSecret,
        journalSecret: deviceSecret,
        counted: noted.value,
        way,
      })
      if (!opened.ok) return opened
      const vault = opened.value
      let isLetIn = false
      try {
        const replaced = await vault.replacePassphrase(
          newPassphrase,
          (losesDeviceSecret) => record(vault, losesDeviceSecret),
          keepsFactors,
        )
        isLetIn = replaced.ok
        return replaced.ok ? opened : replaced
      } finally {
        // An exception too must not leave keys and store open behind a locked screen.
        if (!isLetIn) vault.lock()
      }
    })
  }

  /**
   * Ends the vault for good: see `eraseVault`. Whatever was unlocked has to be locked before; nothing is unlocked
   * meanwhile. The folder is free then.
   *
   * @returns as `eraseVault`, `vault/too-many-attempts` while someone is unlocking; on a failure the vault is as it was
   */
  async erase(): Promise<Result<KeychainErasure>> {
    if (this.#opened?.store.isOpen === true) throw new Error('the vault is open')
    if (this.#isBusy) return fail('vault/too-many-attempts', { retryAfterSeconds: 1 })
    this.#isBusy = true
    try {
      const erased = await eraseVault(this.#context.files, this.#context.deps.keychain)
      if (erased.ok) this.close()
      return erased
    } finally {
      this.#isBusy = false
    }
  }

  /** Gives the vault's folder free for others. */
  close(): void {
    this.#context.passkeyAlone.end()
    this.#context.heldLock.release()
  }

  /** One attempt at a time: parallel ones would get around the wait. */
  async #exclusively(
    work: (header: VaultHeader, attempt: CurrentAttempt) => Promise<Result<UnlockedVault>>,
  ): Promise<Result<UnlockedVault>> {
    if (this.#opened?.store.isOpen === true) throw new Error('the vault is open already')
    if (this.#isBusy) return fail('vault/too-many-attempts', { retryAfterSeconds: 1 })
    this.#isBusy = true
    const attempt = new CurrentAttempt()
    try {
      const header = readHeader(this.#context.files)
      const unlocked = header.ok ? await work(header.value, attempt) : header
      if (unlocked.ok) {
        this.#opened = unlocked.value
        attempt.areTakenOver()
      } else {
        await attempt.refused(unlocked.error.code)
      }
      return unlocked
    } finally {
      this.#isBusy = false
      attempt.end()
    }
  }

  /**
   * In the journal, and its number in the keychain where that holds a part of the key.
   *
   * @returns what the keychain had counted before; null: nothing is known of that
   */
  async #noteAttempt(
    factor: AttemptFactor,
    vaultId: string,
    deviceSecret: Uint8Array | null,
    attempt: CurrentAttempt,
  ): Promise<Result<number | null>> {
    const waitMs = this.waitMs
    if (waitMs > 0) return fail('vault/too-many-attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
    const { journal, deps } = this.#context
    const noted = await attemptOnDiskLater(async () =>
      ok(await journal.append({ at: deps.now(), factor }, deviceSecret)),
    )
    if (!noted.ok) return noted
    attempt.isNoted(noted.value)
    if (deviceSecret === null) return ok(null)
    const { number } = noted.value
    const counted = await readCounted(deps.keychain, vaultId)
    // Never back: behind it the journal would seem whole.
    if (number > (counted ?? 0)) await writeCounted(deps.keychain, vaultId, number)
    return ok(counted)
  }

  #refused(code: Failure['code']): Result<never> {
    const waitMs = this.waitMs
    return waitMs > 0 ? fail(code, { retryAfterSeconds: Math.ceil(waitMs / 1000) }) : fail(code)
  }

  async #open(header: VaultHeader, opening: Omit<Opening, 'body'>): Promise<Result<UnlockedVault>> {
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

/** What one attempt holds, to be wiped however it ends, and its place in the journal. */
class CurrentAttempt {
  readonly #used: Buffer[] = []
  #goingOn: Buffer[] = []
  #noted: NotedAttempt | null = null

  /** Needed for the attempt alone. */
  used(secret: Buffer | null): void {
    if (secret !== null) this.#used.push(secret)
  }

  /** The opened vault goes on with it, where there is one. */
  goOn(secret: Buffer | null): void {
    if (secret !== null) this.#goingOn.push(secret)
  }

  areTakenOver(): void {
    this.#goingOn = []
  }

  isNoted(noted: NotedAttempt): void {
    this.#noted = noted
  }

  /** Beside the attempt, before the answer. Where it can't be written the attempt stands there without one. */
  async refused(code: Failure['code']): Promise<void> {
    const noted = this.#noted
    if (noted === null) return
    await attemptOnDiskLater(async () => ok(await noted.refused(code)))
  }

  end(): void {
    for (const secret of [...this.#used, ...this.#goingOn]) secret.fill(0)
    this.#noted?.end()
  }
}

/** What the window can offer before anything was tried. */
export type WaysIn = {
  /** Beside the passphrase one of these, or the key file, is asked for. */
  readonly passkeys: readonly PasskeyAsk[]
  readonly hasKeyFile: boolean
  readonly hasRecoveryKit: boolean
}

/** @returns `vault/header-damaged`, `vault/header-newer`, `store/io` */
export function readWaysIn(folder: string): Result<WaysIn> {
  const header = readHeader(vaultFiles(folder))
  if (!header.ok) return header
  const { body } = header.value
  return ok({
    passkeys: passkeyAsks(body),
    hasKeyFile: factorWrapsOf(body).some(({ kind }) => kind === 'passphrase-key-file'),
    hasRecoveryKit: recoveryKitWrapOf(body) !== undefined,
  })
}

/** The vault key by the passphrase, and by the factor where one was held out. */
async function openBy(
  body: HeaderBody,
  passphrase: string,
  deviceSecret: Buffer | null,
  way: 'passphrase' | `passphrase-${FactorKind}`,
  factor: Buffer | null,
): Promise<Result<Buffer>> {
  const alone = passphraseWrapOf(body)
  const matched =
    factor === null ? null : matchFactor(body, way === 'passphrase-passkey' ? 'passkey' : 'key-file', factor)
  if (matched !== null && !matched.ok) return matched
  const wrap = matched?.value ?? alone
  if (wrap === undefined) return fail('vault/header-damaged')
  const secrets = await stretchFor(wrap, passphrase, deviceSecret)
  const key =
    wrap.kind === 'passphrase'
      ? openPassphraseWrap(wrap, body.vaultId, secrets)
      : openFactorWrap(wrap, body.vaultId, secrets, factor ?? new Uint8Array(0))
  secrets.stretched.fill(0)
  return key === null ? fail('vault/wrong-passphrase') : ok(key)
}
