import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, openStore, type Store } from '../store/index.ts'
import { kdfCostOf, timestamp, writeHeader, type VaultContext } from './context.ts'
import { makeDeviceSecret } from './device-secret.ts'
import type { HeaderBody, PassphraseWrap } from './header.ts'
import type { JournalReading, UnlockAttempt } from './locked-journal.ts'
import { generateRecoveryKit, recoveryKitSecret, type RecoveryKit } from './recovery-kit.ts'
import { checkStrength } from './strength.ts'
import { SubKeys, type KeyPurpose } from './sub-keys.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { makePassphraseWrap, makeRecoveryKitWrap, openPassphraseWrap, openStoreKey } from './wraps.ts'

export type UnlockWay = 'created' | 'passphrase' | 'recovery-kit'

/** What a person reads off her paper to show that the kit was written down. `wordNumber` counts from 1. */
export type KitProof = { readonly checkCode: string; readonly wordNumber: number; readonly word: string }

export type Opening = {
  readonly vaultKey: Buffer
  readonly body: HeaderBody
  readonly deviceSecret: Buffer | null
  /** What the locked-side journal was written under: not the new secret that a recovery made. */
  readonly journalSecret: Buffer | null
  readonly way: UnlockWay
}

/** An open vault: the store, and keys for named purposes. `lock()` ends it. */
export class UnlockedVault {
  readonly store: Store
  readonly way: UnlockWay
  /** Attempts since the last unlock; the last one is this unlock itself. To be folded into the audit log. */
  readonly lockedJournal: JournalReading
  readonly #context: VaultContext
  readonly #keys: SubKeys
  #deviceSecret: Buffer | null
  #body: HeaderBody
  #pendingKit: RecoveryKit | null = null
  #wrongPassphrases: UnlockAttempt[] = []

  constructor(
    context: VaultContext,
    opening: Opening,
    opened: { store: Store; lockedJournal: JournalReading },
  ) {
    this.#context = context
    this.#keys = new SubKeys(opening.vaultKey, opening.body.vaultId)
    this.#deviceSecret = opening.deviceSecret
    this.#body = opening.body
    this.store = opened.store
    this.lockedJournal = opened.lockedJournal
    this.way = opening.way
  }

  get vaultId(): string {
    return this.#body.vaultId
  }

