import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import { equalBytes } from './encodings.ts'
import { containerLimits, layout } from './layout.ts'
import type { KdfCost } from './passphrase-key.ts'

/** The header's fields; each byte array is a copy. */
export type ContainerHeader = {
  readonly cost: KdfCost
  readonly salt: Uint8Array
  readonly id: Uint8Array
  readonly wrapNonce: Uint8Array
  readonly wrappedKey: Uint8Array
  /** Length of the padded payload before encryption. */
  readonly payloadBytes: number
}

const { offset, headerBytes } = layout
const utf8 = new TextEncoder()

/** Bytes 0 to 67: what the wrapped content key is bound to. */
export function wrapContext(header: Omit<ContainerHeader, 'wrappedKey' | 'payloadBytes'>): Uint8Array {
  const bytes = new Uint8Array(offset.wrappedKey)
  const view = new DataView(bytes.buffer)
  bytes.set(utf8.encode(layout.magic), 0)
  bytes[offset.version] = layout.version
  bytes[offset.kdf] = layout.kdfArgon2id
  bytes[offset.cipher] = layout.cipherAes256Gcm
  view.setUint32(offset.memoryKib, header.cost.memoryKib)
  view.setUint32(offset.passes, header.cost.passes)
  view.setUint32(offset.lanes, header.cost.lanes)
  bytes.set(header.salt, offset.salt)
  bytes.set(header.id, offset.id)
  bytes.set(header.wrapNonce, offset.wrapNonce)
  return bytes
}

/** The 160 bytes of a header. */
export function encodeHeader(header: ContainerHeader, contentKey: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  bytes.set(wrapContext(header), 0)
  bytes.set(header.wrappedKey, offset.wrappedKey)
  new DataView(bytes.buffer).setUint32(offset.payloadBytes, header.payloadBytes)
  bytes.set(commitment(bytes, contentKey), offset.commitment)
  bytes.set(checkBytes(bytes), offset.check)
  return bytes
}

/**
 * Reads and bounds a header; nothing secret is needed, nothing large allocated.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer` (detail `version`), `sealed/truncated`,
 *   `sealed/damaged` or `sealed/limits-exceeded` (detail `limit`)
 */
export function parseHeader(container: Uint8Array): Result<ContainerHeader> {
  const magic = utf8.encode(layout.magic)
  if (!magic.every((byte, at) => container[at] === byte)) return fail('sealed/not-a-container')
  const version = container[offset.version]
  if (version === undefined) return fail('sealed/truncated')
  if (version === 0) return fail('sealed/not-a-container')
  if (version > layout.version) return fail('sealed/version-newer', { version })
  if (container.length < headerBytes) return fail('sealed/truncated')
  const bytes = container.slice(0, headerBytes)
  if (!equalBytes(bytes.subarray(offset.check), checkBytes(bytes))) return fail('sealed/damaged')
  if (bytes[offset.kdf] !== layout.kdfArgon2id || bytes[offset.cipher] !== layout.cipherAes256Gcm) {
    return fail('sealed/damaged')
  }
  if (bytes[offset.zero] !== 0) return fail('sealed/damaged')
  return boundHeader(readFields(bytes))
}

function readFields(bytes: Uint8Array): ContainerHeader {
  const view = new DataView(bytes.buffer)
  return {
    cost: {
      memoryKib: view.getUint32(offset.memoryKib),
      passes: view.getUint32(offset.passes),
      lanes: view.getUint32(offset.lanes),
    },
    salt: bytes.slice(offset.salt, offset.id),
    id: bytes.slice(offset.id, offset.wrapNonce),
    wrapNonce: bytes.slice(offset.wrapNonce, offset.wrappedKey),
    wrappedKey: bytes.slice(offset.wrappedKey, offset.payloadBytes),
    payloadBytes: view.getUint32(offset.payloadBytes),
  }
}

function boundHeader(header: ContainerHeader): Result<ContainerHeader> {
  const values = { ...header.cost, payloadBytes: header.payloadBytes }
  for (const limit of ['memoryKib', 'passes', 'lanes', 'payloadBytes'] as const) {
    const { min, max } = containerLimits[limit]
    if (values[limit] < min || values[limit] > max) return fail('sealed/limits-exceeded', { limit })
  }
  return ok(header)
}

/**
 * True when the content key is the one that the header was made with. AES-GCM alone doesn't commit to its key:
 * one ciphertext can be made to open under two (partitioning oracles, Len et al. 2021).
 */
export function commitsTo(container: Uint8Array, contentKey: Uint8Array): boolean {
  return equalBytes(container.subarray(offset.commitment, offset.check), commitment(container, contentKey))
}

function commitment(header: Uint8Array, contentKey: Uint8Array): Uint8Array {
  const label = utf8.encode('sealpost/sealed-message/1/commitment')
  return hmac(sha256, contentKey, new Uint8Array([...label, ...header.subarray(0, offset.commitment)]))
}

/** Tells damage in transit from a wrong passphrase. Anyone can compute it; it protects nothing. */
function checkBytes(header: Uint8Array): Uint8Array {
  return sha256(header.subarray(0, offset.check)).subarray(0, headerBytes - offset.check)
}
