import { createHash, timingSafeEqual } from 'node:crypto'
import * as pkijs from 'pkijs'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { octetsOf, parseBer, tryParse } from './asn1.ts'
import { certificateCapabilities, describe, judge, type SmimeCertificateInfo } from './certificate.ts'
import { certificatesOf, readCertificateFile } from './certificate-file.ts'
import type { SmimeCapability } from './capabilities.ts'
import type { Trust } from './chain.ts'
import { isNamed } from './decrypt.ts'
import { oids } from './oids.ts'
import { digestNamed, schemeOf, verifies } from './signature-scheme.ts'
import { readSignerAttributes, type SignerAttributes } from './signer-attributes.ts'
import type { X509 } from './x509.ts'

/**
 * - `good`: made over exactly these bytes with a certificate that a trusted root vouches for, for mail, and that
 *   names the sender who is shown
 * - `unknown-key`: the bytes are as signed, but `problem` says why the certificate doesn't speak for the sender
 * - `bad`: changed since (`broken`), or signed with MD5, SHA-1 or a weak key (`weak`)
 */
export type SmimeSignature =
  | {
      readonly state: 'good'
      readonly fingerprint: string
      /** Whom the certificate names, and who vouches for it; for display. */
      readonly subject: string
      readonly issuer: string
      /** The signer's own word. */
      readonly signedAt: Date | null
      /** The certificate was valid at `signedAt` and isn't now. */
      readonly hasExpired: boolean
    }
  /** Both null: the certificate didn't come along and isn't known. */
  | { readonly state: 'unknown-key'; readonly fingerprint: string; readonly problem: Failure }
  | { readonly state: 'unknown-key'; readonly fingerprint: null; readonly problem: null }
  | { readonly state: 'bad'; readonly fingerprint: string | null; readonly problem: 'broken' | 'weak' }
  | { readonly state: 'none' }

/** A certificate that came with a good signature: offered as seen, never accepted by itself. */
export type LearnedCertificate = {
  readonly info: SmimeCertificateInfo
  /** What its owner's program reads; kept with the certificate. */
  readonly capabilities: readonly SmimeCapability[]
}

export type VerifyOptions = {
  readonly trust: Trust
  /** The one From address that is shown, or null when there isn't exactly one: then nothing is good. */
  readonly sender: string | null
  /** Certificates of the sender that are known already, for signatures that come without one. */
  readonly senderCertificates?: readonly string[]
}

export type Verified = {
  /** What was signed, and nothing else. */
  readonly content: Uint8Array
  readonly signature: SmimeSignature
  readonly learned: LearnedCertificate | null
}

type Judged = { readonly signature: SmimeSignature; readonly learned: LearnedCertificate | null }

/**
 * Verifies SignedData (RFC 5652, section 5).
 *
 * @param detached what was signed, CRLF line ends, where the content stands outside
 * @returns `smime/damaged` when it isn't SignedData or has no content, `smime/limits-exceeded`,
 *   `smime/unsupported-algorithm` when it is another kind of CMS
 */
export function verifySigned(
  der: Uint8Array,
  detached: Uint8Array | null,
  options: VerifyOptions,
): Result<Verified> {
  const block = der.length > limits.smimeMessageBytes ? null : parseBer(der)
  const info = block === null ? null : tryParse(() => new pkijs.ContentInfo({ schema: block }))
  if (info === null) return fail('smime/damaged')
  if (info.contentType !== oids.signedData)
    return fail('smime/unsupported-algorithm', { algorithm: info.contentType })
  const signed = tryParse(() => new pkijs.SignedData({ schema: info.content }))
  if (signed === null) return fail('smime/damaged')
  if (signed.signerInfos.length > limits.smimeSigners) return fail('smime/limits-exceeded')
  const { eContentType, eContent } = signed.encapContentInfo
  const content = detached ?? (eContent === undefined ? null : octetsOf(eContent))
  if (content === null || eContentType !== oids.data) return fail('smime/damaged')
  const known = (options.senderCertificates ?? []).map((pem) => readCertificateFile(pem))
  const certificates = [...certificatesOf(signed), ...known.flatMap((read) => (read.ok ? read.value : []))]
  const judged = signed.signerInfos.map((signer) => judgeSigner(signer, content, certificates, options))
  // A message that carries a good and a bad signature has been tampered with.
  const first = (state: SmimeSignature['state']) => judged.find(({ signature }) => signature.state === state)
  const one = first('bad') ?? first('good') ?? first('unknown-key')
  return ok({ content, ...(one ?? { signature: { state: 'none' }, learned: null }) })
}

