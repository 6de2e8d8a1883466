import { createDecipheriv } from 'node:crypto'
import { ownBytes } from './asn1.ts'
import { oids } from './oids.ts'

/** How the content of a CMS message is encrypted. `3des-cbc` is only read: old mail uses it. */
export type ContentAlgorithm =
  'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | '3des-cbc'

type Shape = {
  readonly name: ContentAlgorithm
  readonly keyBytes: 16 | 24 | 32
  readonly isAuthenticated: boolean
}

const shapes: Readonly<Record<string, Shape>> = {
  [oids.aes128Gcm]: { name: 'aes-128-gcm', keyBytes: 16, isAuthenticated: true },
  [oids.aes192Gcm]: { name: 'aes-192-gcm', keyBytes: 24, isAuthenticated: true },
  [oids.aes256Gcm]: { name: 'aes-256-gcm', keyBytes: 32, isAuthenticated: true },
  [oids.aes128Cbc]: { name: 'aes-128-cbc', keyBytes: 16, isAuthenticated: false },
  [oids.aes192Cbc]: { name: 'aes-192-cbc', keyBytes: 24, isAuthenticated: false },
  [oids.aes256Cbc]: { name: 'aes-256-cbc', keyBytes: 32, isAuthenticated: false },
  [oids.tripleDesCbc]: { name: '3des-cbc', keyBytes: 24, isAuthenticated: false },
}

/** The algorithm of that identifier, or null for one that isn't read here (RC2, and whatever is new). */
export function contentShape(oid: string): Shape | null {
  return shapes[oid] ?? null
}

export const gcmSizes = { nonce: 12, tag: 16 } as const

/** AES-256-GCM (RFC 5084, section 3.2): the tag stands apart, as AuthEnvelopedData wants it. */
export async function encryptGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  content: Uint8Array,
): Promise<{ readonly ciphertext: Uint8Array; readonly tag: Uint8Array }> {
  const aesKey = await crypto.subtle.importKey('raw', ownBytes(key), 'AES-GCM', false, ['encrypt'])
  const parameters = { name: 'AES-GCM', iv: ownBytes(nonce), tagLength: gcmSizes.tag * 8 }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters, aesKey, ownBytes(content)))
  const end = sealed.length - gcmSizes.tag
  return { ciphertext: sealed.subarray(0, end), tag: sealed.subarray(end) }
}

/**
 * Nothing is returned before the tag of the whole is checked; null when it doesn't match.
 *
 * @param additional the authenticated attributes as DER, empty when there are none
 */
export async function decryptGcm(
  key: Uint8Array,
  sealed: {
    readonly nonce: Uint8Array
    readonly ciphertext: Uint8Array
    readonly tag: Uint8Array
    readonly additional: Uint8Array
  },
): Promise<Uint8Array | null> {
  const { nonce, ciphertext, tag, additional } = sealed
  try {
    const aesKey = await crypto.subtle.importKey('raw', ownBytes(key), 'AES-GCM', false, ['decrypt'])
    const parameters = {
      name: 'AES-GCM',
      iv: ownBytes(nonce),
      tagLength: tag.length * 8,
      additionalData: ownBytes(additional),
    }
    const joined = ownBytes(Buffer.concat([ciphertext, tag]))
    return new Uint8Array(await crypto.subtle.decrypt(parameters, aesKey, joined))
  } catch {
    return null
  }
}

/** AES-256-CBC (RFC 3565), which authenticates nothing: for recipients who read nothing better. */
export async function encryptCbc(key: Uint8Array, iv: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  const aesKey = await crypto.subtle.importKey('raw', ownBytes(key), 'AES-CBC', false, ['encrypt'])
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-CBC', iv: ownBytes(iv) }, aesKey, ownBytes(content)),
  )
}

/** What comes out may have been changed by anyone; null when the padding is wrong. */
export async function decryptCbc(
  { name }: Pick<Shape, 'name'>,
  key: Uint8Array,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Uint8Array | null> {
  try {
    if (name === '3des-cbc') {
      const decipher = createDecipheriv('des-ede3-cbc', key, iv)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()])
    }
    const aesKey = await crypto.subtle.importKey('raw', ownBytes(key), 'AES-CBC', false, ['decrypt'])
    const parameters = { name: 'AES-CBC', iv: ownBytes(iv) }
    return new Uint8Array(await crypto.subtle.decrypt(parameters, aesKey, ownBytes(ciphertext)))
  } catch {
    return null
  }
}
