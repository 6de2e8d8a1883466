import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** DER before the 32 raw bytes of an Ed25519 key (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const rawKeyBytes = 32

/** Ed25519 (RFC 8032) over given bytes; both values in base64. */
export type Signature = { readonly publicKey: string; readonly signature: string }

/** @param seed the vault's 32-byte key for audit signing; not kept */
export function signBytes(bytes: Uint8Array, seed: Uint8Array): Signature {
  const key = privateKeyOf(seed)
  return {
    publicKey: rawPublicKey(key).toString('base64'),
    signature: sign(null, bytes, key).toString('base64'),
  }
}

/** @param seed as of `signBytes` */
export function publicKeyOf(seed: Uint8Array): string {
  return rawPublicKey(privateKeyOf(seed)).toString('base64')
}

export function isSignedBytes(bytes: Uint8Array, { publicKey, signature }: Signature): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  if (raw.byteLength !== rawKeyBytes) return false
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
  return verify(null, bytes, key, Buffer.from(signature, 'base64'))
}

/** What a person compares: SHA-256 of the raw public key, the first 16 bytes in hex, in groups of four. */
export function signerFingerprint(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32)
  return (hash.toUpperCase().match(/.{4}/g) ?? []).join(' ')
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([privatePrefix, seed])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  return key
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-rawKeyBytes)
}
