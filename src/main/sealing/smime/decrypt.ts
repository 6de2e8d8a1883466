import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import type { RecipientKey } from '../recipient-key.ts'
import { octetsOf } from './asn1.ts'
import { contentShape, decryptCbc, decryptGcm, type ContentAlgorithm } from './content-cipher.ts'
import { gcmParameters, parseEnveloped, type Enveloped } from './enveloped.ts'
import { openIdentity, type OpenedIdentity, type SmimeIdentity } from './identity.ts'
import { keyFromAgreement } from './key-agreement.ts'
import { keyFromTransport } from './key-transport.ts'
import { nameKeyOf } from './name-key.ts'
import { agreeIdentifier, smimeRecipientKeys } from './recipients.ts'
import { serialOf, type X509 } from './x509.ts'

export type DecryptedContent = {
  readonly content: Uint8Array
  readonly algorithm: ContentAlgorithm
  /** False for CBC: the content may have been changed by anyone on the way (EFAIL, CVE-2017-17689). */
  readonly isAuthenticated: boolean
  /** Whom the message names as its readers. */
  readonly recipients: readonly RecipientKey[]
}

type Shape = NonNullable<ReturnType<typeof contentShape>>

/**
 * Decrypts one CMS message. AuthEnvelopedData gives nothing before its tag is checked; EnvelopedData gives content
 * that is marked as not authenticated.
 *
 * @param identities the practice's, the newest first; older ones open older mail
 * @returns `smime/no-secret-key`, `smime/unsupported-algorithm` (detail `algorithm`), `smime/limits-exceeded`,
 *   or `smime/damaged`
 */
export async function decryptEnveloped(
  der: Uint8Array,
  identities: readonly SmimeIdentity[],
): Promise<Result<DecryptedContent>> {
  if (der.length > limits.smimeMessageBytes) return fail('smime/limits-exceeded')
  const parsed = parseEnveloped(der)
  if (!parsed.ok) return parsed
  const message = parsed.value
  const { algorithmId } = message.algorithm
  const shape = contentShape(algorithmId)
  // GCM outside AuthEnvelopedData has no place for its tag, and CBC inside it has none to check.
  if (shape?.isAuthenticated !== (message.tag !== null))
    return fail('smime/unsupported-algorithm', { algorithm: algorithmId })
  const opened = identities.map(openIdentity).filter((identity) => identity !== null)
  const ours = message.recipients.flatMap((recipient) =>
    opened
      .filter(({ certificate }) => isFor(recipient, certificate))
      .map((identity) => ({ recipient, identity })),
  )
  if (ours.length === 0) return fail('smime/no-secret-key')
  // Who names us more than twice wants work done, not mail read.
  for (const { recipient, identity } of ours.slice(0, 2)) {
    const key = contentKey(recipient, identity, shape)
    const content = key === null ? null : await decryptContent(message, shape, key)
    if (content !== null)
      return ok({
        ...{ content, algorithm: shape.name, isAuthenticated: shape.isAuthenticated },
        recipients: smimeRecipientKeys(message.recipients),
      })
  }
  return fail('smime/damaged')
}

function isFor({ value }: pkijs.RecipientInfo, certificate: X509): boolean {
  if (value instanceof pkijs.KeyTransRecipientInfo) return isNamed(value.rid, certificate)
  if (!(value instanceof pkijs.KeyAgreeRecipientInfo)) return false
  return value.recipientEncryptedKeys.encryptedKeys.some(({ rid }) =>
    isNamed(agreeIdentifier(rid), certificate),
  )
}

/** By issuer and number, or by the key's identifier. */
export function isNamed(identifier: unknown, certificate: X509): boolean {
  if (identifier instanceof pkijs.IssuerAndSerialNumber)
    return (
      serialOf(identifier.serialNumber) === certificate.serial &&
      nameKeyOf(identifier.issuer) === certificate.issuerKey
    )
  const bytes = octetsOf(identifier)
  return bytes.length > 0 && Buffer.from(bytes).toString('hex') === certificate.subjectKeyId
}

function contentKey(
  { value }: pkijs.RecipientInfo,
  { certificate, privateKey }: OpenedIdentity,
  { keyBytes }: Shape,
): Uint8Array | null {
  if (value instanceof pkijs.KeyTransRecipientInfo) {
    if (privateKey.asymmetricKeyType !== 'rsa') return null
    const encryptedKey = octetsOf(value.encryptedKey)
    return keyFromTransport(value.keyEncryptionAlgorithm, encryptedKey, privateKey, keyBytes)
  }
  if (!(value instanceof pkijs.KeyAgreeRecipientInfo) || privateKey.asymmetricKeyType !== 'ec') return null
  const ours = value.recipientEncryptedKeys.encryptedKeys.find(({ rid }) =>
    isNamed(agreeIdentifier(rid), certificate),
  )
  const key = ours && keyFromAgreement(value, octetsOf(ours.encryptedKey), privateKey)
  return key?.length === keyBytes ? key : null
}

async function decryptContent(message: Enveloped, shape: Shape, key: Uint8Array): Promise<Uint8Array | null> {
  const { algorithm, ciphertext, tag, additional } = message
  if (tag === null) {
    const iv = octetsOf(algorithm.algorithmParams)
    return decryptCbc(shape, key, iv, ciphertext)
  }
  const parameters = gcmParameters(algorithm)
  if (parameters?.tagBytes !== tag.length) return null
  return decryptGcm(key, { nonce: parameters.nonce, ciphertext, tag, additional })
}
