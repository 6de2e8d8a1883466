import { createCipheriv, createDecipheriv, createHmac, diffieHellman, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * HPKE, base mode, one message for each key (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, no
 * additional data. Sealed: the encapsulated key (32 bytes), ciphertext, tag (16).
 */
const suite = { kem: 0x0020, kdf: 0x0001, aead: 0x0002 } as const
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** DER before the 32 raw bytes of an X25519 key (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

/** Of RFC 7748, section 4.1. */
const basePoint = Buffer.concat([Buffer.of(9), Buffer.alloc(keyBytes - 1)])
const none = Buffer.alloc(0)
const agreeLater = promisify(diffieHellman)
const kemId = Buffer.concat([Buffer.from('KEM'), twoBytes(suite.kem)])
const suiteId = Buffer.concat([
  Buffer.from('HPKE'),
  ...[suite.kem, suite.kdf, suite.aead].map((id) => twoBytes(id)),
])

/** @param privateKey 32 bytes; not kept. @returns 32 bytes */
export function sealingKeyOf(privateKey: Uint8Array): Promise<Buffer> {
  return multiply(privateKey, basePoint)
}

/** Whoever has the public key can seal; only the private key opens. Null where it is no key that can be sealed to. */
export async function sealTo(
  publicKey: Uint8Array,
  info: string,
  plaintext: Uint8Array,
): Promise<Buffer | null> {
  const ephemeral = randomBytes(keyBytes)
  const encapsulated = await sealingKeyOf(ephemeral)
  const shared = await agree(ephemeral, publicKey)
  ephemeral.fill(0)
  if (shared === null) return null
  const { key, nonce } = schedule(shared, encapsulated, publicKey, info)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([encapsulated, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  key.fill(0)
  return sealed
}

/** What was sealed; null where it is none, or to another key. */
export async function openSealed(
  privateKey: Uint8Array,
  info: string,
  sealed: Uint8Array,
): Promise<Buffer | null> {
  if (sealed.byteLength < keyBytes + tagBytes) return null
  const encapsulated = sealed.subarray(0, keyBytes)
  const shared = await agree(privateKey, encapsulated)
  if (shared === null) return null
  const { key, nonce } = schedule(shared, encapsulated, await sealingKeyOf(privateKey), info)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  key.fill(0)
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plaintext = decipher.update(sealed.subarray(keyBytes, -tagBytes))
  try {
    decipher.final()
    return plaintext
  } catch {
    return null
  }
}

/** Null for a point of small order: nothing secret comes of it (RFC 9180, section 7.1.4). */
async function agree(privateKey: Uint8Array, publicKey: Uint8Array): Promise<Buffer | null> {
  try {
    return await multiply(privateKey, publicKey)
  } catch {
    return null
  }
}

/** Sections 4.1 (ExtractAndExpand) and 5.1 (KeySchedule). Wipes `shared`. */
function schedule(shared: Buffer, encapsulated: Uint8Array, publicKey: Uint8Array, info: string) {
  const agreed = extract(none, kemId, 'eae_prk', shared)
  shared.fill(0)
  const context = Buffer.concat([encapsulated, publicKey])
  const sharedSecret = expand(agreed, kemId, 'shared_secret', context, keyBytes)
  agreed.fill(0)
  const used = Buffer.concat([
    Buffer.of(0),
    extract(none, suiteId, 'psk_id_hash', none),
    extract(none, suiteId, 'info_hash', Buffer.from(info)),
  ])
  const secret = extract(sharedSecret, suiteId, 'secret', none)
  sharedSecret.fill(0)
  const key = expand(secret, suiteId, 'key', used, keyBytes)
  const nonce = expand(secret, suiteId, 'base_nonce', used, nonceBytes)
  secret.fill(0)
  return { key, nonce }
}

/** LabeledExtract of section 4. */
function extract(salt: Uint8Array, id: Uint8Array, label: string, material: Uint8Array): Buffer {
  return createHmac('sha256', salt).update('HPKE-v1').update(id).update(label).update(material).digest()
}

/** LabeledExpand of section 4, up to the length of one hash. */
function expand(prk: Uint8Array, id: Uint8Array, label: string, info: Uint8Array, length: number): Buffer {
  return createHmac('sha256', prk)
    .update(twoBytes(length))
    .update('HPKE-v1')
    .update(id)
    .update(label)
    .update(info)
    .update(Buffer.of(1))
    .digest()
    .subarray(0, length)
}

/**
 * X25519 (RFC 7748), so that nothing of the private key is left: a `KeyObject` of it, and what runs in this thread, stay
 * until the garbage is collected.
 */
async function multiply(privateKey: Uint8Array, publicKey: Uint8Array): Promise<Buffer> {
  const der = Buffer.concat([privatePrefix, privateKey])
  const own = { key: der, format: 'der', type: 'pkcs8' } as const
  const key = Buffer.concat([publicPrefix, publicKey])
  const other = { key, format: 'der', type: 'spki' } as const
  try {
    return await agreeLater({ privateKey: own, publicKey: other })
  } finally {
    der.fill(0)
  }
}

function twoBytes(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff)
}
