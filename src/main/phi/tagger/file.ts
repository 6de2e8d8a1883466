import { packRows, type LearnedModel, type LearnedWeights, type Model, type Weights } from './model.ts'
import { codeTags, wordTags } from './tags.ts'

/**
 * The file resources/phi/tagger.bin: four letters, the SHA-256 of what it was learned from, then for words and for
 * codes: bits of a row's number (1 byte), the scale (4 bytes, little-endian float), a bit for each row that has
 * weights, and those rows, one signed byte for each tag but 0: what it weighs more than "no identifier" does.
 */
const SIGN = 'SPT2'
const HASH_BYTES = 32
const HEAD = SIGN.length + HASH_BYTES
const MOST_BITS = 20

/** The largest size of a weight in the file. */
const LARGEST = 127

/** @param madeFrom the SHA-256 of what was learned from */
export function packModel(model: LearnedModel, madeFrom: Uint8Array): Uint8Array {
  const pieces = [
    new TextEncoder().encode(SIGN),
    madeFrom,
    packWeights(model.words),
    packWeights(model.codes),
  ]
  const packed = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    packed.set(piece, at)
    at += piece.length
  }
  return packed
}

function packWeights({ tags, bits, values }: LearnedWeights): Uint8Array {
  const rows = 1 << bits
  const more = (at: number): number => (values[at] as number) - (values[at - (at % tags)] as number)
  let largest = 0
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(more(at)))
  const step = Math.fround(Math.max(largest, 1e-6) / LARGEST)
  const present = new Uint8Array(rows / 8)
  const kept: number[] = []
  for (let row = 0; row < rows; row++) {
    const whole = Array.from({ length: tags - 1 }, (_, lane) =>
      Math.round(more(row * tags + lane + 1) / step),
    )
    if (whole.every((value) => value === 0)) continue
    present[row >> 3] = (present[row >> 3] as number) | (1 << (row & 7))
    kept.push(...whole)
  }
  const packed = new Uint8Array(5 + present.length + kept.length)
  packed[0] = bits
  new DataView(packed.buffer).setFloat32(1, step, true)
  packed.set(present, 5)
  packed.set(Int8Array.from(kept), 5 + present.length)
  return packed
}

/** @throws where the file isn't one of these: a broken installation */
export function unpackModel(file: Uint8Array): Model {
  if (new TextDecoder().decode(file.subarray(0, SIGN.length)) !== SIGN) throw new Error('not a tagger file')
  const words = unpackWeights(file, HEAD, wordTags)
  const codes = unpackWeights(file, words.end, codeTags)
  if (codes.end !== file.length) throw new Error('the tagger file is cut or too long')
  return { words: words.weights, codes: codes.weights }
}

function unpackWeights(file: Uint8Array, from: number, tags: number): { weights: Weights; end: number } {
  const bits = file[from] ?? 0
  if (bits < 3 || bits > MOST_BITS) throw new Error('the tagger file is damaged')
  const scale = new DataView(file.buffer, file.byteOffset).getFloat32(from + 1, true)
  const present = from + 5
  let end = present + (1 << bits) / 8
  const rows = packRows(tags, bits, file, (row) => {
    if (((file[present + (row >> 3)] as number) & (1 << (row & 7))) === 0) return -1
    end += tags - 1
    return end - tags + 1
  })
  return { weights: { tags, bits, rows, scale }, end }
}

/** The SHA-256 of what a file was learned from. */
export function madeFromOf(file: Uint8Array): Uint8Array {
  return file.subarray(SIGN.length, HEAD)
}
