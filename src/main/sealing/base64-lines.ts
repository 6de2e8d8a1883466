export type LineShape = {
  /** A multiple of 4. */
  readonly characters: number
  readonly end: '\n' | '\r\n'
}

/** As mail wants it (RFC 2045, section 6.8). */
export const mailLines: LineShape = { characters: 76, end: '\r\n' }

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** The two characters for each twelve bits, the first in the lower byte. */
const pairs = Uint16Array.from(
  { length: 4096 },
  (_, bits) => alphabet.charCodeAt(bits >> 6) | (alphabet.charCodeAt(bits & 63) << 8),
)

/**
 * Base64 (RFC 4648, section 4) in lines, without an end after the last. Written as bytes here: to cut the runtime's
 * base64 of a large mail into lines takes several times as long as to encrypt it.
 */
export function base64Lines(bytes: Uint8Array, { characters, end }: LineShape): string {
  const length = Math.ceil(bytes.length / 3) * 4
  const ends = Math.max(0, Math.ceil(length / characters) - 1)
  const lines = Buffer.allocUnsafe(length + ends * end.length)
  const view = new DataView(lines.buffer, lines.byteOffset, lines.length)
  const whole = bytes.length - (bytes.length % 3)
  const lineBytes = (characters / 4) * 3
  let at = 0
  for (let from = 0; from < whole; from += lineBytes) {
    if (from > 0) at += lines.write(end, at, 'latin1')
    const to = Math.min(from + lineBytes, whole)
    for (let byte = from; byte < to; byte += 3) {
      const bits = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0)
      view.setUint16(at, pairs[bits >> 12] ?? 0, true)
      view.setUint16(at + 2, pairs[bits & 0xfff] ?? 0, true)
      at += 4
    }
  }
  if (whole < bytes.length) {
    if (whole > 0 && whole % lineBytes === 0) at += lines.write(end, at, 'latin1')
    lines.write(Buffer.from(bytes.subarray(whole)).toString('base64'), at, 'latin1')
  }
  return lines.toString('latin1')
}
