import { fail, ok, type Result } from '../../shared/result.ts'
import {
  factorCheck,
  factorSecret,
  knownFactors,
  passkeyAsks,
  type FactorKind,
  type KnownFactor,
  type PasskeyAsk,
} from './factor.ts'
import {
  factorWrapsOf,
  passphraseWrapOf,
  recoveryKitWrapOf,
  wrapsWithoutPassphrase,
  type FactorWrap,
  type HeaderBody,
  type PasskeyWrap,
} from './header.ts'
import type { ProofPurpose } from './proof-purposes.ts'
import { makeKeyFile, parseKeyFile } from './key-file.ts'
import {
  makeFactorWrap,
  makePassphraseWrap,
  newId,
  openFactor,
  openFactorWrap,
  openPassphraseWrap,
  sealFactor,
  stretchFor,
  type FactorRecord,
  type PassphraseSecrets,
} from './wraps.ts'

/** The header holds 32 wraps at most; nobody needs so many keys. */
const mostFactors = 8

/** A passkey as the window enrolled it. */
export type NewPasskey = Pick<PasskeyWrap, 'credentialId' | 'salt' | 'attachment' | 'transports'> & {
  /** The PRF's output for `salt`, 32 bytes. */
  readonly output: Uint8Array
}

/** Writes the audit event once all is proven, before anything changes; a failure of it is returned. */
export type RecordFactor = (factor: { readonly id: string; readonly kind: FactorKind }) => Result<void>

/** What factors need of the open vault that they belong to. */
export type OpenHeader = {
  readonly body: () => HeaderBody
  readonly vaultKey: () => Buffer
  /** ISO 8601. */
  readonly now: () => string
  /** Runs when the proof and the change of the header before it have ended. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Within `inTurn`. @returns `vault/wrong-passphrase`, `vault/too-many-attempts`; the caller wipes `stretched` */
  readonly prove: (passphrase: string, purpose: ProofPurpose) => Promise<Result<PassphraseSecrets>>
  readonly write: (body: HeaderBody) => Result<void>
}

/** The second factors of an open vault. While there is one, the passphrase alone opens nothing. */
export class VaultFactors {
  readonly #header: OpenHeader

  constructor(header: OpenHeader) {
    this.#header = header
  }