  get hasRecoveryKit(): boolean {
    return this.#body.wraps.some(({ kind }) => kind === 'recovery-kit')
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

  /** Call when the audit log durably holds the attempts: the journal starts over after the last number. */
  foldLockedJournal(): Result<void> {
    const { folded, attempts } = this.lockedJournal
    const last = attempts.at(-1)?.number ?? folded ?? 0
    return attemptOnDisk(() => {
      this.#context.journal.reset(last, this.#deviceSecret)
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
    const proven = await this.#provePassphrase(current)
    return proven.ok ? this.replacePassphrase(next, record) : proven
  }

  /**
   * As `changePassphrase`, where something else has proven who asks: the recovery kit.
   *
   * @returns `vault/weak-passphrase`, `store/disk-full`, `store/io`, and what `record` gives
   */
  async replacePassphrase(next: string, record: () => Result<void>): Promise<Result<void>> {
    const { deps } = this.#context
    const strength = checkStrength(next, deps.meter)
    if (!strength.ok) return strength
    const device =
      this.#deviceSecret === null
        ? await makeDeviceSecret(deps.keychain, this.vaultId)
        : { record: this.#body.deviceSecret, secret: this.#deviceSecret }
    const secrets = { passphrase: next, deviceSecret: device.secret }
    const wrap = await makePassphraseWrap(
      this.#keys.vaultKey,
      this.vaultId,
      secrets,
      kdfCostOf(deps),
      timestamp(deps),
    )
    const recorded = record()
    if (!recorded.ok) return recorded
    const written = this.#writeBody({
      ...this.#body,
      deviceSecret: device.record,
      wraps: [wrap, ...this.#body.wraps.filter(({ kind }) => kind !== 'passphrase')],
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
  confirmRecoveryKit(proof: KitProof, record: () => Result<void> = () => ok(undefined)): Result<void> {
    const kit = this.#pendingKit
    if (kit === null) return fail('vault/recovery-kit-missing')
    const isProven =
      proof.checkCode.trim() === kit.checkCode &&
      proof.word.trim().toLowerCase() === kit.words[proof.wordNumber - 1]
    if (!isProven) return fail('vault/recovery-kit-mistyped')
    const recorded = record()
    if (!recorded.ok) return recorded
    const wrap = makeRecoveryKitWrap(
      this.#keys.vaultKey,
      this.vaultId,
      recoveryKitSecret(kit),
      timestamp(this.#context.deps),
    )
    const wraps = [...this.#body.wraps.filter(({ kind }) => kind !== 'recovery-kit'), wrap]
    const written = this.#writeBody({ ...this.#body, wraps })
    if (written.ok) this.#pendingKit = null
    return written
  }

  /** Text that this vault keeps in the system's keychain, outside its files; null without one. */
  async readAnchor(): Promise<string | null> {
    const answer = await this.#context.deps.keychain.read(anchorName(this.vaultId))
    return answer.state === 'found' ? answer.value : null
  }

  /** @returns whether the keychain took it */
  writeAnchor(text: string): Promise<boolean> {
    return this.#context.deps.keychain.write(anchorName(this.vaultId), text)
  }

  /**
   * Wipes the keys and closes the store, at once. Whatever still wants a key or the store afterwards gets an
   * exception: stop it first. Idempotent.
   */
  lock(): void {
    this.#keys.wipe()
    this.#deviceSecret?.fill(0)
    this.#pendingKit = null
    this.store.close()
  }

  #writeBody(body: HeaderBody): Result<void> {
    const written = writeHeader(this.#context.files, body, this.#keys.vaultKey)
    if (written.ok) this.#body = body
    return written
  }

  /** Whoever sits before an unlocked screen must not guess faster than before a locked one. */
  async #provePassphrase(passphrase: string): Promise<Result<void>> {
    const { deps } = this.#context
    const waitMs = waitBeforeAttempt(this.#wrongPassphrases, deps.now())
    if (waitMs > 0) return fail('vault/too-many-attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
    const wrap = this.#body.wraps.find(
      (candidate): candidate is PassphraseWrap => candidate.kind === 'passphrase',
    )
    if (wrap === undefined) return fail('vault/header-damaged')
    const deviceSecret = wrap.usesDeviceSecret ? this.#deviceSecret : null
    const key = await openPassphraseWrap(wrap, this.vaultId, { passphrase, deviceSecret })
    if (key === null) {
      const number = this.#wrongPassphrases.length + 1
      this.#wrongPassphrases.push({ number, at: deps.now(), factor: 'passphrase' })
      return fail('vault/wrong-passphrase')
    }
    key.fill(0)
    this.#wrongPassphrases = []
    return ok(undefined)
  }
}

/** Opens the store of a vault whose key is at hand; takes over `vaultKey` and wipes it on failure. */
export function openUnlocked(context: VaultContext, opening: Opening): Result<UnlockedVault> {
  const opened = openStoreOf(context, opening)
  if (!opened.ok) {
    opening.vaultKey.fill(0)
    return opened
  }
  return ok(new UnlockedVault(context, opening, opened.value))
}

function openStoreOf(
  context: VaultContext,
  { vaultKey, body, journalSecret }: Opening,
): Result<{ store: Store; lockedJournal: JournalReading }> {
  return attemptOnDisk(() => {
    const lockedJournal = context.journal.read(journalSecret)
    const storeKey = openStoreKey(vaultKey, body)
    if (storeKey === null) return fail('vault/header-damaged')
    const store = openStore({ path: context.files.store, key: storeKey })
    storeKey.fill(0)
    return store.ok ? ok({ store: store.value, lockedJournal }) : store
  })
}

function anchorName(vaultId: string): string {
  return `vault ${vaultId} audit anchor`
}
