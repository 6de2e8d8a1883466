import { randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { octets, oid, ownBytes, sequence, tagged } from './asn1.ts'
import type { SmimeCapability } from './capabilities.ts'
import { certificateCapabilities, judgeFile } from './certificate.ts'
import type { Trust } from './chain.ts'
import { encryptCbc, encryptGcm, gcmSizes } from './content-cipher.ts'
import { authEnveloped, enveloped } from './enveloped.ts'
import type { SmimeIdentity } from './identity.ts'
import { agreeOnKey } from './key-agreement.ts'
import { transportKey, transportMethod, type TransportMethod } from './key-transport.ts'
import { encryptedEntity } from './mime-entity.ts'
import { oids } from './oids.ts'
import { issuerAndSerial, signEntity } from './sign.ts'
import type { X509 } from './x509.ts'

export type SmimeRecipient = {
  /** As `SmimeCertificateInfo.pem`. */
  readonly pem: string
  /** What the owner's program announced in signed mail; beside what the certificate itself says. */
  readonly capabilities: readonly SmimeCapability[]
  /** The address that the certificate must name; not checked when absent. */
  readonly address?: string
}

export type SmimeEncryptOptions = {
  /** Everyone who reads this copy; Bcc recipients get a copy of their own. The order leaves no trace. */
  readonly recipients: readonly SmimeRecipient[]
  /** The practice's identity: mail encrypted to a certificate is always signed. */
  readonly signWith: SmimeIdentity
  /** Also readable by the practice itself, as for the copy in Sent. */
  readonly encryptToSelf?: boolean
  /** Roots and time: each certificate is judged again, since a queue may hold a message for days. */
  readonly trust: Trust
  /** Fits nowhere else in the message: random, with at least one "_". */
  readonly boundary: string
}

export type SmimeEncrypted = {
  /** The outer entity (application/pkcs7-mime), the input of `buildOuter`. */
  readonly entity: Uint8Array
  readonly algorithm: 'aes-256-gcm' | 'aes-256-cbc'
  /** Why the content isn't authenticated: whose program isn't known to read it. Null for AES-256-GCM. */
  readonly reason: { readonly code: 'gcm-not-announced'; readonly fingerprints: readonly string[] } | null
  /** How each certificate got the key, in order of fingerprint. */
  readonly recipients: readonly { readonly fingerprint: string; readonly key: TransportMethod | 'ecdh' }[]
  /** Fingerprint of the certificate that signed. */
  readonly signedBy: string
}

type Reader = { readonly certificate: X509; readonly capabilities: readonly SmimeCapability[] }

/**
 * Signs, then encrypts (RFC 8551). AuthEnvelopedData with AES-256-GCM when every reader is known to read it,
 * EnvelopedData with AES-256-CBC otherwise, with the reason. Never compressed.
 *
 * @param inner the complete MIME entity that becomes the protected part, as `buildInner` of the MIME room makes it
 * @returns what `judge` says of the first certificate that can't be used, our own included; `seal/no-method`
 *   without recipients, `smime/key-missing`
 */
export async function smimeSignAndEncrypt(
  inner: Uint8Array,
  options: SmimeEncryptOptions,
): Promise<Result<SmimeEncrypted>> {
  const { signWith, trust, boundary, encryptToSelf = false } = options
  const own = judgeFile(signWith.pem, { ...trust, purpose: 'sign' })
  if (!own.ok) return own
  const readers = readersOf(options, encryptToSelf)
  if (!readers.ok) return readers
  const signed = signEntity(inner, { signWith, now: trust.now, boundary })
  if (!signed.ok) return signed
  const encrypted = await encryptTo(readers.value, signed.value)
  return ok({ ...encrypted, signedBy: own.value.certificate.fingerprint })
}

function readersOf(options: SmimeEncryptOptions, encryptToSelf: boolean): Result<Reader[]> {
  const { recipients, signWith, trust } = options
  if (recipients.length === 0 && !encryptToSelf) return fail('seal/no-method')
  const self: readonly SmimeRecipient[] = encryptToSelf
    ? [{ pem: signWith.pem, capabilities: ['aes-256-gcm'] }]
    : []
  const readers = new Map<string, Reader>()
  for (const { pem, capabilities, address } of [...recipients, ...self]) {
    const judged = judgeFile(pem, { ...trust, purpose: 'encrypt', ...(address !== undefined && { address }) })
    if (!judged.ok) return judged
    const { certificate } = judged.value
    const announced = [...capabilities, ...certificateCapabilities(certificate)]
    readers.set(certificate.fingerprint, { certificate, capabilities: announced })
  }
  return ok(
    [...readers.values()].sort((a, b) => (a.certificate.fingerprint < b.certificate.fingerprint ? -1 : 1)),
  )
}

async function encryptTo(
  readers: readonly Reader[],
  content: Uint8Array,
): Promise<Omit<SmimeEncrypted, 'signedBy'>> {
  const contentKey = randomBytes(32)
  const infos = readers.map((reader) => recipientInfo(reader, contentKey))
  const blocks = infos.map(({ block }) => block)
  const recipients = readers.map(({ certificate: { fingerprint } }, at) => ({
    fingerprint,
    key: infos[at]?.key ?? 'ecdh',
  }))
  const unable = readers.filter(({ capabilities }) => !capabilities.includes('aes-256-gcm'))
  if (unable.length === 0) {
    const nonce = randomBytes(gcmSizes.nonce)
    const der = authEnveloped(blocks, { nonce, ...(await encryptGcm(contentKey, nonce, content)) })
    const entity = encryptedEntity(der, 'authEnveloped-data')
    return { entity, algorithm: 'aes-256-gcm', reason: null, recipients }
  }
  const iv = randomBytes(16)
  const sealed = { iv, ciphertext: await encryptCbc(contentKey, iv, content) }
  const der = enveloped(blocks, sealed, recipients.some(({ key }) => key === 'ecdh') ? 2 : 0)
  const fingerprints = unable.map(({ certificate }) => certificate.fingerprint)
  const entity = encryptedEntity(der, 'enveloped-data')
  return { entity, algorithm: 'aes-256-cbc', reason: { code: 'gcm-not-announced', fingerprints }, recipients }
}

/** KeyTransRecipientInfo or KeyAgreeRecipientInfo (RFC 5652, section 6.2). */
function recipientInfo(
  { certificate, capabilities }: Reader,
  contentKey: Uint8Array,
): { readonly block: asn1.BaseBlock; readonly key: TransportMethod | 'ecdh' } {
  if (certificate.publicKey.asymmetricKeyType === 'rsa') {
    const key = transportMethod(capabilities)
    const { algorithm, encryptedKey } = transportKey(key, certificate.publicKey, contentKey)
    const version = new asn1.Integer({ value: 0 })
    return { block: sequence(version, issuerAndSerial(certificate), algorithm, octets(encryptedKey)), key }
  }
  const agreed = agreeOnKey(certificate.publicKey, contentKey)
  const point = new asn1.BitString({ valueHex: ownBytes(agreed.originatorPoint) })
  const originator = tagged(0, tagged(1, sequence(oid(oids.ecPublicKey)), point))
  const keys = sequence(sequence(issuerAndSerial(certificate), octets(agreed.encryptedKey)))
  return { block: tagged(1, new asn1.Integer({ value: 3 }), originator, agreed.algorithm, keys), key: 'ecdh' }
}
