import { createHash, sign } from 'node:crypto'
import * as asn1 from 'asn1js'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { encode, fromDer, octets, oid, sequence, setOf, tagged } from './asn1.ts'
import { announcedCapabilities } from './capabilities.ts'
import { canEncrypt, canSign } from './certificate.ts'
import { contentInfo } from './enveloped.ts'
import { openIdentity, type OpenedIdentity, type SmimeIdentity } from './identity.ts'
import { clearSignedEntity } from './mime-entity.ts'
import { oids } from './oids.ts'
import type { X509 } from './x509.ts'

/**
 * Signs an entity as multipart/signed (RFC 8551, section 3.5.3) with SHA-256, the practice's chain beside it, the
 * time, the certificate's own hash (RFC 5035), and what this program reads (RFC 8551, section 2.5.2).
 *
 * @param entity complete MIME entity in 7-bit form with CRLF line ends
 * @param boundary as `clearSignedEntity` wants it
 * @returns `smime/key-missing` or `smime/no-signing-usage`
 */
export function signEntity(
  entity: Uint8Array,
  options: { readonly signWith: SmimeIdentity; readonly now: Date; readonly boundary: string },
): Result<Uint8Array> {
  const identity = openIdentity(options.signWith)
  if (identity === null) return fail('smime/key-missing')
  if (!canSign(identity.certificate)) return fail('smime/no-signing-usage')
  return ok(clearSignedEntity(entity, detachedSignature(entity, identity, options.now), options.boundary))
}

/** SignedData without content (RFC 5652, section 5). */
export function detachedSignature(content: Uint8Array, identity: OpenedIdentity, now: Date): Uint8Array {
  const { certificate, others, privateKey } = identity
  const attributes = signedAttributes(content, certificate, now)
  const signature = sign('sha256', encode(setOf(...attributes)), privateKey)
  const isRsa = privateKey.asymmetricKeyType === 'rsa'
  const signer = sequence(
    new asn1.Integer({ value: 1 }),
    issuerAndSerial(certificate),
    sequence(oid(oids.sha256)),
    tagged(0, ...setOf(...attributes).valueBlock.value),
    isRsa ? sequence(oid(oids.rsaEncryption), new asn1.Null()) : sequence(oid(oids.ecdsaSha256)),
    octets(signature),
  )
  // A root in a message proves nothing: whoever verifies has it, or doesn't trust it.
  const sent = [certificate, ...others.filter(({ subjectKey, issuerKey }) => subjectKey !== issuerKey)]
  const signedData = sequence(
    new asn1.Integer({ value: 1 }),
    setOf(sequence(oid(oids.sha256))),
    sequence(oid(oids.data)),
    tagged(0, ...sent.map(({ der }) => fromDer(der))),
    setOf(signer),
  )
  return contentInfo(oids.signedData, signedData)
}

function signedAttributes(content: Uint8Array, certificate: X509, now: Date): asn1.BaseBlock[] {
  const digest = createHash('sha256').update(content).digest()
  const certificateHash = createHash('sha256').update(certificate.der).digest()
  return [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingTime, timeBlock(now)),
    attribute(oids.signingCertificateV2, sequence(sequence(sequence(octets(certificateHash))))),
    attribute(oids.smimeCapabilities, announcedCapabilities(certificate.publicKey)),
    ...(canEncrypt(certificate)
      ? [attribute(oids.encryptionKeyPreference, tagged(0, ...issuerAndSerial(certificate).valueBlock.value))]
      : []),
  ]
}

function attribute(type: string, value: asn1.BaseBlock): asn1.Sequence {
  return sequence(oid(type), setOf(value))
}

/** UTCTime until 2049 (RFC 5652, section 11.3); whole seconds. */
function timeBlock(time: Date): asn1.BaseBlock {
  const valueDate = new Date(Math.floor(time.getTime() / 1000) * 1000)
  return time.getUTCFullYear() < 2050
    ? new asn1.UTCTime({ valueDate })
    : new asn1.GeneralizedTime({ valueDate })
}

/** IssuerAndSerialNumber (RFC 5652, section 10.2.4), with the issuer's bytes as the certificate has them. */
export function issuerAndSerial({ parsed }: X509): asn1.Sequence {
  return sequence(parsed.issuer.toSchema(), parsed.serialNumber)
}