  get list(): readonly KnownFactor[] {
    return knownFactors(this.#header.body())
  }

  /** What the window asks its passkeys with. */
  get passkeys(): readonly PasskeyAsk[] {
    return passkeyAsks(this.#header.body())
  }

  /**
   * Whether `addPasskey` and `addKeyFile` would take this passphrase now.
   *
   * @returns `vault/wrong-passphrase`, `vault/too-many-attempts`, `vault/recovery-kit-missing` (a lost factor would
   *   be the end of the vault), `vault/factor-limit`
   */
  async mayAdd(passphrase: string): Promise<Result<void>> {
    const proven = await this.#header.inTurn(() => this.#mayAdd(passphrase))
    if (!proven.ok) return proven
    proven.value.stretched.fill(0)
    return ok(undefined)
  }

  /** The text of a new key file; it counts once `addKeyFile` was given it back as it was saved. */
  newKeyFile(): string {
    return makeKeyFile(this.#header.body().vaultId)
  }

  /**
   * From now on the vault asks for this passkey, or another factor, beside the passphrase. The passphrase is the
   * present one.
   *
   * @returns what `mayAdd` gives, `store/disk-full`, `store/io`, and what `record` gives
   */
  addPasskey(passphrase: string, passkey: NewPasskey, record: RecordFactor): Promise<Result<void>> {
    const { output, ...asked } = passkey
    return this.#header.inTurn(() =>
      this.#add(passphrase, 'passkey', output, record, (fields) => ({
        kind: 'passphrase-passkey',
        ...fields,
        ...asked,
      })),
    )
  }

  /**
   * As `addPasskey`, with a key file as it was read back from where it was saved.
   *
   * @returns also `vault/key-file-unreadable`, `vault/wrong-factor`
   */
  async addKeyFile(passphrase: string, file: Uint8Array, record: RecordFactor): Promise<Result<void>> {
    const key = parseKeyFile(file, this.#header.body().vaultId)
    if (!key.ok) return key
    try {
      return await this.#header.inTurn(() =>
        this.#add(passphrase, 'key-file', key.value, record, (fields) => ({
          kind: 'passphrase-key-file',
          ...fields,
        })),
      )
    } finally {
      key.value.fill(0)
    }
  }

  /**
   * Asks for this factor no more; with the last one gone the passphrase opens alone again.
   *
   * @returns `vault/factor-absent`, `vault/wrong-passphrase`, `vault/too-many-attempts`, `store/disk-full`,
   *   `store/io`, and what `record` gives
   */
  remove(passphrase: string, id: string, record: RecordFactor): Promise<Result<void>> {
    return this.#header.inTurn(() => this.#remove(passphrase, id, record))
  }

  async #remove(passphrase: string, id: string, record: RecordFactor): Promise<Result<void>> {
    const factor = this.list.find((known) => known.id === id)
    if (factor === undefined) return fail('vault/factor-absent')
    const proven = await this.#header.prove(passphrase, 'factor-removal')
    if (!proven.ok) return proven
    const recorded = record(factor)
    const body = this.#header.body()
    const kept = factorWrapsOf(body).filter((wrap) => wrap.id !== id)
    const opening =
      kept.length > 0
        ? kept
        : [makePassphraseWrap(this.#header.vaultKey(), body.vaultId, proven.value, this.#header.now())]
    proven.value.stretched.fill(0)
    if (!recorded.ok) return recorded
    return this.#header.write({ ...body, wraps: [...opening, ...wrapsWithoutPassphrase(body)] })
  }

  async #mayAdd(passphrase: string): Promise<Result<PassphraseSecrets>> {
    if (recoveryKitWrapOf(this.#header.body()) === undefined) return fail('vault/recovery-kit-missing')
    if (this.list.length >= mostFactors) return fail('vault/factor-limit')
    return this.#header.prove(passphrase, 'factor-addition')
  }

  async #add(
    passphrase: string,
    kind: FactorKind,
    given: Uint8Array,
    record: RecordFactor,
    complete: (fields: Pick<FactorRecord, 'id' | 'createdAt' | 'check' | 'sealedFactor'>) => FactorRecord,
  ): Promise<Result<void>> {
    const proven = await this.#mayAdd(passphrase)
    if (!proven.ok) return proven
    const body = this.#header.body()
    const vaultKey = this.#header.vaultKey()
    const id = newId()
    const secret = factorSecret(kind, body.vaultId, given)
    const fields = {
      id,
      createdAt: this.#header.now(),
      check: factorCheck(secret),
      sealedFactor: sealFactor(vaultKey, body.vaultId, id, secret),
    }
    secret.fill(0)
    const wrap = makeFactorWrap(vaultKey, body.vaultId, proven.value, complete(fields))
    proven.value.stretched.fill(0)
    const recorded = record({ id, kind })
    if (!recorded.ok) return recorded
    return this.#header.write({
      ...body,
      wraps: [...factorWrapsOf(body), wrap, ...wrapsWithoutPassphrase(body)],
    })
  }
}

/**
 * Proves a passphrase in an open vault: by the wrap that it opens alone, else by a factor's, whose secret the vault key opens.
 *
 * @returns what the passphrase gives, for the caller to wipe; null: it is another
 */
export async function openWithPassphrase(
  body: HeaderBody,
  vaultKey: Uint8Array,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<PassphraseSecrets | null> {
  const alone = passphraseWrapOf(body)
  const wrap = alone ?? factorWrapsOf(body)[0]
  if (wrap === undefined) return null
  const secrets = await stretchFor(wrap, passphrase, deviceSecret)
  const key =
    wrap.kind === 'passphrase'
      ? openPassphraseWrap(wrap, body.vaultId, secrets)
      : openWithFactor(wrap, body.vaultId, vaultKey, secrets)
  if (key === null) {
    secrets.stretched.fill(0)
    return null
  }
  key.fill(0)
  return secrets
}

function openWithFactor(
  wrap: FactorWrap,
  vaultId: string,
  vaultKey: Uint8Array,
  secrets: PassphraseSecrets,
): Buffer | null {
  const factor = openFactor(vaultKey, vaultId, wrap)
  try {
    return openFactorWrap(wrap, vaultId, secrets, factor)
  } finally {
    factor.fill(0)
  }
}
