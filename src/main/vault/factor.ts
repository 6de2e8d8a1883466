import { fail, ok, type Result } from '../../shared/result.ts'
import { factorWrapsOf, type FactorWrap, type HeaderBody } from './header.ts'
import { parseKeyFile } from './key-file.ts'
import { deriveKey, isSameHex, keyBytes, macOf } from './keys.ts'

/** What a person holds out beside the passphrase. Its bytes are wiped once they were used. */
export type FactorProof =
  /** `id` names the factor; `output` is the PRF's for the salt of its wrap, 32 bytes. */
  | { readonly kind: 'passkey'; readonly id: string; readonly output: Uint8Array }
  /** The whole file. */
  | { readonly kind: 'key-file'; readonly file: Uint8Array }

/** As the audit log and the window name it. */
export type FactorKind = FactorProof['kind']

/** A second factor that the vault asks for. Its name is kept in the store, not in the header. */
export type KnownFactor = {
  readonly id: string
  readonly kind: FactorKind
  readonly createdAt: string
  /** A passkey that can't leave it. */
  readonly isOfThisComputer: boolean
}

/** What the window needs to ask a passkey, without any secret. */
export type PasskeyAsk = {
  readonly id: string
  /** base64url. */
  readonly credentialId: string
  /** Input of the PRF, base64. */
  readonly salt: string
  readonly transports: readonly string[]
}

const labels = {
  passkey: 'sealpost/vault/1/factor/passkey',
  'key-file': 'sealpost/vault/1/factor/key-file',
  check: 'sealpost/vault/1/factor-check',
} as const

/** The factor's secret from what the authenticator or the file gave: 32 bytes, bound to the vault. */
export function factorSecret(kind: FactorKind, vaultId: string, given: Uint8Array): Buffer {
  if (given.byteLength !== keyBytes) throw new RangeError('a factor gives 32 bytes')
  return deriveKey(given, Buffer.from(vaultId, 'hex'), labels[kind])
}

/** What the wrap holds to recognize the factor by. */
export function factorCheck(secret: Uint8Array): string {
  return macOf(secret, labels.check)
}

export function kindOf(wrap: FactorWrap): FactorKind {
  return wrap.kind === 'passphrase-passkey' ? 'passkey' : 'key-file'
}

export function knownFactors(body: HeaderBody): KnownFactor[] {
  return factorWrapsOf(body).map((wrap) => ({
    id: wrap.id,
    kind: kindOf(wrap),
    createdAt: wrap.createdAt,
    isOfThisComputer: wrap.kind === 'passphrase-passkey' && wrap.attachment === 'platform',
  }))
}

export function passkeyAsks(body: HeaderBody): PasskeyAsk[] {
  return factorWrapsOf(body).flatMap((wrap) =>
    wrap.kind === 'passphrase-passkey'
      ? [{ id: wrap.id, credentialId: wrap.credentialId, salt: wrap.salt, transports: wrap.transports }]
      : [],
  )
}

/** What was held out, read: its secret, not yet compared with anything. */
export function readFactor(proof: FactorProof, vaultId: string): Result<Buffer> {
  const given = proof.kind === 'passkey' ? ok(Buffer.from(proof.output)) : parseKeyFile(proof.file, vaultId)
  if (!given.ok) return given
  const secret = factorSecret(proof.kind, vaultId, given.value)
  given.value.fill(0)
  return ok(secret)
}

/**
 * The wrap that belongs to what was held out.
 *
 * @returns `vault/wrong-factor`
 */
export function matchFactor(body: HeaderBody, kind: FactorKind, secret: Uint8Array): Result<FactorWrap> {
  const check = factorCheck(secret)
  const wrap = factorWrapsOf(body).find(
    (candidate) => kindOf(candidate) === kind && isSameHex(candidate.check, check),
  )
  return wrap === undefined ? fail('vault/wrong-factor') : ok(wrap)
}
