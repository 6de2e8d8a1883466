import { fail, ok, type Result } from '../../../shared/result.ts'
import { readCertificateFile, toPem } from './certificate-file.ts'
import { findWeakKey, isForMail, type Trust } from './chain.ts'
import { schemeOf, verifies } from './signature-scheme.ts'
import type { X509 } from './x509.ts'

/** What a person needs to know of an authority before trusting it. Plain data. */
export type AuthorityInfo = {
  readonly pem: string
  /** SHA-256, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string
  /** Its name, and who vouches for it: itself, for a root. For display. */
  readonly subject: string
  readonly issuer: string
  readonly isRoot: boolean
  readonly validFrom: Date
  readonly expiresAt: Date
  /** For display, such as "rsa 4096" or "P-384". */
  readonly algorithm: string
}

/**
 * Reads the certificate of an authority that a practice wants to trust for mail, and refuses what must not be
 * trusted by anyone. Whether the person may trust it is the person's knowledge alone.
 *
 * @param input PEM, DER or PKCS#7 with one certificate
 * @returns `smime/not-an-authority`, `smime/secret-key-given`, `smime/authority-expired` and
 *   `smime/authority-not-yet-valid` (details `expiredAt`, `validFrom`), `smime/authority-weak` (detail `algorithm`),
 *   `smime/authority-broken`, `smime/authority-known`
 */
export function readAuthority(
  input: Uint8Array | string,
  { now, anchors }: Pick<Trust, 'now' | 'anchors'>,
): Result<AuthorityInfo> {
  const read = readCertificateFile(input)
  if (!read.ok) return read.error.code === 'smime/secret-key-given' ? read : fail('smime/not-an-authority')
  const [authority, ...others] = read.value
  if (authority === undefined || others.length > 0 || !maySignCertificates(authority))
    return fail('smime/not-an-authority')
  const { validFrom, expiresAt, algorithm } = authority
  const scheme = schemeOf(authority.parsed.signatureAlgorithm)
  if (scheme === 'weak' || findWeakKey(authority) !== null) return fail('smime/authority-weak', { algorithm })
  if (now > expiresAt) return fail('smime/authority-expired', { expiredAt: expiresAt.toISOString() })
  if (now < validFrom) return fail('smime/authority-not-yet-valid', { validFrom: validFrom.toISOString() })
  const isRoot = authority.subjectKey === authority.issuerKey
  if (scheme === 'unsupported' || (isRoot && !isSignedBy(authority, scheme)))
    return fail('smime/authority-broken')
  if (anchors.has(authority.fingerprint)) return fail('smime/authority-known')
  return ok(describeAuthority(authority))
}

/** What stands in a stored certificate of an authority, judged by nothing: for display, also once it has expired. */
export function describeStoredAuthority(pem: string): AuthorityInfo | null {
  const read = readCertificateFile(pem)
  const [authority] = read.ok ? read.value : []
  return authority === undefined ? null : describeAuthority(authority)
}

/** RFC 5280, sections 4.2.1.9 and 4.2.1.3; restricted to other purposes, it can vouch for no mail. */
function maySignCertificates(authority: X509): boolean {
  const { isAuthority, keyUsage, unknownCritical } = authority
  return (
    isAuthority &&
    (keyUsage?.has('keyCertSign') ?? true) &&
    unknownCritical.length === 0 &&
    isForMail(authority)
  )
}

/** Of a root, its own signature: proves nothing of who made it, but that the file is as it was made. */
function isSignedBy({ parsed, publicKey }: X509, scheme: Parameters<typeof verifies>[0]): boolean {
  const { tbsView, signatureValue } = parsed
  return verifies(scheme, tbsView, signatureValue.valueBlock.valueHexView, publicKey)
}

function describeAuthority(authority: X509): AuthorityInfo {
  return {
    pem: toPem([authority]),
    fingerprint: authority.fingerprint,
    subject: authority.subjectName,
    issuer: authority.issuerName,
    isRoot: authority.subjectKey === authority.issuerKey,
    validFrom: authority.validFrom,
    expiresAt: authority.expiresAt,
    algorithm: authority.algorithm,
  }
}
