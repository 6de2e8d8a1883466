/** What a feature is made of; training leaves some of these out at random, so that no single source is leant on. */
export const source = { context: 0, word: 1, lexicon: 2, rules: 3, tags: 4 } as const

const MOST_FEATURES = 160
const MOST_PARTS = 16
const SOURCE_BITS = 3

/** A feature of one value as its hash: the low bits are its row among the weights. */
export function single(template: number, value: number): number {
  const hash = Math.imul(value + Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** A feature of two values. */
export function pair(template: number, a: number, b: number): number {
  const hash = Math.imul(a ^ Math.imul(b + Math.imul(template, 0x9e3779b1), 0xc2b2ae35), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** The features of one unit, as hashes, and which source each is from. */
export class FeatureList {
  count = 0
  readonly hashes = new Int32Array(MOST_FEATURES)
  /** Up to which feature and from what source, in one number; only training asks. */
  private readonly ends = new Int32Array(MOST_PARTS)
  private parts = 0

  /** Begins anew. */
  clear(): void {
    this.count = 0
    this.parts = 0
  }

  /** Which source a feature comes from. */
  sourceOf(feature: number): number {
    const { ends } = this
    let part = 0
    while ((ends[part] as number) >> SOURCE_BITS <= feature) part++
    return (ends[part] as number) & ((1 << SOURCE_BITS) - 1)
  }

  /** Ends the features of one source. @returns `count` */
  from(source: number, count: number): number {
    this.ends[this.parts++] = (count << SOURCE_BITS) | source
    this.count = count
    return count
  }
}
