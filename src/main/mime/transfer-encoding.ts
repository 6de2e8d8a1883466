import { hexPair } from './hex-pair.ts'
import type { TransferEncoding } from './tree.ts'

const equals = 0x3d
const lineFeed = 0x0a
const carriageReturn = 0x0d
const notBase64 = 0xff
const base64Values = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(
    String.fromCharCode(byte),
  )
  return value < 0 ? notBase64 : value
})

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 section 6). Linear and total: bytes outside the alphabet are
 * skipped (base64) or kept as they are (quoted-printable). Identity gives a view of the same memory.
 */
export function decodeTransferEncoding(bytes: Uint8Array, encoding: TransferEncoding): Uint8Array {
  switch (encoding) {
    case 'base64':
      return decodeBase64(asBuffer(bytes))
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes)
    case 'identity':
    case 'unknown':
      return bytes
  }
}

/** The same bytes as a Buffer, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function decodeBase64(bytes: Buffer): Uint8Array {
  const firstPad = bytes.indexOf(equals)
  const hasTextAfterPadding = firstPad >= 0 && /[A-Za-z0-9+/]/.test(bytes.toString('latin1', firstPad))
  if (!hasTextAfterPadding) return fromBase64(bytes.toString('latin1'))
  return decodePaddedBlocks(bytes)
}

/** Base64 as RFC 2045 6.8 has it; Node would also take the letters of the alphabet for URLs, which count as noise. */
export function fromBase64(text: string): Buffer {
  return Buffer.from(/[-_]/.test(text) ? text.replace(/[-_]/g, '') : text, 'base64')
}

/**
 * Several padded blocks in a row, from a sender that encodes chunk by chunk: each is decoded on its own, since
 * Node stops at the first padding and other readers don't.
 */
function decodePaddedBlocks(bytes: Buffer): Uint8Array {
  const out = Buffer.alloc(Math.ceil((bytes.length * 3) / 4))
  let length = 0
  let bits = 0
  let bitCount = 0
  for (const byte of bytes) {
    const value = base64Values[byte] ?? notBase64
    if (byte === equals) bitCount = 0
    if (value === notBase64) continue
    bits = ((bits << 6) | value) & 0xffff
    bitCount += 6
    if (bitCount < 8) continue
    bitCount -= 8
    out[length] = (bits >> bitCount) & 0xff
    length += 1
  }
  return out.subarray(0, length)
}

function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  // Output length up to the last byte of this line that counts: white space before a line end was added in
  // transit and goes (RFC 2045 6.7, rule 3).
  let keptLength = 0
  let index = 0
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0
    const escaped = byte === equals ? hexPair(bytes[index + 1], bytes[index + 2]) : -1
    const softBreak = byte === equals && escaped < 0 ? softBreakEnd(bytes, index + 1) : 0
    const hardBreak = hardBreakLength(bytes, index)
    if (softBreak > 0) {
      index = softBreak
      keptLength = length
    } else if (hardBreak > 0) {
      out.set(bytes.subarray(index, index + hardBreak), keptLength)
      length = keptLength + hardBreak
      keptLength = length
      index += hardBreak
    } else {
      out[length] = escaped >= 0 ? escaped : byte
      length += 1
      if (escaped >= 0 || (byte !== 0x20 && byte !== 0x09)) keptLength = length
      index += escaped >= 0 ? 3 : 1
    }
  }
  return out.subarray(0, length)
}

function hardBreakLength(bytes: Uint8Array, index: number): 0 | 1 | 2 {
  if (bytes[index] === lineFeed) return 1
  return bytes[index] === carriageReturn && bytes[index + 1] === lineFeed ? 2 : 0
}

/** Position after a soft line break that starts at `index` (white space, then a line end), or 0. */
function softBreakEnd(bytes: Uint8Array, index: number): number {
  let position = index
  while (bytes[position] === 0x20 || bytes[position] === 0x09) position += 1
  if (bytes[position] === carriageReturn && bytes[position + 1] === lineFeed) return position + 2
  if (bytes[position] === lineFeed) return position + 1
  return position === bytes.length ? position : 0
}
