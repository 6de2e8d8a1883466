import { randomBytes } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { deriveKey, unwrapKey, wrapKey } from './keys.ts'

/** How long after the passphrase a platform passkey may open the vault alone, and how many tries it has. */
const lifetimeMs = 12 * 3_600_000
const mostFailures = 3

const label = 'sealpost/vault/1/passkey-alone'

/** A factor that may open alone, and its secret. */
export type AloneFactor = { readonly id: string; readonly secret: Uint8Array }

type Wrapped = { readonly id: string; readonly salt: Buffer; readonly sealedKey: string }

/** When the passphrase was given: by the clock, which people can set, and by one that only runs. */
type Moment = { readonly at: number; readonly ranMs: number }

/**
 * The vault key in memory, wrapped by the secret of each platform passkey: what remains of an unlocked vault after the
 * lock, where that is allowed. Gone with the program, after 12 hours, after three wrong tries, or when the clock was
 * set back. Nothing of it is ever written.
 */
export class PasskeyAlone {
  readonly #now: () => number
  readonly #ranMs: () => number
  #since: Moment | null = null
  #lastSeenAt = 0
  #wrapped: readonly Wrapped[] = []
  #failures = 0
  #timer: NodeJS.Timeout | undefined

  /** @param ranMs a clock that can't be set */
  constructor(now: () => number, ranMs: () => number = () => performance.now()) {
    this.#now = now
    this.#ranMs = ranMs
  }

  /** The passphrase was given: the 12 hours begin. */
  begin(): void {
    this.end()
    this.#since = { at: this.#now(), ranMs: this.#ranMs() }
    this.#lastSeenAt = this.#since.at
  }

  /** At the lock: keeps the key for these passkeys, unless the time is over. */
  arm(vaultId: string, vaultKey: Uint8Array, factors: readonly AloneFactor[]): void {
    if (!this.#isInTime()) {
      this.end()
      return
    }
    this.#failures = 0
    this.#endInTime()
    this.#wrapped = factors.map(({ id, secret }) => {
      const salt = randomBytes(32)
      const key = deriveKey(secret, salt, label)
      const sealedKey = wrapKey(key, vaultKey, contextOf(vaultId, id))
      key.fill(0)
      return { id, salt, sealedKey }
    })
  }

  /** Which passkeys open alone at this moment. */
  get ids(): string[] {
    if (!this.#isInTime()) this.end()
    return this.#wrapped.map(({ id }) => id)
  }

  /** The vault key, or null; the third null in a row ends it. */
  open(vaultId: string, { id, secret }: AloneFactor): Buffer | null {
    if (!this.#isInTime()) this.end()
    const wrapped = this.#wrapped.find((candidate) => candidate.id === id)
    if (wrapped !== undefined) {
      const key = deriveKey(secret, wrapped.salt, label)
      const vaultKey = unwrapKey(key, wrapped.sealedKey, contextOf(vaultId, id))
      key.fill(0)
      if (vaultKey !== null) return vaultKey
    }
    this.#failures += 1
    if (this.#failures >= mostFailures) this.end()
    return null
  }

  /** The next unlock needs the passphrase. */
  end(): void {
    this.#since = null
    this.#wrapped = []
    this.#failures = 0
    clearTimeout(this.#timer)
  }

  /** Also where nobody asks any more. While the computer sleeps the timer may stand still; each question looks, too. */
  #endInTime(): void {
    if (this.#since === null) return
    const passedMs = Math.max(this.#now() - this.#since.at, this.#ranMs() - this.#since.ranMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.end()
    }, lifetimeMs - passedMs)
    this.#timer.unref()
  }

  #isInTime(): boolean {
    if (this.#since === null) return false
    const [at, ranMs] = [this.#now(), this.#ranMs()]
    const isSetBack = at < this.#lastSeenAt
    this.#lastSeenAt = at
    // The clock that can't be set may stand still while the computer sleeps.
    const passedMs = Math.max(at - this.#since.at, ranMs - this.#since.ranMs)
    return !isSetBack && passedMs < lifetimeMs
  }
}

function contextOf(vaultId: string, id: string): string {
  return canonicalJson({ vaultId, passkeyAlone: id })
}
