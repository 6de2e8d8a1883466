import { createHmac, timingSafeEqual } from 'node:crypto'

const keyLength = 32

/**
 * HMAC-SHA-256 (RFC 2104) over the parts. Each part is preceded by its length and the whole by their number, so
 * that no two lists of parts are the same bytes.
 */
export function macOf(parts: readonly (string | Uint8Array)[], key: Uint8Array): Uint8Array {
  if (key.byteLength !== keyLength) throw new RangeError('the row key has 32 bytes')
  const hmac = createHmac('sha256', key)
  hmac.update(lengthPrefix(parts.length))
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
    hmac.update(lengthPrefix(bytes.byteLength))
    hmac.update(bytes)
  }
  return new Uint8Array(hmac.digest())
}

/** True when `mac` is that of the parts; takes the same time wherever they differ. */
export function macMatches(
  parts: readonly (string | Uint8Array)[],
  mac: Uint8Array,
  key: Uint8Array,
): boolean {
  const expected = macOf(parts, key)
  return mac.byteLength === expected.byteLength && timingSafeEqual(mac, expected)
}

function lengthPrefix(length: number): Uint8Array {
  const prefix = new Uint8Array(8)
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length))
  return prefix
}
