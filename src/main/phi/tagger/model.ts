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
  into.fill(0, 0, tags)
  for (let i = 0; i < count; i++) {
    const row = ((hashes[i] as number) & mask) * tags
    for (let tag = 0; tag < tags; tag++)
      into[tag] = (into[tag] as number) + (values[row + tag] as number)
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
