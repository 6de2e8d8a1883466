import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, removeRekeyed, type Snapshot, type Store } from '../store/index.ts'
import { kdfCostOf, timestamp, writeHeader, type VaultContext } from './context.ts'
import { regainDeviceSecret } from './device-secret.ts'
import {
  factorWrapsOf,
  recoveryKitWrapOf,
  wrapsWithoutPassphrase,
  type HeaderBody,
  type RecoveryKitWrap,
} from './header.ts'
import type { KeychainAnswer } from './keychain.ts'
import { newestIn, type JournalReading } from './locked-journal.ts'
import { provePaper, type PaperProof } from './paper.ts'
import { PassphraseProof, type RecordWrongProof } from './passphrase-proof.ts'
import type { ProofPurpose } from './proof-purposes.ts'
import { generateRecoveryKit, parseRecoveryKit, recoveryKitSecret, type RecoveryKit } from './recovery-kit.ts'
import { splitRecoveryKit, type ShareSet } from './recovery-shares.ts'
import type { AttemptFactor } from './sealed-attempt.ts'
import { checkStrength } from './strength.ts'
import { RecoveredIdentity } from './recovered-identity.ts'
import { StoreKeyRenewal } from './store-key-renewal.ts'
import { SubKeys, type KeyPurpose } from './sub-keys.ts'
import { VaultFactors } from './vault-factors.ts'
import {
  currentStoreKeyOf,
  makePassphraseWrap,
  makeRecoveryKitWrap,
  openFactor,
  openRecoveryKitWrap,
  openStoreKey,
  remakeFactorWrap,
  stretchNew,
  type PassphraseSecrets,
} from './wraps.ts'

export type UnlockWay = 'created' | AttemptFactor

export type Opening = {
  readonly vaultKey: Buffer
  readonly body: HeaderBody
  readonly deviceSecret: Buffer | null
  /** What the locked-side journal was written under: not the new secret that a recovery made. */
  readonly journalSecret: Buffer | null
  /** The newest attempt that the keychain knew of before this one; null: nothing is known of that. */
  readonly counted: number | null
  readonly way: UnlockWay
}

/** An open vault: the store, and keys for named purposes. `lock()` ends it. */
export class UnlockedVault {
  readonly store: Store
  readonly way: UnlockWay
  /** Attempts since the last unlock; the last one is this unlock itself. To be folded into the audit log. */
  readonly lockedJournal: JournalReading
  readonly factors: VaultFactors
  /** Gives the store another key. */
  readonly storeKey: StoreKeyRenewal
  /** One was cut short before the store had its new key: the old one is still in use. To be written down. */
  readonly wasRenewalInterrupted: boolean
  readonly #context: VaultContext
  readonly #keys: SubKeys
  readonly #journalSealsTo: Uint8Array
  #deviceSecret: Buffer | null
  #body: HeaderBody
  #pendingKit: RecoveryKit | null = null
  readonly #proof: PassphraseProof
  #lastInTurn: Promise<unknown> = Promise.resolve()

