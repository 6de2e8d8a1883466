import {
  createMessage,
  enums,
  readSignature,
  sign,
  type PrivateKey,
  type Signature,
  type SignaturePacket,
} from 'openpgp'
import { strictConfig } from './config.ts'
import { packetHeader, packetTag } from './packets.ts'
import { pieceStream } from './pieces.ts'

export type Signing = {
  /** A version 4 key. */
  readonly signingKey: PrivateKey
  readonly now: Date
}

/**
 * A signed message (RFC 9580, section 10.3): the bytes of a one-pass signature, of literal data and of the signature.
 * `content` itself stands among them, not a copy: the copies that the library makes of a large mail on the way take more
 * time than its signature.
 */
export async function signedPackets(content: Uint8Array, signing: Signing): Promise<Uint8Array[]> {
  const signature = await signDetached(content, signing)
  const literal = literalHead(signing.now)
  return [
    onePassSignature(await readBack(signature)),
    packetHeader(packetTag.literalData, literal.length + content.length),
    literal,
    content,
    signature,
  ]
}

async function signDetached(content: Uint8Array, { signingKey, now }: Signing): Promise<Uint8Array> {
  const message = await createMessage({ binary: pieceStream(content), date: now })
  const made = await sign({
    message,
    signingKeys: signingKey,
    detached: true,
    date: now,
    format: 'object',
    config: strictConfig,
  })
  // The library's types know neither that a detached signature is one nor that it comes as a stream. The content has to
  // be read beside it, or the stream stands still.
  const signature = (made as unknown as Signature).write() as unknown as ReadableStream<Uint8Array>
  const pieces: Uint8Array[] = []
  await Promise.all([
    readToEnd(signature, (piece) => pieces.push(piece)),
    readToEnd(message.getLiteralData() as ReadableStream<Uint8Array>, () => undefined),
  ])
  return Buffer.concat(pieces)
}

/** By a reader: the library replaces the methods of its streams, and knows nothing of their iterators. */
async function readToEnd(
  stream: ReadableStream<Uint8Array>,
  take: (piece: Uint8Array) => unknown,
): Promise<void> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    take(value)
  }
}

async function readBack(signature: Uint8Array): Promise<SignaturePacket> {
  const [packet] = (await readSignature({ binarySignature: signature, config: strictConfig })).packets
  if (packet === undefined) throw new Error('a signature that was just made can be read')
  return packet
}

/** Section 5.4, version 3, which goes before signatures of version 4; the last octet says that no other one follows. */
function onePassSignature({
  signatureType,
  hashAlgorithm,
  publicKeyAlgorithm,
  issuerKeyID,
}: SignaturePacket): Uint8Array {
  const body = Buffer.concat([
    Buffer.of(3, signatureType ?? 0, hashAlgorithm ?? 0, publicKeyAlgorithm ?? 0),
    Buffer.from(issuerKeyID.toHex(), 'hex'),
    Buffer.of(1),
  ])
  return Buffer.concat([packetHeader(packetTag.onePassSignature, body.length), body])
}

/** Section 5.9: binary, no file name, the date in seconds. */
function literalHead(now: Date): Uint8Array {
  const head = Buffer.alloc(6)
  head.writeUInt8(enums.literal.binary)
  head.writeUInt32BE(Math.floor(now.getTime() / 1000), 2)
  return head
}
