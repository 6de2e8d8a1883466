import * as asn1 from 'asn1js'
import { limits } from '../limits.ts'

export type Block = asn1.BaseBlock

/** A copy whose buffer is its own: what the ASN.1 library takes. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

/**
 * Parses one BER object under limits of depth, number of blocks and length.
 *
 * @returns null when it isn't ASN.1, exceeds a limit, or bytes follow it
 */
export function parseBer(bytes: Uint8Array): Block | null {
  // The library reports most errors, and throws a few.
  const parsed = tryParse(() =>
    asn1.fromBER(ownBytes(bytes), {
      maxDepth: limits.asn1Depth,
      maxNodes: limits.asn1Nodes,
      maxContentLength: limits.smimeMessageBytes,
    }),
  )
  return parsed?.offset === bytes.length ? parsed.result : null
}

/** Runs the library's own parsing, which throws on a wrong structure. */
export function tryParse<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}

/** The bytes of an octet string, put together where the sender cut it into pieces (X.690, section 8.7). */
export function octetsOf(block: unknown): Uint8Array {
  const pieces: Uint8Array[] = []
  collectPieces(block, pieces)
  const [only, ...more] = pieces
  return only !== undefined && more.length === 0 ? only : Buffer.concat(pieces)
}

function collectPieces(block: unknown, pieces: Uint8Array[]): void {
  if (block instanceof asn1.Primitive) pieces.push(block.valueBlock.valueHexView)
  else if (block instanceof asn1.OctetString && !block.idBlock.isConstructed)
    pieces.push(block.valueBlock.valueHexView)
  else if (block instanceof asn1.OctetString || block instanceof asn1.Constructed)
    for (const piece of block.valueBlock.value) collectPieces(piece, pieces)
}

/** The blocks inside a constructed one; none for a primitive. */
export function childrenOf(block: unknown): Block[] {
  return block instanceof asn1.Constructed ? block.valueBlock.value : []
}

/** True for `[number]`, implicit or explicit. */
export function isContextTag(block: Block | undefined, number: number): block is Block {
  return block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === number
}

export function encode(block: Block): Uint8Array<ArrayBuffer> {
  return new Uint8Array(block.toBER())
}

/** A block from its own encoding, for putting foreign DER into a structure unchanged. */
export function fromDer(der: Uint8Array): Block {
  const block = parseBer(der)
  if (block === null) throw new TypeError('not DER')
  return block
}

export function oid(value: string): asn1.ObjectIdentifier {
  return new asn1.ObjectIdentifier({ value })
}

export function octets(bytes: Uint8Array): asn1.OctetString {
  return new asn1.OctetString({ valueHex: ownBytes(bytes) })
}

export function sequence(...value: Block[]): asn1.Sequence {
  return new asn1.Sequence({ value })
}

/** SET OF as DER wants it: sorted by encoding (X.690, section 11.6). */
export function setOf(...blocks: Block[]): asn1.Set {
  const sorted = blocks
    .map((block) => ({ block, der: Buffer.from(encode(block)) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
  return new asn1.Set({ value: sorted.map(({ block }) => block) })
}

/** `[number]` around blocks: EXPLICIT with one, IMPLICIT SEQUENCE or SET with its members. */
export function tagged(number: number, ...value: Block[]): asn1.Constructed {
  return new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value })
}