  constructor(context: VaultContext, opening: Opening, opened: OpenedStore) {
    this.#context = context
    this.#keys = new SubKeys(opening.vaultKey, opening.body.vaultId)
    this.#deviceSecret = opening.deviceSecret
    this.#body = opening.body
    this.store = opened.store
    this.lockedJournal = opened.lockedJournal
    this.#journalSealsTo = opened.journalSealsTo
    this.wasRenewalInterrupted = opened.wasRenewalInterrupted
    this.way = opening.way
    this.#proof = new PassphraseProof({
      body: () => this.#body,
      vaultKey: () => this.#keys.vaultKey,
      deviceSecret: () => this.#deviceSecret,
      now: () => context.deps.now(),
    })
    this.factors = new VaultFactors({
      body: () => this.#body,
      vaultKey: () => this.#keys.vaultKey,
      now: () => timestamp(context.deps),
      inTurn: (work) => this.#inTurn(work),
      prove: (passphrase, purpose) => this.#proof.prove(passphrase, purpose),
      write: (body) => this.#writeBody(body),
    })
    this.storeKey = new StoreKeyRenewal({
      store: opened.store,
      body: () => this.#body,
      vaultKey: () => this.#keys.vaultKey,
      prove: (passphrase) => this.provePassphrase(passphrase, 'store-key-renewal'),
      write: (body) => this.#writeBody(body),
      adopt: (body) => {
        this.#body = body
      },
    })
  }

  get vaultId(): string {
    return this.#body.vaultId
  }

  get hasRecoveryKit(): boolean {
    return this.recoveryKitWrap !== null
  }

  /** The vault key under the kit, for the recovery bundle: without the kit's words it says nothing. */
  get recoveryKitWrap(): RecoveryKitWrap | null {
    return recoveryKitWrapOf(this.#body) ?? null
  }

  /** Kinds of the wraps that open this vault, as its header names them. */
  get waysIn(): readonly string[] {
    return [...new Set(this.#body.wraps.map(({ kind }) => kind))]
  }

  /** `none`: this computer has no keychain, or had none when the passphrase was set. */
  get deviceSecret(): 'keychain' | 'none' {
    return this.#body.deviceSecret.kind
  }

  /**
   * A 32-byte key for one purpose. Use it, don't keep or copy it: the buffer is wiped at the lock.
   *
   * @throws VaultLockedError after the lock
   */
  subKey(purpose: KeyPurpose): Uint8Array {
    return this.#keys.get(purpose)
  }

  /** The store's key under the vault key, as a backup has to keep it. */
  get currentStoreKey(): HeaderBody['storeKeys'][number] {
    return currentStoreKeyOf(this.#body)
  }

  /**
   * The store's file as it is now (`Store.openSnapshot`).
   *
   * @returns `backup/busy` while the store gets another key, `store/io`, `store/disk-full`, `store/damaged`,
   *   `vault/header-damaged`
   * @throws VaultLockedError after the lock
   */
  openSnapshot(): Result<Snapshot> {
    if (this.storeKey.isRunning) return fail('backup/busy')
    const storeKey = openStoreKey(this.#keys.vaultKey, this.#body)
    if (storeKey === null) return fail('vault/header-damaged')
    try {
      return this.store.openSnapshot(storeKey)
    } finally {
      storeKey.fill(0)
    }
  }

  /** A copy of the keys, to try a backup with; null without a kit. Hold it shortly, then `wipe`. */
  copyIdentity(): RecoveredIdentity | null {
    const wrap = this.recoveryKitWrap
    return wrap === null ? null : new RecoveredIdentity(this.vaultId, wrap, Buffer.from(this.#keys.vaultKey))
  }

  /** Call when the audit log durably holds the attempts: the journal starts over after the last number. */
  foldLockedJournal(): Result<void> {
    return attemptOnDisk(() => {
      this.#context.journal.reset(newestIn(this.lockedJournal), this.#journalSealsTo, this.#deviceSecret)
      return ok(undefined)
    })
  }

  /** Call when the audit log durably holds that a renewal was interrupted. */
  forgetInterruptedRenewal(): Result<void> {
    return attemptOnDisk(() => {
      removeRekeyed(this.#context.files.store)
      return ok(undefined)
    })
  }

  /**
   * Replaces the passphrase in one write of the header; the store isn't touched. Where the vault had no device
   * secret and there is a keychain by now, it gets one.
   *
   * @param record writes the audit event once all is proven, before anything changes; a failure of it is returned
   * @returns `vault/wrong-passphrase`, `vault/too-many-attempts`, `vault/weak-passphrase`, `store/disk-full`, `store/io`
   */
  async changePassphrase(
    current: string,
    next: string,
    record: () => Result<void> = () => ok(undefined),
  ): Promise<Result<void>> {
    const strength = checkStrength(next, this.#context.deps.meter)
    if (!strength.ok) return strength
    return this.#inTurn(async () => {
      const proven = await this.#proof.prove(current, 'passphrase-change')
      if (!proven.ok) return proven
      proven.value.stretched.fill(0)
      return this.#replacePassphrase(next, record, true)
    })
  }

  /**
   * As `changePassphrase`, where something else has proven who asks: the recovery kit.
   *
   * @param record told whether the keychain's part of the key goes out of use, since the keychain doesn't answer
   * @param keepsFactors false: what was asked for beside the passphrase is lost, and is asked for no more
   * @returns `vault/weak-passphrase`, `store/disk-full`, `store/io`, and what `record` gives
   */
  async replacePassphrase(
    next: string,
    record: (losesDeviceSecret: boolean) => Result<void>,
    keepsFactors = true,
  ): Promise<Result<void>> {
    const strength = checkStrength(next, this.#context.deps.meter)
    if (!strength.ok) return strength
    return this.#inTurn(() => this.#replacePassphrase(next, record, keepsFactors))
  }

  async #replacePassphrase(
    next: string,
    record: (losesDeviceSecret: boolean) => Result<void>,
    keepsFactors: boolean,
  ): Promise<Result<void>> {
    const { deps } = this.#context
    const device =
      this.#deviceSecret === null
        ? await regainDeviceSecret(deps.keychain, this.vaultId, this.#body.deviceSecret)
        : { record: this.#body.deviceSecret, secret: this.#deviceSecret }
    const secrets = await stretchNew(next, device.secret, kdfCostOf(deps))
    const opening = this.#wrapsFor(secrets, keepsFactors)
    secrets.stretched.fill(0)
    const losesDeviceSecret = this.#body.deviceSecret.kind === 'keychain' && device.record.kind === 'none'
    const recorded = record(losesDeviceSecret)
    if (!recorded.ok) return recorded
    const written = this.#writeBody({
      ...this.#body,
      deviceSecret: device.record,
      wraps: [...opening, ...wrapsWithoutPassphrase(this.#body)],
    })
    if (!written.ok) return written
    this.#deviceSecret = device.secret
    return this.foldLockedJournal()
  }

  /** A new kit to show. It counts only once `confirmRecoveryKit` proves that it was written down. */
  makeRecoveryKit(): RecoveryKit {
    this.#pendingKit = generateRecoveryKit(this.#context.deps.kitWords)
    return this.#pendingKit
  }

  /**
   * Puts the kit that was shown in the place of an older one.
   *
   * @returns `vault/recovery-kit-missing` when none was made, `vault/recovery-kit-mistyped` when the proof is wrong,
   *   `store/disk-full`, `store/io`
   * @param record as for `changePassphrase`
   */
  confirmRecoveryKit(proof: PaperProof, record: () => Result<void> = () => ok(undefined)): Result<void> {
    const kit = this.#pendingKit
    if (kit === null) return fail('vault/recovery-kit-missing')
    const proven = provePaper(kit, proof, 'vault/recovery-kit-mistyped')
    if (!proven.ok) return proven
    const recorded = record()
    if (!recorded.ok) return recorded
    const secret = recoveryKitSecret(kit)
    const wrap = makeRecoveryKitWrap(this.#keys.vaultKey, this.vaultId, secret, timestamp(this.#context.deps))
    secret.fill(0)
    const wraps = [...this.#body.wraps.filter(({ kind }) => kind !== 'recovery-kit'), wrap]
    const written = this.#writeBody({ ...this.#body, wraps })
    if (written.ok) this.#pendingKit = null
    return written
  }

  /**
   * Three shares of the kit that is typed, where it is the present one. Nothing of them is kept.
   *
   * @param typed the sixteen words and the check code
   * @returns `vault/recovery-kit-missing`, `vault/recovery-kit-mistyped`, and what `proveKit` gives
   */
  splitRecoveryKit(typed: string): Promise<Result<ShareSet>> {
    return this.proveKit('share-making', async () => {
      const wrap = this.recoveryKitWrap
      if (wrap === null) return fail('vault/recovery-kit-missing')
      const kit = parseRecoveryKit(typed)
      if (!kit.ok) return kit
      const secret = recoveryKitSecret(kit.value)
      const vaultKey = openRecoveryKitWrap(wrap, this.vaultId, secret)
      secret.fill(0)
      vaultKey?.fill(0)
      if (vaultKey === null) return fail('vault/wrong-recovery-kit')
      return splitRecoveryKit(kit.value, this.#context.deps.kitWords)
    })
  }

  /** Text that this vault keeps in the system's keychain, outside its files. */
  readAnchor(): Promise<KeychainAnswer> {
    return this.#context.deps.keychain.read(anchorName(this.vaultId))
  }

  /** @returns whether the keychain took it */
  writeAnchor(text: string): Promise<boolean> {
    return this.#context.deps.keychain.write(anchorName(this.vaultId), text)
  }

  /**
   * Wipes the keys and closes the store, at once. Whatever still wants a key or the store afterwards gets an
   * exception: stop it first. Idempotent.
   *
   * @param keepsForPasskey leaves the vault key in memory, wrapped by the secrets of this computer's own passkeys, so
   *   that one of them opens alone for a while (`LockedVault.unlockWithPasskey`)
   */
  lock({ keepsForPasskey = false }: { readonly keepsForPasskey?: boolean } = {}): void {
    if (!this.#keys.isWiped) this.#leaveForPasskey(keepsForPasskey)
    this.#keys.wipe()
    this.#deviceSecret?.fill(0)
    this.#pendingKit = null
    this.store.close()
  }

  #wrapsFor(secrets: PassphraseSecrets, keepsFactors: boolean): HeaderBody['wraps'] {
    const { vaultKey } = this.#keys
    const factors = keepsFactors ? factorWrapsOf(this.#body) : []
    return factors.length === 0
      ? [makePassphraseWrap(vaultKey, this.vaultId, secrets, timestamp(this.#context.deps))]
      : factors.map((wrap) => remakeFactorWrap(vaultKey, this.vaultId, secrets, wrap))
  }

  #leaveForPasskey(isAllowed: boolean): void {
    const { passkeyAlone } = this.#context
    const own = factorWrapsOf(this.#body).filter(
      (wrap) => wrap.kind === 'passphrase-passkey' && wrap.attachment === 'platform',
    )
    if (!isAllowed || own.length === 0) {
      passkeyAlone.end()
      return
    }
    const factors = own.map((wrap) => ({
      id: wrap.id,
      secret: openFactor(this.#keys.vaultKey, this.vaultId, wrap),
    }))
    passkeyAlone.arm(this.vaultId, this.#keys.vaultKey, factors)
    for (const { secret } of factors) secret.fill(0)
  }

  #writeBody(body: HeaderBody): Result<void> {
    const written = writeHeader(this.#context.files, body, this.#keys.vaultKey)
    if (written.ok) this.#body = body
    return written
  }

  /**
   * Whether the person before the screen knows the passphrase.
   *
   * @returns `vault/wrong-passphrase`, `vault/too-many-attempts`, and what `recordWrongProofs` was given gives
   */
  async provePassphrase(passphrase: string, purpose: ProofPurpose): Promise<Result<void>> {
    const proven = await this.#inTurn(() => this.#proof.prove(passphrase, purpose))
    if (!proven.ok) return proven
    proven.value.stretched.fill(0)
    return ok(undefined)
  }

  /** As `PassphraseProof.proveKit`. */
  proveKit<T>(purpose: ProofPurpose, open: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#proof.proveKit(purpose, open)
  }

  /** Each wrong passphrase or kit from now on, wherever one is asked for, before whoever typed it hears that it is wrong. */
  recordWrongProofs(record: RecordWrongProof): void {
    this.#proof.recordWith(record)
  }

  /** One proof and what follows from it at a time: what is proven holds for the header that is then changed. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastInTurn.then(work)
    this.#lastInTurn = done.catch(() => undefined)
    return done
  }
}

export type OpenedStore = {
  readonly store: Store
  readonly lockedJournal: JournalReading
  /** Public: what happens while the vault is locked is sealed to it. */
  readonly journalSealsTo: Uint8Array
  readonly wasRenewalInterrupted: boolean
}

function anchorName(vaultId: string): string {
  return `vault ${vaultId} audit anchor`
}