function judgeSigner(
  signer: pkijs.SignerInfo,
  content: Uint8Array,
  certificates: readonly X509[],
  options: VerifyOptions,
): Judged {
  const sid: unknown = signer.sid
  const certificate = certificates.find((candidate) => isNamed(sid, candidate))
  if (certificate === undefined) {
    return alone({ state: 'unknown-key', fingerprint: null, problem: null })
  }
  const { fingerprint } = certificate
  const checked = checkSignature(signer, content, certificate)
  if (typeof checked === 'string') return alone({ state: 'bad', fingerprint, problem: checked })
  return judgeCertificate(certificate, checked, certificates, options)
}

function alone(signature: SmimeSignature): Judged {
  return { signature, learned: null }
}

/** The signer's attributes when the signature holds; without attributes, an empty set of them. */
function checkSignature(
  signer: pkijs.SignerInfo,
  content: Uint8Array,
  certificate: X509,
): SignerAttributes | 'broken' | 'weak' {
  const digest = digestNamed(signer.digestAlgorithm)
  if (digest === 'weak') return 'weak'
  if (digest === 'unsupported') return 'broken'
  const scheme = schemeOf(signer.signatureAlgorithm, digest)
  if (scheme === 'weak') return 'weak'
  if (scheme === 'unsupported') return 'broken'
  const signature = octetsOf(signer.signature)
  const { publicKey } = certificate
  if (signer.signedAttrs === undefined) {
    // A signature over attributes would verify as one over content that looks like attributes (a SET).
    if (content[0] === 0x31) return 'broken'
    const none = {
      messageDigest: new Uint8Array(),
      signedAt: null,
      capabilities: [],
      encryptionCertificate: null,
    }
    return verifies(scheme, content, signature, publicKey) ? none : 'broken'
  }
  const signedBytes = new Uint8Array(signer.signedAttrs.encodedValue)
  if (!verifies(scheme, signedBytes, signature, publicKey)) return 'broken'
  const attributes = readSignerAttributes(signer, certificate)
  const actual = createHash(digest).update(content).digest()
  const isSame =
    attributes?.messageDigest.length === actual.length && timingSafeEqual(attributes.messageDigest, actual)
  return isSame ? attributes : 'broken'
}

/** Judged at the time that the signer names, which is never later than now: old mail stays verified. */
function judgeCertificate(
  certificate: X509,
  attributes: SignerAttributes,
  others: readonly X509[],
  { trust, sender }: VerifyOptions,
): Judged {
  const { fingerprint, subjectName, issuerName, expiresAt } = certificate
  const { signedAt } = attributes
  const at = { ...trust, now: signedAt !== null && signedAt < trust.now ? signedAt : trust.now }
  const judged = judge(certificate, others, { ...at, purpose: 'sign', address: sender ?? '' })
  if (!judged.ok) {
    return judged.error.code === 'smime/certificate-weak'
      ? alone({ state: 'bad', fingerprint, problem: 'weak' })
      : alone({ state: 'unknown-key', fingerprint, problem: judged.error })
  }
  const signature: SmimeSignature = {
    state: 'good',
    fingerprint,
    subject: subjectName,
    issuer: issuerName,
    signedAt,
    hasExpired: expiresAt < trust.now,
  }
  return { signature, learned: learn(certificate, attributes, others, { trust, sender }) }
}

/** The signer's own choice, or the signing certificate; only one that mail can be encrypted to now. */
function learn(
  signing: X509,
  { encryptionCertificate, capabilities }: SignerAttributes,
  others: readonly X509[],
  { trust, sender }: VerifyOptions,
): LearnedCertificate | null {
  const preferred =
    encryptionCertificate === null ? undefined : others.find((other) => isNamed(encryptionCertificate, other))
  const judged = judge(preferred ?? signing, others, { ...trust, purpose: 'encrypt', address: sender ?? '' })
  if (!judged.ok) return null
  const announced = [...capabilities, ...certificateCapabilities(judged.value.certificate)]
  return { info: describe(judged.value), capabilities: [...new Set(announced)] }
}
