import { createHash, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { aeskw } from '@noble/ciphers/aes.js'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { encode, oid, octets, ownBytes, parseBer, sequence, tagged, tryParse } from './asn1.ts'
import { oids } from './oids.ts'

type Hash = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

/** dhSinglePass-stdDH and -cofactorDH (RFC 5753, section 7.1.4); the cofactor of these curves is 1. */
const derivations: Readonly<Record<string, Hash>> = {
  '1.3.133.16.840.63.0.2': 'sha1',
  '1.3.133.16.840.63.0.3': 'sha1',
  '1.3.132.1.11.0': 'sha224',
  [oids.ecdhSha256Kdf]: 'sha256',
  [oids.ecdhSha384Kdf]: 'sha384',
  [oids.ecdhSha512Kdf]: 'sha512',
  '1.3.132.1.14.0': 'sha224',
  '1.3.132.1.14.1': 'sha256',
  '1.3.132.1.14.2': 'sha384',
  '1.3.132.1.14.3': 'sha512',
}

const wrapBytes: Readonly<Record<string, number>> = {
  [oids.aes128Wrap]: 16,
  [oids.aes192Wrap]: 24,
  [oids.aes256Wrap]: 32,
}

/** RFC 5753, section 8: the hash as strong as the curve. */
const derivationFor: Readonly<Record<string, string>> = {
  prime256v1: oids.ecdhSha256Kdf,
  secp384r1: oids.ecdhSha384Kdf,
  secp521r1: oids.ecdhSha512Kdf,
}

export type AgreedKey = {
  /** Of the sender's ephemeral key: an uncompressed point. */
  readonly originatorPoint: Uint8Array
  readonly algorithm: asn1.Sequence
  readonly encryptedKey: Uint8Array
}

/** Wraps a content key for an elliptic key with a fresh ephemeral one (RFC 5753, section 3.1; RFC 3394). */
export function agreeOnKey(recipient: KeyObject, contentKey: Uint8Array): AgreedKey {
  const namedCurve = recipient.asymmetricKeyDetails?.namedCurve ?? ''
  const ephemeral = generateKeyPairSync('ec', { namedCurve })
  const wrap = sequence(oid(oids.aes256Wrap))
  const derivation = derivationFor[namedCurve] ?? oids.ecdhSha256Kdf
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const wrappingKey = deriveKey(derivations[derivation] ?? 'sha256', shared, wrap, null, 32)
  const spki = parseBer(ephemeral.publicKey.export({ format: 'der', type: 'spki' }))
  const point = new pkijs.PublicKeyInfo({ schema: spki }).subjectPublicKey.valueBlock.valueHexView
  return {
    originatorPoint: point,
    algorithm: sequence(oid(derivation), wrap),
    encryptedKey: aeskw(wrappingKey).encrypt(contentKey),
  }
}

/** The content key out of one encrypted key; null when anything about it isn't as expected. */
export function keyFromAgreement(
  info: pkijs.KeyAgreeRecipientInfo,
  encryptedKey: Uint8Array,
  privateKey: KeyObject,
): Uint8Array | null {
  const hash = derivations[info.keyEncryptionAlgorithm.algorithmId]
  const wrap: unknown = info.keyEncryptionAlgorithm.algorithmParams
  const publicKey = originatorKey(info, privateKey)
  if (hash === undefined || !(wrap instanceof asn1.Sequence) || publicKey === null) return null
  const wrapAlgorithm = tryParse(() => new pkijs.AlgorithmIdentifier({ schema: wrap }))
  const size = wrapBytes[wrapAlgorithm?.algorithmId ?? '']
  const shared = tryParse(() => diffieHellman({ privateKey, publicKey }))
  if (size === undefined || shared === null) return null
  return unwrapKey(deriveKey(hash, shared, wrap, info.ukm ?? null, size), encryptedKey)
}

/** Only ephemeral keys, on the recipient's own curve; node checks that the point is on it. */
function originatorKey(info: pkijs.KeyAgreeRecipientInfo, privateKey: KeyObject): KeyObject | null {
  const originator: unknown = info.originator.value
  if (!(originator instanceof pkijs.OriginatorPublicKey)) return null
  return tryParse(() => {
    const own = parseBer(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }))
    const spki = new pkijs.PublicKeyInfo({ schema: own })
    const point = originator.publicKey.valueBlock.valueHexView
    spki.subjectPublicKey = new asn1.BitString({ valueHex: ownBytes(point) })
    return createPublicKey({ key: Buffer.from(encode(spki.toSchema())), format: 'der', type: 'spki' })
  })
}

/** ANSI X9.63 with ECC-CMS-SharedInfo (RFC 5753, section 7.2). */
function deriveKey(
  hash: Hash,
  shared: Uint8Array,
  wrap: asn1.Sequence,
  userMaterial: asn1.OctetString | null,
  size: number,
): Uint8Array {
  const bits = Buffer.alloc(4)
  bits.writeUInt32BE(size * 8)
  const material = userMaterial === null ? [] : [tagged(0, userMaterial)]
  const info = encode(sequence(wrap, ...material, tagged(2, octets(bits))))
  const blocks: Buffer[] = []
  for (let counter = 1; Buffer.concat(blocks).length < size; counter++) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    blocks.push(createHash(hash).update(shared).update(number).update(info).digest())
  }
  return Buffer.concat(blocks).subarray(0, size)
}

/** RFC 3394, in plain JavaScript: Electron's crypto library has no AES key wrap. */
function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  return tryParse(() => aeskw(wrappingKey).decrypt(wrapped))
}
