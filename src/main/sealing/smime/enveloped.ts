import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import {
  childrenOf,
  encode,
  isContextTag,
  octets,
  octetsOf,
  oid,
  parseBer,
  sequence,
  setOf,
  tagged,
  tryParse,
} from './asn1.ts'
import { gcmSizes } from './content-cipher.ts'
import { oids } from './oids.ts'

/** An encrypted CMS message, taken apart. `tag` is null for EnvelopedData, which authenticates nothing. */
export type Enveloped = {
  readonly recipients: readonly pkijs.RecipientInfo[]
  readonly algorithm: pkijs.AlgorithmIdentifier
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array | null
  /** What the tag covers beside the ciphertext: authenticated attributes as DER (RFC 5083, section 2.2). */
  readonly additional: Uint8Array
}

/**
 * Reads EnvelopedData (RFC 5652, section 6) or AuthEnvelopedData (RFC 5083, section 2.1).
 *
 * @returns `smime/damaged`, `smime/limits-exceeded`, or `smime/unsupported-algorithm` for another kind of content
 */
export function parseEnveloped(der: Uint8Array): Result<Enveloped> {
  const block = parseBer(der)
  const info = block === null ? null : tryParse(() => new pkijs.ContentInfo({ schema: block }))
  if (info === null) return fail('smime/damaged')
  const content: unknown = info.content
  if (!(content instanceof asn1.Sequence)) return fail('smime/damaged')
  if (info.contentType !== oids.envelopedData && info.contentType !== oids.authEnvelopedData)
    return fail('smime/unsupported-algorithm', { algorithm: info.contentType })
  const fields = [...childrenOf(content)]
  const [version] = fields
  if (!(version instanceof asn1.Integer)) return fail('smime/damaged')
  fields.shift()
  if (isContextTag(fields[0], 0)) fields.shift() // originatorInfo: certificates that nothing here needs
  const [recipients, encrypted, ...rest] = fields
  const members = childrenOf(recipients)
  if (!(recipients instanceof asn1.Set) || members.length === 0) return fail('smime/damaged')
  if (members.length > limits.smimeRecipients) return fail('smime/limits-exceeded')
  return (
    tryParse(() => {
      const encryptedInfo = new pkijs.EncryptedContentInfo({ schema: encrypted })
      if (encryptedInfo.contentType !== oids.data || encryptedInfo.encryptedContent === undefined)
        return fail('smime/damaged')
      const authentication =
        info.contentType === oids.authEnvelopedData
          ? readAuthentication(rest)
          : { tag: null, additional: new Uint8Array() }
      if (authentication === null) return fail('smime/damaged')
      return ok({
        recipients: members.map((schema) => new pkijs.RecipientInfo({ schema })),
        algorithm: encryptedInfo.contentEncryptionAlgorithm,
        ciphertext: octetsOf(encryptedInfo.encryptedContent),
        ...authentication,
      })
    }) ?? fail('smime/damaged')
  )
}

/** authAttrs [1] IMPLICIT, mac, unauthAttrs [2] IMPLICIT. */
function readAuthentication(fields: readonly asn1.BaseBlock[]): Pick<Enveloped, 'tag' | 'additional'> | null {
  const [first, ...others] = fields
  const hasAttributes = isContextTag(first, 1)
  const [mac, unauthenticated, ...rest] = hasAttributes ? others : fields
  if (!(mac instanceof asn1.OctetString) || rest.length > 0) return null
  if (unauthenticated !== undefined && !isContextTag(unauthenticated, 2)) return null
  // The tag covers them as a SET OF, whatever tag they travel under.
  const additional = hasAttributes ? encode(setOf(...childrenOf(first))) : new Uint8Array()
  return { tag: octetsOf(mac), additional }
}

/** AES-GCM's parameters (RFC 5084, section 3.2): nonce, and the tag's length, 12 unless said. */
export function gcmParameters(
  algorithm: pkijs.AlgorithmIdentifier,
): { nonce: Uint8Array; tagBytes: number } | null {
  const [nonce, length, ...rest] = childrenOf(algorithm.algorithmParams)
  if (!(nonce instanceof asn1.OctetString) || rest.length > 0) return null
  if (length !== undefined && !(length instanceof asn1.Integer)) return null
  const tagBytes = length === undefined ? 12 : length.valueBlock.valueDec
  return tagBytes < 12 || tagBytes > gcmSizes.tag ? null : { nonce: octetsOf(nonce), tagBytes }
}

/** ContentInfo with AuthEnvelopedData, AES-256-GCM. */
export function authEnveloped(
  recipients: readonly asn1.BaseBlock[],
  sealed: { readonly nonce: Uint8Array; readonly ciphertext: Uint8Array; readonly tag: Uint8Array },
): Uint8Array {
  const parameters = sequence(octets(sealed.nonce), new asn1.Integer({ value: gcmSizes.tag }))
  const content = encryptedContent(sequence(oid(oids.aes256Gcm), parameters), sealed.ciphertext)
  return contentInfo(
    oids.authEnvelopedData,
    sequence(new asn1.Integer({ value: 0 }), setOf(...recipients), content, octets(sealed.tag)),
  )
}

/**
 * ContentInfo with EnvelopedData, AES-256-CBC.
 *
 * @param version 2 when a recipient isn't named by issuer and number or agrees on its key, else 0 (RFC 5652, 6.1)
 */
export function enveloped(
  recipients: readonly asn1.BaseBlock[],
  sealed: { readonly iv: Uint8Array; readonly ciphertext: Uint8Array },
  version: 0 | 2,
): Uint8Array {
  const content = encryptedContent(sequence(oid(oids.aes256Cbc), octets(sealed.iv)), sealed.ciphertext)
  return contentInfo(
    oids.envelopedData,
    sequence(new asn1.Integer({ value: version }), setOf(...recipients), content),
  )
}

function encryptedContent(algorithm: asn1.Sequence, ciphertext: Uint8Array): asn1.Sequence {
  const bytes = new asn1.Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: new Uint8Array(ciphertext),
  })
  return sequence(oid(oids.data), algorithm, bytes)
}

/** ContentInfo (RFC 5652, section 3). */
export function contentInfo(type: string, content: asn1.BaseBlock): Uint8Array {
  return encode(sequence(oid(type), tagged(0, content)))
}
