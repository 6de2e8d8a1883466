import { base64Lines, type LineShape } from '../base64-lines.ts'
import { crc24 } from './crc24.ts'

/** RFC 9580, section 6 allows 76; GnuPG writes 64. */
const shape: LineShape = { characters: 64, end: '\r\n' }
const bytesPerLine = 48

/**
 * ASCII armor around an encrypted message as its pieces come, with CRLF line ends. Made here, since the library's own
 * takes more time and memory for a large mail than its encryption.
 *
 * @param hasChecksum version 2 must have none (section 6.1); GnuPG can't do without in some of the others (its T7071)
 */
export async function armorMessage(pieces: AsyncIterable<Uint8Array>, hasChecksum: boolean): Promise<string> {
  const lines = ['-----BEGIN PGP MESSAGE-----', '']
  let rest = new Uint8Array()
  let sum: number | undefined
  for await (const piece of pieces) {
    if (hasChecksum) sum = crc24(piece, sum)
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const whole = bytes.length - (bytes.length % bytesPerLine)
    if (whole > 0) lines.push(base64Lines(bytes.subarray(0, whole), shape))
    rest = bytes.slice(whole)
  }
  if (rest.length > 0) lines.push(base64Lines(rest, shape))
  if (sum !== undefined) lines.push(`=${base64Lines(threeBytes(sum), shape)}`)
  return [...lines, '-----END PGP MESSAGE-----', ''].join(shape.end)
}

function threeBytes(sum: number): Uint8Array {
  return Uint8Array.of(sum >> 16, sum >> 8, sum)
}
