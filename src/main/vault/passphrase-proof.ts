import { fail, ok, type Result } from '../../shared/result.ts'
import type { HeaderBody } from './header.ts'
import type { Proof, ProofPurpose } from './proof-purposes.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { openWithPassphrase } from './vault-factors.ts'
import type { PassphraseSecrets } from './wraps.ts'

/** `inARow`: wrong ones since the last right one, this one among them. A failure of it is returned. */
export type RecordWrongProof = (wrong: { purpose: ProofPurpose; with: Proof; inARow: number }) => Result<void>

type OpenKeys = {
  readonly body: () => HeaderBody
  readonly vaultKey: () => Buffer
  readonly deviceSecret: () => Buffer | null
  /** ms since 1970. */
  readonly now: () => number
}

/** Whether the person before an unlocked screen knows the passphrase, or has the recovery kit. */
export class PassphraseProof {
  readonly #keys: OpenKeys
  #wrong: { readonly at: number }[] = []
  #lastKit: Promise<unknown> = Promise.resolve()
  #record: RecordWrongProof = () => ok(undefined)

  constructor(keys: OpenKeys) {
    this.#keys = keys
  }

  recordWith(record: RecordWrongProof): void {
    this.#record = record
  }

  /**
   * Whoever sits there must not guess faster than before a locked screen, nor with fewer traces (45 CFR
   * 164.308(a)(5)(ii)(C)).
   *
   * @returns `vault/wrong-passphrase`, `vault/too-many-attempts`, and where the passphrase is wrong what the record gives;
   *   the caller wipes `stretched`
   */
  async prove(passphrase: string, purpose: ProofPurpose): Promise<Result<PassphraseSecrets>> {
    const { body, vaultKey, deviceSecret } = this.#keys
    const free = this.#mayBeTried()
    if (!free.ok) return free
    const secrets = await openWithPassphrase(body(), vaultKey(), passphrase, deviceSecret())
    if (secrets !== null) {
      this.#wrong = []
      return ok(secrets)
    }
    const refused = this.#refuse(purpose, 'passphrase')
    return refused.ok ? fail('vault/wrong-passphrase') : refused
  }

  /**
   * What the words of the kit open. Wrong ones count as a wrong passphrase does. Right ones end no row: what they open may be
   * a backup of another vault.
   *
   * @returns what `open` gives, `vault/too-many-attempts`, and where the kit is wrong what the record gives
   */
  proveKit<T>(purpose: ProofPurpose, open: () => Promise<Result<T>>): Promise<Result<T>> {
    // Not in the turn of what changes the header: a drive that a backup is opened from may not answer for minutes.
    const done = this.#lastKit.then(() => this.#tryKit(purpose, open))
    this.#lastKit = done.catch(() => undefined)
    return done
  }

  async #tryKit<T>(purpose: ProofPurpose, open: () => Promise<Result<T>>): Promise<Result<T>> {
    const free = this.#mayBeTried()
    if (!free.ok) return free
    const opened = await open()
    if (opened.ok || opened.error.code !== 'vault/wrong-recovery-kit') return opened
    const refused = this.#refuse(purpose, 'recovery-kit')
    return refused.ok ? opened : refused
  }

  #mayBeTried(): Result<void> {
    const waitMs = waitBeforeAttempt(this.#wrong, this.#keys.now())
    return waitMs > 0
      ? fail('vault/too-many-attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
      : ok(undefined)
  }

  #refuse(purpose: ProofPurpose, proof: Proof): Result<void> {
    const inARow = this.#wrong.length + 1
    this.#wrong.push({ at: this.#keys.now() })
    return this.#record({ purpose, with: proof, inARow })
  }
}
