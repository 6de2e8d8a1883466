import { fail, ok, type Result } from '../../shared/result.ts'
import type { HeaderBody } from './header.ts'
import type { UnlockAttempt } from './locked-journal.ts'
import type { ProofPurpose } from './proof-purposes.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { openWithPassphrase } from './vault-factors.ts'
import type { PassphraseSecrets } from './wraps.ts'

/** `inARow`: wrong ones since the last right one, this one among them. A failure of it is returned. */
export type RecordWrongProof = (wrong: { purpose: ProofPurpose; inARow: number }) => Result<void>

type OpenKeys = {
  readonly body: () => HeaderBody
  readonly vaultKey: () => Buffer
  readonly deviceSecret: () => Buffer | null
  /** ms since 1970. */
  readonly now: () => number
}

/** Whether the person before an unlocked screen knows the passphrase. */
export class PassphraseProof {
  readonly #keys: OpenKeys
  #wrong: UnlockAttempt[] = []
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
    const { body, vaultKey, deviceSecret, now } = this.#keys
    const waitMs = waitBeforeAttempt(this.#wrong, now())
    if (waitMs > 0) return fail('vault/too-many-attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
    const secrets = await openWithPassphrase(body(), vaultKey(), passphrase, deviceSecret())
    if (secrets !== null) {
      this.#wrong = []
      return ok(secrets)
    }
    const inARow = this.#wrong.length + 1
    this.#wrong.push({ number: inARow, at: now(), factor: 'passphrase' })
    const recorded = this.#record({ purpose, inARow })
    return recorded.ok ? fail('vault/wrong-passphrase') : recorded
  }
}
