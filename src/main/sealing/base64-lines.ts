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
const lineFeed = 0x0a
const lineFeedAfterReturn = 0x0a0d

/** Base64 (RFC 4648, section 4) in lines, without an end after the last. */
export function base64Lines(bytes: Uint8Array, shape: LineShape): string {
  const lines = Buffer.allocUnsafe(base64LinesLength(bytes.length, shape))
  writeBase64Lines(lines, 0, bytes, shape)
  return lines.toString('latin1')
}

/** How many characters so many bytes take. */
export function base64LinesLength(sizeBytes: number, { characters, end }: LineShape): number {
  const length = Math.ceil(sizeBytes / 3) * 4
  return length + Math.max(0, Math.ceil(length / characters) - 1) * end.length
}

/**
 * As `base64Lines`, in ASCII into `target` from `start`. Written byte by byte here: to cut the runtime's base64 of a
 * large mail into lines takes several times as long as to encrypt it.
 *
 * @returns where the last line ends
 * @throws RangeError when `target` is too short
 */
export function writeBase64Lines(
  target: Buffer,
  start: number,
  bytes: Uint8Array,
  { characters, end }: LineShape,
): number {
  const view = new DataView(target.buffer, target.byteOffset, target.length)
  const whole = bytes.length - (bytes.length % 3)
  const lineBytes = (characters / 4) * 3
  let at = start
  const endLine = () => {
    if (end === '\n') view.setUint8(at, lineFeed)
    else view.setUint16(at, lineFeedAfterReturn, true)
    at += end.length
  }
  for (let from = 0; from < whole; from += lineBytes) {
    if (from > 0) endLine()
    const to = Math.min(from + lineBytes, whole)
    for (let byte = from; byte < to; byte += 3) {
      const bits = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0)
      view.setUint32(at, (pairs[bits >> 12] ?? 0) | ((pairs[bits & 0xfff] ?? 0) << 16), true)
      at += 4
    }
  }
  if (whole === bytes.length) return at
  if (whole > 0 && whole % lineBytes === 0) endLine()
  const last = Buffer.from(bytes.subarray(whole)).toString('base64')
  if (at + last.length > target.length) throw new RangeError('no room for the last line')
  return at + target.write(last, at, 'latin1')
}
