import { hashA, hashB } from './hash.ts'

/**
 * A short list of words that a token is compared with by its hashes, so that asking costs no string. Words are lower
 * case without diacritics, as the lexicon folds them; a token matches in any case.
 */
export class WordSet {
  private readonly slots: Int32Array
  private readonly mask: number

  constructor(words: readonly string[]) {
    let size = 8
    while (size < words.length * 4) size *= 2
    this.mask = size - 1
    // Two numbers for each slot; an empty slot holds zeros, which no word hashes to.
    this.slots = new Int32Array(size * 2)
    for (const word of words) {
      const a = hashA(word)
      let slot = a & this.mask
      while (this.slots[slot * 2] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot * 2] = a
      this.slots[slot * 2 + 1] = hashB(word)
    }
  }

  has(a: number, b: number): boolean {
    const { slots, mask } = this
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const present = slots[slot * 2] as number
      if (present === 0) return false
      if (present === a && slots[slot * 2 + 1] === b) return true
    }
  }
}

/** @param list words with white space between */
export function wordSet(list: string): WordSet {
  return new WordSet(list.split(/\s+/).filter((word) => word !== ''))
}
