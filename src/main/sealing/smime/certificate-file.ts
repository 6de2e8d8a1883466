import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { encode, parseBer, tryParse } from './asn1.ts'
import { oids } from './oids.ts'
import { parseX509, type X509 } from './x509.ts'

/**
 * The certificates in a file or a paste: PEM with one or more, DER, or a PKCS#7 bundle (.p7b, .p7c; RFC 8551,
 * section 3.8).
 *
 * @returns `smime/not-a-certificate`, or `smime/secret-key-given` for a private key or a PKCS#12 file
 */
export function readCertificateFile(input: Uint8Array | string): Result<X509[]> {
  if (input.length > limits.certificateBytes) return fail('smime/not-a-certificate')
  const text = typeof input === 'string' ? input : new TextDecoder('latin1').decode(input)
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return fail('smime/secret-key-given')
  const blocks = pemBlocks(text)
  const ders = blocks.length > 0 ? blocks : typeof input === 'string' ? [] : [input]
  const certificates: X509[] = []
  for (const der of ders) {
    const found = certificatesIn(der)
    if (!found.ok) return found
    certificates.push(...found.value)
  }
  if (certificates.length === 0 || certificates.length > limits.smimeCertificates)
    return fail('smime/not-a-certificate')
  return ok(certificates)
}

/** What stands in the PEM blocks of a text, in order, whatever their label. */
export function pemBlocks(text: string): Uint8Array[] {
  const blocks = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g
  return [...text.matchAll(blocks)].map(([, , base64 = '']) => Buffer.from(base64, 'base64'))
}

function certificatesIn(der: Uint8Array): Result<X509[]> {
  const single = parseX509(der)
  if (single !== null) return ok([single])
  const block = parseBer(der)
  if (block === null) return fail('smime/not-a-certificate')
  if (tryParse(() => new pkijs.PFX({ schema: block })) !== null) return fail('smime/secret-key-given')
  const bundle = tryParse(() => {
    const info = new pkijs.ContentInfo({ schema: parseBer(der) })
    return info.contentType === oids.signedData ? new pkijs.SignedData({ schema: info.content }) : null
  })
  return bundle === null ? fail('smime/not-a-certificate') : ok(certificatesOf(bundle))
}

/** The X.509 certificates that travel in a SignedData, without doubles; what can't be read is left out. */
export function certificatesOf(signed: pkijs.SignedData): X509[] {
  const found = new Map<string, X509>()
  for (const item of (signed.certificates ?? []).slice(0, limits.smimeCertificates)) {
    const certificate = item instanceof pkijs.Certificate ? parseX509(encode(item.toSchema(false))) : null
    if (certificate !== null) found.set(certificate.fingerprint, certificate)
  }
  return [...found.values()]
}

/** Certificates as PEM (RFC 7468), in the order given. */
export function toPem(certificates: readonly X509[]): string {
  return certificates.map(({ der }) => pemBlock('CERTIFICATE', der)).join('')
}

/** One PEM block (RFC 7468). */
export function pemBlock(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
