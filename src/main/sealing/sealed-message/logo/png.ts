import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import { checkPixels, damaged, type CleanPicture } from './picture.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

export function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, signature.length)).equals(signature)
}

/** Samples of a pixel by colour type, and the bit depths that go with it (PNG, third edition, 11.2.1). */
const colourTypes: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}

/** First column and row, and the steps between, of the seven passes of an interlaced picture (8.1). */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

type Head = {
  readonly width: number
  readonly height: number
  readonly colourType: number
  readonly bitsOfPixel: number
  readonly isInterlaced: boolean
}
type Chunk = { readonly type: string; readonly data: Buffer }

/**
 * Writes a PNG anew: its head, its palette, its transparency and its lines, unpacked and packed again. Text, times,
 * Exif, profiles, animation and every other chunk are left behind.
 *
 * Errors: `logo/too-many-pixels` (before anything is unpacked), `logo/damaged`, `logo/more-than-a-picture` (bytes
 * after its end).
 */
export function cleanPng(bytes: Uint8Array): Result<CleanPicture> {
  const read = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!read.ok) {
    return read
  }
  const [first, ...rest] = read.value
  const head = first?.type === 'IHDR' ? readHead(first.data) : null
  if (first === undefined || head === null) {
    return damaged()
  }
  const tooMany = checkPixels(head.width, head.height)
  if (tooMany !== null) {
    return tooMany
  }
  const lines = unpack(
    rest.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
    lengthsOfLines(head),
  )
  const colours = coloursOf(head, rest)
  if (lines === null || colours === null) {
    return damaged()
  }
  const packed = { type: 'IDAT', data: deflateSync(lines, { level: 9 }) }
  const chunks = [first, ...colours, packed, { type: 'IEND', data: Buffer.alloc(0) }]
  return ok({ type: 'image/png', bytes: Buffer.concat([signature, ...chunks.map(writeChunk)]) })
}

function readChunks(file: Buffer): Result<Chunk[]> {
  const chunks: Chunk[] = []
  let at = signature.length
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at)
    const end = at + 12 + length
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) {
      return damaged()
    }
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'IEND') {
      return end === file.length ? ok(chunks) : fail('logo/more-than-a-picture')
    }
    chunks.push({ type, data: file.subarray(at + 8, end - 4) })
    at = end
  }
  return damaged()
}

/** Null where no decoder would take it. */
function readHead(data: Buffer): Head | null {
  if (data.length !== 13) {
    return null
  }
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)]
  const [depth = 0, colourType = -1, compression, filter, interlace = 2] = data.subarray(8)
  const colour = colourTypes[colourType]
  const isKnown =
    colour?.depths.includes(depth) === true && compression === 0 && filter === 0 && interlace < 2
  return isKnown && width > 0 && height > 0
    ? { width, height, colourType, bitsOfPixel: colour.samples * depth, isInterlaced: interlace === 1 }
    : null
}

/** In bytes, without the one that names its filter. */
function lengthsOfLines({ width, height, bitsOfPixel, isInterlaced }: Head): number[] {
  const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const)
  return passes.flatMap(([column, row, columnStep, rowStep]) => {
    const columns = Math.ceil((width - column) / columnStep)
    const rows = Math.ceil((height - row) / rowStep)
    const length = Math.ceil((columns * bitsOfPixel) / 8)
    return columns > 0 && rows > 0 ? Array.from({ length: rows }, () => length) : []
  })
}

/** The palette of an indexed picture, and what is transparent (11.2.2, 11.3.1.1); null where they can't be meant. */
function coloursOf({ colourType }: Head, chunks: readonly Chunk[]): Chunk[] | null {
  const palettes = colourType === 3 ? chunks.filter(({ type }) => type === 'PLTE') : []
  const transparent = colourType <= 3 ? chunks.filter(({ type }) => type === 'tRNS') : []
  const entries = (palettes[0]?.data.length ?? 0) / 3
  const longest = { 0: 2, 2: 6, 3: entries }[colourType] ?? 0
  const isMeant =
    palettes.length === (colourType === 3 ? 1 : 0) &&
    transparent.length <= 1 &&
    Number.isInteger(entries) &&
    entries <= 256 &&
    transparent.every(({ data }) => data.length <= longest)
  return isMeant ? [...palettes, ...transparent] : null
}

/** The lines of the picture with their filters; null unless they are exactly as many as its head says. */
function unpack(packed: readonly Buffer[], lines: readonly number[]): Buffer | null {
  const expected = lines.reduce((sum, length) => sum + 1 + length, 0)
  let unpacked: Buffer
  try {
    unpacked = inflateSync(Buffer.concat(packed), { maxOutputLength: expected })
  } catch {
    return null
  }
  if (unpacked.length !== expected) {
    return null
  }
  let at = 0
  for (const length of lines) {
    if ((unpacked[at] ?? 5) > 4) {
      return null
    }
    at += 1 + length
  }
  return unpacked
}

function writeChunk({ type, data }: Chunk): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}
