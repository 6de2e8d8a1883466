import { base64LinesLength, writeBase64Lines, type LineShape } from '../base64-lines.ts'
import { crc24 } from './crc24.ts'

/** RFC 9580, section 6 allows 76; GnuPG writes 64. */
const shape: LineShape = { characters: 64, end: '\r\n' }
const bytesPerLine = 48
/** What encryption usually adds to the content: session keys for some readers, signature, headers. */
const overheadBytes = 16 * 1024

/**
 * ASCII armor around an encrypted message as its pieces come, with CRLF line ends. Made here, since the library's own
 * takes more time and memory for a large mail than its encryption; in bytes, since a large text costs that again.
 *
 * `contentBytes`: how much was encrypted, for the room that is taken at first. `hasChecksum`: version 2 must have none
 * (section 6.1); GnuPG can't read version 1 without where base64 ends without padding (its T7071).
 */
export async function armorMessage(
  pieces: AsyncIterable<Uint8Array>,
  { contentBytes, hasChecksum }: { readonly contentBytes: number; readonly hasChecksum: boolean },
): Promise<Uint8Array> {
  const armor = new Armor(base64LinesLength(contentBytes + overheadBytes, shape))
  armor.addLine('-----BEGIN PGP MESSAGE-----')
  armor.addLine('')
  let rest: Uint8Array = new Uint8Array()
  let sum: number | undefined
  for await (const piece of pieces) {
    if (hasChecksum) sum = crc24(piece, sum)
    // What the piece before left over is filled up to a line.
    const fill = (bytesPerLine - rest.length) % bytesPerLine
    const line = Buffer.concat([rest, piece.subarray(0, fill)])
    if (line.length % bytesPerLine > 0) {
      rest = line
      continue
    }
    const end = piece.length - ((piece.length - fill) % bytesPerLine)
    armor.addBytes(line)
    armor.addBytes(piece.subarray(fill, end))
    rest = piece.slice(end)
  }
  armor.addBytes(rest)
  if (sum !== undefined) armor.addLine(`=${threeBytes(sum).toString('base64')}`)
  armor.addLine('-----END PGP MESSAGE-----')
  return armor.bytes()
}

/** Lines in one stretch of memory, which a large mail is written to once. */
class Armor {
  #memory: Buffer
  #end = 0

  constructor(sizeBytes: number) {
    this.#memory = Buffer.allocUnsafeSlow(sizeBytes)
  }

  addLine(line: string): void {
    this.#takeRoom(line.length + shape.end.length)
    this.#end += this.#memory.write(`${line}${shape.end}`, this.#end, 'latin1')
  }

  addBytes(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#takeRoom(base64LinesLength(bytes.length, shape))
    this.#end = writeBase64Lines(this.#memory, this.#end, bytes, shape)
    this.addLine('')
  }

  bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#end)
  }

  #takeRoom(sizeBytes: number): void {
    if (this.#end + sizeBytes <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (this.#end + sizeBytes))
    this.#memory.copy(larger, 0, 0, this.#end)
    this.#memory = larger
  }
}

function threeBytes(sum: number): Buffer {
  return Buffer.of(sum >> 16, sum >> 8, sum)
}
