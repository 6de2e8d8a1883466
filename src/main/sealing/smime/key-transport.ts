import { constants, privateDecrypt, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto'
import * as asn1 from 'asn1js'
import type * as pkijs from 'pkijs'
import { childrenOf, isContextTag, octetsOf, oid, sequence, tryParse, type Block } from './asn1.ts'
import { oaepParameters, type SmimeCapability } from './capabilities.ts'
import { oids } from './oids.ts'

export type TransportMethod = 'rsa-oaep-sha256' | 'rsa-oaep-sha1' | 'rsa-pkcs1'

/** OAEP where the recipient announced it (RFC 8551, section 2.3), the older padding for the rest. */
export function transportMethod(capabilities: readonly SmimeCapability[]): TransportMethod {
  if (capabilities.includes('rsa-oaep-sha256')) return 'rsa-oaep-sha256'
  return capabilities.includes('rsa-oaep-sha1') ? 'rsa-oaep-sha1' : 'rsa-pkcs1'
}

/** Encrypts a content key to an RSA key. */
export function transportKey(
  method: TransportMethod,
  publicKey: KeyObject,
  contentKey: Uint8Array,
): { readonly algorithm: asn1.Sequence; readonly encryptedKey: Uint8Array } {
  if (method === 'rsa-pkcs1') {
    const padding = constants.RSA_PKCS1_PADDING
    return {
      algorithm: sequence(oid(oids.rsaEncryption), new asn1.Null()),
      encryptedKey: publicEncrypt({ key: publicKey, padding }, contentKey),
    }
  }
  const oaepHash = method === 'rsa-oaep-sha256' ? 'sha256' : 'sha1'
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return {
    algorithm: sequence(oid(oids.rsaOaep), oaepParameters(oaepHash)),
    encryptedKey: publicEncrypt({ key: publicKey, padding, oaepHash }, contentKey),
  }
}

/**
 * The content key out of an RSA recipient.
 *
 * @param size of the content key in bytes: with it the older padding needs no search, and a wrong one gives a
 *   random key that fails later like any other (RFC 3218, section 2.3.2; Bleichenbacher's attack)
 * @returns null when the method isn't read here, or OAEP doesn't match
 */
export function keyFromTransport(
  algorithm: pkijs.AlgorithmIdentifier,
  encryptedKey: Uint8Array,
  privateKey: KeyObject,
  size: number,
): Uint8Array | null {
  if (algorithm.algorithmId === oids.rsaEncryption) return withoutPkcs1Padding(encryptedKey, privateKey, size)
  if (algorithm.algorithmId !== oids.rsaOaep) return null
  const oaepHash = oaepHashOf(algorithm)
  if (oaepHash === null) return null
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  const key = tryParse(() => privateDecrypt({ key: privateKey, padding, oaepHash }, encryptedKey))
  return key?.length === size ? key : null
}

/** Padding is removed here, since node refuses the older one where its library can't reject it silently. */
function withoutPkcs1Padding(
  encryptedKey: Uint8Array,
  privateKey: KeyObject,
  size: number,
): Uint8Array | null {
  const padding = constants.RSA_NO_PADDING
  const block = tryParse(() => privateDecrypt({ key: privateKey, padding }, encryptedKey))
  const substitute = randomBytes(size)
  if (block === null || block.length < size + 11) return substitute
  const separator = block.length - size - 1
  // One pass over fixed positions without a branch on what is found.
  let wrong = (block[0] ?? 0) | ((block[1] ?? 0) ^ 2) | (block[separator] ?? 0)
  for (let at = 2; at < separator; at++) wrong |= isZero(block[at] ?? 0)
  const mask = -isZero(wrong) & 0xff
  return Uint8Array.from(substitute, (byte, at) => ((block[separator + 1 + at] ?? 0) & mask) | (byte & ~mask))
}

/** 1 for zero and 0 for other bytes, without a branch. */
function isZero(byte: number): number {
  return ((byte - 1) >>> 31) & 1
}

/** One hash for label and mask (RFC 4055, section 4.1), as senders have it; null for others and for a label. */
function oaepHashOf(algorithm: pkijs.AlgorithmIdentifier): string | null {
  const names: Readonly<Record<string, string>> = {
    [oids.sha1]: 'sha1',
    [oids.sha256]: 'sha256',
    '2.16.840.1.101.3.4.2.2': 'sha384',
    '2.16.840.1.101.3.4.2.3': 'sha512',
  }
  const fields = childrenOf(algorithm.algorithmParams)
  const inside = (number: number): Block | undefined =>
    childrenOf(fields.find((field) => isContextTag(field, number)))[0]
  const label = inside(2)
  if (label !== undefined && octetsOf(childrenOf(label)[1]).length > 0) return null
  const hash = names[oidIn(inside(0)) ?? oids.sha1]
  const mask = names[oidIn(childrenOf(inside(1))[1]) ?? oids.sha1]
  return hash !== undefined && hash === mask ? hash : null
}

/** The identifier of an AlgorithmIdentifier. */
function oidIn(algorithm: Block | undefined): string | null {
  const [id] = childrenOf(algorithm)
  return id instanceof asn1.ObjectIdentifier ? id.valueBlock.toString() : null
}
