import { createHash, timingSafeEqual } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { childrenOf, isContextTag, octetsOf, tryParse } from './asn1.ts'
import { readCapabilities, type SmimeCapability } from './capabilities.ts'
import { oids } from './oids.ts'
import type { X509 } from './x509.ts'

/** What a signer put under the signature beside the content (RFC 5652, section 5.3). */
export type SignerAttributes = {
  readonly messageDigest: Uint8Array
  readonly signedAt: Date | null
  readonly capabilities: readonly SmimeCapability[]
  /** The certificate that mail to the signer should be encrypted to, when it is another (RFC 8551, 2.5.3). */
  readonly encryptionCertificate: pkijs.IssuerAndSerialNumber | null
}

/**
 * Reads the signed attributes.
 *
 * @returns null when one that the RFC wants once isn't there once, or when the certificate that the signer bound
 *   (RFC 5035) isn't the given one
 */
export function readSignerAttributes(signer: pkijs.SignerInfo, certificate: X509): SignerAttributes | null {
  const attributes = signer.signedAttrs?.attributes ?? []
  const types = attributes.map(({ type }) => type)
  if (new Set(types).size !== types.length) return null
  const single = (type: string): asn1.BaseBlock | null => {
    const values: readonly unknown[] = attributes.find((attribute) => attribute.type === type)?.values ?? []
    const [value, ...more] = values
    return value instanceof asn1.BaseBlock && more.length === 0 ? value : null
  }
  const contentType = single(oids.contentType)
  const digest = single(oids.messageDigest)
  if (!(contentType instanceof asn1.ObjectIdentifier) || contentType.valueBlock.toString() !== oids.data)
    return null
  if (!(digest instanceof asn1.OctetString)) return null
  if (types.includes(oids.signingCertificateV2) && !isBoundTo(certificate, single(oids.signingCertificateV2)))
    return null
  const time = single(oids.signingTime)
  return {
    messageDigest: octetsOf(digest),
    signedAt: time instanceof asn1.UTCTime ? validDate(time.toDate()) : null,
    capabilities: readCapabilities(single(oids.smimeCapabilities) ?? undefined),
    encryptionCertificate: preferredCertificate(single(oids.encryptionKeyPreference)),
  }
}

function validDate(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date
}

/** SigningCertificateV2 (RFC 5035, section 3): the first entry is the signer's; SHA-256 where no hash is named. */
function isBoundTo(certificate: X509, value: asn1.BaseBlock | null): boolean {
  const [entries] = childrenOf(value)
  const fields = childrenOf(childrenOf(entries)[0])
  const [first, second] = fields
  const names: Readonly<Record<string, string>> = {
    [oids.sha256]: 'sha256',
    '2.16.840.1.101.3.4.2.2': 'sha384',
    '2.16.840.1.101.3.4.2.3': 'sha512',
  }
  const hash =
    first instanceof asn1.Sequence
      ? names[tryParse(() => new pkijs.AlgorithmIdentifier({ schema: first }))?.algorithmId ?? '']
      : 'sha256'
  const bound = first instanceof asn1.Sequence ? second : first
  if (hash === undefined || !(bound instanceof asn1.OctetString)) return false
  const expected = createHash(hash).update(certificate.der).digest()
  const given = octetsOf(bound)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** SMIMEEncryptionKeyPreference [0] IssuerAndSerialNumber; its other forms are not seen in mail. */
function preferredCertificate(value: asn1.BaseBlock | null): pkijs.IssuerAndSerialNumber | null {
  if (!isContextTag(value ?? undefined, 0)) return null
  const schema = new asn1.Sequence({ value: childrenOf(value) })
  return tryParse(() => new pkijs.IssuerAndSerialNumber({ schema }))
}
