import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { packetHeader, packetTag } from './packets.ts'
import { inPieces } from './pieces.ts'

const version = 1
const blockBytes = 16
const hashBytes = 20

export type SessionKey = {
  readonly data: Uint8Array
  /** Such as `aes256`. */
  readonly algorithm: string
}

/**
 * Symmetrically Encrypted and Integrity Protected Data, version 1 (RFC 9580, section 5.13.1), as its pieces are made.
 * Written here, since the library takes twice the time for a large mail, most of it for copies.
 *
 * @param packets the bytes of the packets inside, cut anywhere
 * @param key new for each message: a block of zeros is all the initialisation that the section has
 * @throws RangeError for a cipher that isn't AES: the library asks for no other
 */
export async function* encryptSeipdV1(
  packets: readonly Uint8Array[],
  key: SessionKey,
): AsyncGenerator<Uint8Array, void> {
  const random = randomBytes(blockBytes)
  const prefix = Buffer.concat([random, random.subarray(-2)])
  const codeHeader = Buffer.of(0xc0 | packetTag.modificationDetectionCode, hashBytes)
  const encrypted = [prefix, ...packets, codeHeader]
  const bodyBytes = 1 + encrypted.reduce((sum, { length }) => sum + length, 0) + hashBytes
  yield Buffer.concat([packetHeader(packetTag.integrityProtectedData, bodyBytes), Buffer.of(version)])
  const cipher = createCipheriv(cfbOf(key.algorithm), key.data, Buffer.alloc(blockBytes))
  const code = createHash('sha1')
  for (const bytes of encrypted) {
    for await (const piece of inPieces(bytes)) {
      code.update(piece)
      yield cipher.update(piece)
    }
  }
  yield cipher.update(code.digest())
}

function cfbOf(algorithm: string): string {
  const bits = /^aes(128|192|256)$/.exec(algorithm)?.[1]
  if (bits === undefined) throw new RangeError('mail is encrypted with AES')
  return `aes-${bits}-cfb`
}
