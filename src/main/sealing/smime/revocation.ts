import * as pkijs from 'pkijs'
import { limits } from '../limits.ts'
import { parseBer, tryParse } from './asn1.ts'
import { schemeOf, verifies } from './signature-scheme.ts'
import { nameKey, serialOf, type X509 } from './x509.ts'

/** A certificate revocation list (RFC 5280, section 5) that somebody imported. */
export type RevocationList = {
  readonly parsed: pkijs.CertificateRevocationList
  readonly issuerKey: string
  /** Serial number to the time from which it is revoked. */
  readonly revoked: ReadonlyMap<string, Date>
}

/** Reads a DER or PEM list; null when it isn't one. Its signature is checked when it is used. */
export function readRevocationList(input: Uint8Array): RevocationList | null {
  if (input.length > limits.smimeMessageBytes) return null
  const text = new TextDecoder('latin1').decode(input.subarray(0, 64))
  const der = text.includes('-----BEGIN X509 CRL-----')
    ? Buffer.from(new TextDecoder('latin1').decode(input).replace(/-----[^-]+-----/g, ''), 'base64')
    : input
  const block = parseBer(der)
  const parsed =
    block === null ? null : tryParse(() => new pkijs.CertificateRevocationList({ schema: block }))
  if (parsed === null) return null
  const revoked = (parsed.revokedCertificates ?? []).map(
    ({ userCertificate, revocationDate }) => [serialOf(userCertificate), revocationDate.value] as const,
  )
  return { parsed, issuerKey: nameKey(parsed.issuer), revoked: new Map(revoked) }
}

/** True when a list that the issuer signed names the certificate; an old list still tells what was revoked then. */
export function isRevoked(certificate: X509, issuer: X509, list: RevocationList, at: Date): boolean {
  const since = list.revoked.get(certificate.serial)
  if (since === undefined || since > at || list.issuerKey !== certificate.issuerKey) return false
  const scheme = schemeOf(list.parsed.signatureAlgorithm)
  if (typeof scheme === 'string') return false
  return verifies(
    scheme,
    list.parsed.tbsView,
    list.parsed.signatureValue.valueBlock.valueHexView,
    issuer.publicKey,
  )
}
