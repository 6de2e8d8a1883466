/** Weights as they are learned: for every hashed feature one number for each tag, row after row. */
export type LearnedWeights = { readonly tags: number; readonly bits: number; readonly values: Float32Array }
export type LearnedModel = { readonly words: LearnedWeights; readonly codes: LearnedWeights }

/**
 * The weights of one kind of unit: whole numbers from -127 to 127, to be multiplied by `scale`. What they say of a tag
 * is meant beside "no identifier", which so needs none.
 */
export type Weights = {
  readonly tags: number
  /** Of a feature's hash, these bits are its row. */
  readonly bits: number
  /** Row after row, four tags in a number: each weight is a byte, the lowest tag (1) lowest, with 128 added. */
  readonly rows: Int32Array
  readonly scale: number
}

export type Model = { readonly words: Weights; readonly codes: Weights }

const ADDED = 128
/** 128 in each byte: with it added no weight is below 0, and none borrows from its neighbour. */
const NO_WEIGHTS = 0x80808080 | 0
const EVERY_OTHER_BYTE = 0xff00ff

/** How many numbers make a row. */
function columnsOf(tags: number): number {
  return (tags + 2) >> 2
}

/**
 * @param values the weights of all rows that have any, a byte for each tag but 0
 * @param startOf where a row's weights begin there, or -1 for a row without any; asked in order
 */
export function packRows(
  tags: number,
  bits: number,
  values: Uint8Array,
  startOf: (row: number) => number,
): Int32Array {
  const columns = columnsOf(tags)
  const rows = new Int32Array(columns << bits).fill(NO_WEIGHTS)
  for (let row = 0; row < 1 << bits; row++) {
    const start = startOf(row)
    if (start < 0) continue
    for (let lane = 0; lane < tags - 1; lane++) {
      const at = row * columns + (lane >> 2)
      rows[at] = (rows[at] as number) ^ ((values[start + lane] as number) << ((lane & 3) * 8))
    }
  }
  return rows
}

/**
 * The sums of a unit's weights, one for each tag. Two bytes of a row are added in one go, each in 16 bits of its own
 * (256 features fit): reading the weights is most of what tagging costs.
 */
export class Sums {
  /** By column the sums of its first and third tag, then those of the others, each pair in one number. */
  readonly lanes: Int32Array
  /** How many features were added. */
  count = 0
  private readonly weights: Weights

  constructor(weights: Weights) {
    this.weights = weights
    this.lanes = new Int32Array(2 * columnsOf(weights.tags))
  }

  get tags(): number {
    return this.weights.tags
  }

  clear(): void {
    const { lanes } = this
    for (let lane = 0; lane < lanes.length; lane++) lanes[lane] = 0
    this.count = 0
  }

  /** Adds the weights of features. */
  add({ hashes, count }: { readonly hashes: Int32Array; readonly count: number }): void {
    const { rows, bits } = this.weights
    const { lanes } = this
    const mask = (1 << bits) - 1
    const columns = lanes.length >> 1
    for (let column = 0; column < columns; column++) {
      let even = lanes[2 * column] as number
      let odd = lanes[2 * column + 1] as number
      for (let i = 0; i < count; i++) {
        const four = rows[((hashes[i] as number) & mask) * columns + column] as number
        even = (even + (four & EVERY_OTHER_BYTE)) | 0
        odd = (odd + ((four >>> 8) & EVERY_OTHER_BYTE)) | 0
      }
      lanes[2 * column] = even
      lanes[2 * column + 1] = odd
    }
    this.count += count
  }

  /** What the features say of a tag, in steps of `scale`; 0 for "no identifier". */
  of(tag: number): number {
    if (tag === 0) return 0
    const lane = this.lanes[(((tag - 1) >> 2) << 1) | ((tag - 1) & 1)] as number
    return (((tag - 1) & 2) === 0 ? lane & 0xffff : lane >>> 16) - ADDED * this.count
  }

  /** By how much "no identifier" is ahead of every other tag, as the logarithm of the odds. */
  lead(): number {
    let best = this.of(1)
    for (let tag = 2; tag < this.weights.tags; tag++) best = Math.max(best, this.of(tag))
    return -best * this.weights.scale
  }

  /** Fills `into` with the probability of each tag. */
  chances(into: Float64Array): void {
    const { tags, scale } = this.weights
    let best = 0
    for (let tag = 0; tag < tags; tag++) best = Math.max(best, this.of(tag))
    let sum = 0
    for (let tag = 0; tag < tags; tag++) {
      const likely = Math.exp((this.of(tag) - best) * scale)
      into[tag] = likely
      sum += likely
    }
    for (let tag = 0; tag < tags; tag++) into[tag] = (into[tag] as number) / sum
  }
}
