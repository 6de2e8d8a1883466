import { parseBer } from './asn1.ts'
import * as asn1 from 'asn1js'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { readCapabilities, type SmimeCapability } from './capabilities.ts'
import { readCertificateFile, toPem } from './certificate-file.ts'
import { findChain, findWeakKey, isForMail, weakSignature, type Trust } from './chain.ts'
import { oids } from './oids.ts'
import { schemeOf } from './signature-scheme.ts'
import type { X509 } from './x509.ts'

/** What a person needs to know of an S/MIME certificate. Plain data. */
export type SmimeCertificateInfo = {
  /** The certificate, then the authorities between it and its root: what is stored, and needed to judge it again. */
  readonly pem: string
  /** SHA-256, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string
  /** Whom it names, and who vouches for that. For display. */
  readonly subject: string
  readonly issuer: string
  /** Mail addresses it names, lower case. */
  readonly addresses: readonly string[]
  readonly validFrom: Date
  readonly expiresAt: Date
  /** For display, such as "rsa 2048" or "P-256". */
  readonly algorithm: string
  readonly canEncrypt: boolean
  readonly canSign: boolean
  /** What the certificate itself says of its owner's program (RFC 4262); mostly nothing. */
  readonly capabilities: readonly SmimeCapability[]
}

export type CertificatePurpose = 'encrypt' | 'sign'

export type JudgeOptions = Trust & {
  readonly purpose: CertificatePurpose
  /** The address it must name; not checked when absent. */
  readonly address?: string
}

/** A certificate that passed every check, with its chain: itself first, its root last. */
export type JudgedCertificate = { readonly certificate: X509; readonly chain: readonly X509[] }

/**
 * Reads one person's certificate (RFC 8550) from a file or a paste, with or without its authorities, and refuses
 * what must not be used at `now`. Of several that fit, the one by the rule of `chooseCertificate` counts.
 *
 * @param input PEM, DER or PKCS#7
 * @returns `smime/not-a-certificate` (detail `count` when there are several persons' certificates),
 *   `smime/secret-key-given`, and what `judge` says
 */
export function readSmimeCertificate(
  input: Uint8Array | string,
  options: JudgeOptions,
): Result<SmimeCertificateInfo> {
  const judged = judgeFile(input, options)
  return judged.ok ? ok(describe(judged.value)) : judged
}

/**
 * What a stored certificate says of itself, judged by nothing: for display alone, also of one that has expired.
 *
 * @param pem as `SmimeCertificateInfo.pem`: the certificate first
 */
export function describeSmimeCertificate(pem: string): SmimeCertificateInfo | null {
  const read = readCertificateFile(pem)
  const [certificate] = read.ok ? read.value : []
  return certificate === undefined ? null : { ...describe({ certificate, chain: [certificate] }), pem }
}

/** The same for other modules of this room, which need the certificate itself. */
export function judgeFile(input: Uint8Array | string, options: JudgeOptions): Result<JudgedCertificate> {
  const read = readCertificateFile(input)
  if (!read.ok) return read
  const certificates = read.value
  // The owner's certificate is the one that has issued none of the others.
  const owners = certificates.filter(
    (certificate) =>
      !certificates.some(
        ({ issuerKey, subjectKey }) => issuerKey === certificate.subjectKey && subjectKey !== issuerKey,
      ),
  )
  const [owner, ...others] = owners
  if (owner === undefined || others.length > 0)
    return fail('smime/not-a-certificate', { count: owners.length })
  return judge(owner, certificates, options)
}

/**
 * Judges one certificate for one purpose at one time.
 *
 * @param others authorities that came with it
 * @returns `smime/certificate-weak` (detail `algorithm`), `smime/unsupported-algorithm`,
 *   `smime/certificate-not-yet-valid` (detail `validFrom`), `smime/certificate-expired` (detail `expiredAt`),
 *   `smime/wrong-purpose`, `smime/no-encryption-usage`, `smime/no-signing-usage`, `smime/address-mismatch`
 *   (details `address`, `named`), and what `findChain` says
 */
export function judge(
  certificate: X509,
  others: readonly X509[],
  options: JudgeOptions,
): Result<JudgedCertificate> {
  const problem = findOwnProblem(certificate, options)
  if (problem !== null) return { ok: false, error: problem }
  const chain = findChain(certificate, others, options)
  return chain.ok ? ok({ certificate, chain: chain.value }) : chain
}

function findOwnProblem(certificate: X509, { now, purpose, address, anchors }: JudgeOptions): Failure | null {
  const weakKey = findWeakKey(certificate)
  if (weakKey !== null) return weakKey
  // Of a certificate that is a root itself, nobody else's signature counts.
  const isAnchor = anchors.has(certificate.fingerprint)
  if (!isAnchor && schemeOf(certificate.parsed.signatureAlgorithm) === 'weak')
    return weakSignature(certificate)
  if (now < certificate.validFrom)
    return {
      code: 'smime/certificate-not-yet-valid',
      detail: { validFrom: certificate.validFrom.toISOString() },
    }
  if (now > certificate.expiresAt)
    return { code: 'smime/certificate-expired', detail: { expiredAt: certificate.expiresAt.toISOString() } }
  if (certificate.unknownCritical.length > 0)
    return { code: 'smime/chain-invalid', detail: { problem: 'unknown critical extension' } }
  if (!isForMail(certificate)) return { code: 'smime/wrong-purpose' }
  if (purpose === 'encrypt' && !canEncrypt(certificate)) return { code: 'smime/no-encryption-usage' }
  if (purpose === 'sign' && !canSign(certificate)) return { code: 'smime/no-signing-usage' }
  if (address === undefined || certificate.addresses.includes(address.toLowerCase())) return null
  return { code: 'smime/address-mismatch', detail: { address, named: certificate.addresses.join(', ') } }
}

/** RFC 8550, section 4.4.2: RSA keys encipher a key, elliptic ones agree on one. */
export function canEncrypt({ publicKey, keyUsage }: X509): boolean {
  if (publicKey.asymmetricKeyType === 'rsa-pss') return false
  return keyUsage?.has(publicKey.asymmetricKeyType === 'ec' ? 'keyAgreement' : 'keyEncipherment') ?? true
}

export function canSign({ keyUsage }: X509): boolean {
  return keyUsage === null || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation')
}

export function describe({ certificate, chain }: JudgedCertificate): SmimeCertificateInfo {
  return {
    // A root isn't kept beside it: it must be trusted anew each time.
    pem: toPem(chain.length > 1 ? chain.slice(0, -1) : chain),
    fingerprint: certificate.fingerprint,
    subject: certificate.subjectName,
    issuer: certificate.issuerName,
    addresses: certificate.addresses,
    validFrom: certificate.validFrom,
    expiresAt: certificate.expiresAt,
    algorithm: certificate.algorithm,
    canEncrypt: canEncrypt(certificate),
    canSign: canSign(certificate),
    capabilities: certificateCapabilities(certificate),
  }
}

/** The certificate's own SMIMECapabilities extension (RFC 4262). */
export function certificateCapabilities({ parsed }: X509): SmimeCapability[] {
  const extension = parsed.extensions?.find(({ extnID }) => extnID === oids.smimeCapabilities)
  const value = extension === undefined ? null : parseBer(extension.extnValue.valueBlock.valueHexView)
  return value instanceof asn1.Sequence ? readCapabilities(value) : []
}
