import { wordTags } from './tags.ts'

/** The weights of one kind of unit: for every hashed feature one number for each tag. */
export type Weights = {
  readonly tags: number
  /** Of a feature's hash, these bits are its row. */
  readonly bits: number
  /** Row after row; whole numbers to be multiplied by `scale`, or plain weights while training. */
  readonly values: Int8Array | Float32Array
  readonly scale: number
}

export type Model = { readonly words: Weights; readonly codes: Weights }

/** Fills `into` with the probability of each tag. */
export function judge(
  { tags, bits, values, scale }: Weights,
  hashes: Int32Array,
  count: number,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1
  if (tags === wordTags) sumForWords(values, mask, hashes, count, into)
  else {
    into.fill(0, 0, tags)
    for (let i = 0; i < count; i++) {
      const row = ((hashes[i] as number) & mask) * tags
      for (let tag = 0; tag < tags; tag++) into[tag] = (into[tag] as number) + (values[row + tag] as number)
    }
  }
  let best = Number.NEGATIVE_INFINITY
  for (let tag = 0; tag < tags; tag++) if ((into[tag] as number) > best) best = into[tag] as number
  let sum = 0
  for (let tag = 0; tag < tags; tag++) {
    const likely = Math.exp(((into[tag] as number) - best) * scale)
    into[tag] = likely
    sum += likely
  }
  for (let tag = 0; tag < tags; tag++) into[tag] = (into[tag] as number) / sum
}

/** The same sums for the five tags of words, most of what is judged: kept in registers, not in memory. */
function sumForWords(
  values: Weights['values'],
  mask: number,
  hashes: Int32Array,
  count: number,
  into: Float64Array,
): void {
  let none = 0
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < count; i++) {
    const row = ((hashes[i] as number) & mask) * wordTags
    none += values[row] as number
    first += values[row + 1] as number
    second += values[row + 2] as number
    third += values[row + 3] as number
    fourth += values[row + 4] as number
  }
  into[0] = none
  into[1] = first
  into[2] = second
  into[3] = third
  into[4] = fourth
}
