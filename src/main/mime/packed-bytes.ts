import { createHash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Bytes cut into pieces of this size, the last one shorter, each of which can be read alone. */
export const pieceBytes = 512 * 1024

/** One piece: a Zstandard frame (RFC 8878) of its own, or, where that saves nothing, the bytes as they are. */
export interface PackedPiece {
  readonly bytes: Uint8Array
  readonly isPacked: boolean
}

/** Bytes as the store keeps them: about three fifths of what mail takes to encrypt, to authenticate and to write. */
export interface PackedBytes {
  /** Before packing. */
  readonly size: number
  /** SHA-256 of the bytes before packing. */
  readonly sha256: Uint8Array
  /** At least one, also of no bytes at all. */
  readonly pieces: readonly PackedPiece[]
}

const mostSaved = 0.95
/** The window of a frame is never larger than a piece: 2^19 bytes. */
const windowLog = 19

/** Packs bytes; each piece by itself, so that nothing of one message tells by its size of another. */
export function packBytes(bytes: Uint8Array): PackedBytes {
  const pieces: PackedPiece[] = []
  for (let offset = 0; offset < Math.max(bytes.byteLength, 1); offset += pieceBytes) {
    pieces.push(packPiece(bytes.subarray(offset, offset + pieceBytes)))
  }
  return { size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest(), pieces }
}

function packPiece(bytes: Uint8Array): PackedPiece {
  const packed = zstdCompressSync(bytes, {
    // In one go: more than ZSTD_compressBound says.
    chunkSize: bytes.byteLength + (bytes.byteLength >> 7) + 256,
    params: {
      [constants.ZSTD_c_compressionLevel]: 1,
      [constants.ZSTD_c_windowLog]: windowLog,
    },
  })
  return packed.byteLength < bytes.byteLength * mostSaved
    ? { bytes: packed, isPacked: true }
    : { bytes, isPacked: false }
}

/**
 * @param size what the piece must have been; no more is ever unpacked
 * @returns null where it is no frame, or of another size
 */
export function unpackPiece(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    const bytes = zstdDecompressSync(packed, {
      chunkSize: size + 64,
      maxOutputLength: size,
      params: { [constants.ZSTD_d_windowLogMax]: windowLog },
    })
    return bytes.byteLength === size ? bytes : null
  } catch {
    return null
  }
}

/** The same bytes as views of one buffer, which crosses to another thread as a whole and without being copied. */
export function inOneBuffer(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
  const buffer = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let end = 0
  return parts.map((part) => {
    buffer.set(part, end)
    end += part.byteLength
    return buffer.subarray(end - part.byteLength, end)
  })
}
