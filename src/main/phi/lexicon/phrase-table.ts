import { hashA, joinHash } from './hash.ts'

/** What a phrase means: a label of a recognizer, a health term, a sentence of a disclaimer, or several of these. */
export type PhraseMeaning = { label?: number; health?: number; isDisclaimer?: boolean }

const BITS = 14

/**
 * Phrases of one to six words, kept as a trie in one open-addressing table: every beginning of a phrase is an entry
 * too, so that a search ends at the first word that continues none.
 */
export class PhraseTable {
  private readonly keys = new Int32Array(1 << BITS)
  /** Index into `meanings` plus one for a phrase, -1 for the beginning of one, 0 for an empty slot. */
  private readonly values = new Int32Array(1 << BITS)
  private readonly meanings: PhraseMeaning[] = []

  /** @param words folded words, in order */
  add(words: readonly string[], meaning: PhraseMeaning): void {
    let key = 0
    words.forEach((word, index) => {
      key = index === 0 ? hashA(word) : joinHash(key, hashA(word))
      const slot = this.slotOf(key)
      if (this.values[slot] === 0) {
        this.keys[slot] = key
        this.values[slot] = -1
      }
    })
    const slot = this.slotOf(key)
    const present = this.values[slot] as number
    if (present > 0) Object.assign(this.meanings[present - 1] as PhraseMeaning, meaning)
    else this.values[slot] = this.meanings.push({ ...meaning })
  }

  /** @returns index of a meaning plus one, -1 where longer phrases begin so, 0 where none does */
  find(key: number): number {
    return this.values[this.slotOf(key)] as number
  }

  meaning(found: number): PhraseMeaning | undefined {
    return found > 0 ? this.meanings[found - 1] : undefined
  }

  private slotOf(key: number): number {
    const mask = (1 << BITS) - 1
    let slot = (key ^ (key >>> 14)) & mask
    while (this.values[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }
}
