import { gcm } from '@noble/ciphers/aes.js'

/** AES-256-GCM (NIST SP 800-38D): 12-byte nonce, 16-byte tag after the ciphertext. `open` gives null, never part. */
export type Aead = {
  seal(key: Uint8Array, nonce: Uint8Array, data: Uint8Array, aad: Uint8Array): Promise<Uint8Array>
  open(key: Uint8Array, nonce: Uint8Array, data: Uint8Array, aad: Uint8Array): Promise<Uint8Array | null>
}

/** By the platform's Web Cryptography. */
export function subtleAead(subtle: SubtleCryptoLike): Aead {
  const use = async (
    way: 'encrypt' | 'decrypt',
    [key, iv, data, additionalData]: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array],
  ) => {
    const imported = await subtle.importKey('raw', key, 'AES-GCM', false, [way])
    return new Uint8Array(await subtle[way]({ name: 'AES-GCM', iv, additionalData }, imported, data))
  }
  return {
    seal: (...parts) => use('encrypt', parts),
    open: (...parts) => use('decrypt', parts).catch(() => null),
  }
}

/** In plain JavaScript: for browsers without `crypto.subtle` on file: pages. */
export const nobleAead: Aead = {
  seal: (key, nonce, data, aad) => Promise.resolve(gcm(key, nonce, aad).encrypt(data)),
  open: (key, nonce, data, aad) => {
    try {
      return Promise.resolve(gcm(key, nonce, aad).decrypt(data))
    } catch {
      return Promise.resolve(null)
    }
  },
}

/** What is used of `SubtleCrypto`, spelt out because this file compiles with and without DOM types. */
export type SubtleCryptoLike = {
  importKey(
    format: 'raw',
    key: Uint8Array,
    algorithm: 'AES-GCM',
    extractable: false,
    usages: ('encrypt' | 'decrypt')[],
  ): Promise<never>
  encrypt(algorithm: object, key: never, data: Uint8Array): Promise<ArrayBuffer>
  decrypt(algorithm: object, key: never, data: Uint8Array): Promise<ArrayBuffer>
}

/** The platform's, or the one in JavaScript where it is missing. */
export function bestAead(): Aead {
  const subtle = (globalThis as { crypto?: { subtle?: unknown } }).crypto?.subtle
  return subtle ? subtleAead(subtle as SubtleCryptoLike) : nobleAead
}
