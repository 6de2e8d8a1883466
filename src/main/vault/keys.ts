import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Base64 text of nonce (12) || ciphertext || tag (16). */
export type SealedKey = string

/** HKDF-SHA-256 (RFC 5869) to 32 bytes. `label` names the purpose: no key serves two. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, label, keyBytes))
}

/** AES-256-GCM with a random nonce; `context` is authenticated with it. */
export function wrapKey(wrappingKey: Uint8Array, key: Uint8Array, context: string): SealedKey {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** The key, or null when wrapping key, context or text are not the ones of `wrapKey`. */
export function unwrapKey(wrappingKey: Uint8Array, sealed: SealedKey, context: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.byteLength !== nonceBytes + keyBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, bytes.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  const key = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
  try {
    decipher.final()
    return key
  } catch {
    key.fill(0)
    return null
  }
}

/** HMAC-SHA-256 in hex. */
export function macOf(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

/** Compares two hex texts without telling by time where they differ. */
export function isSameHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
