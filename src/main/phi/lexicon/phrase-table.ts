import { hashA, joinHash } from './hash.ts'

/**
 * What a phrase means: a label of a recognizer, a health term, a sentence of a disclaimer, the name of a thing that
 * looks like a person or a place ("Harris Hip Score"), or several of these.
 */
export type PhraseMeaning = {
  label?: number
  health?: number
  /** The health term is a word of everyday life. */
  isEveryday?: true
  isDisclaimer?: boolean
  isThing?: boolean
}

const BITS = 15
/** Numbers of a slot: the hash of the words so far, and what is known of them. */
const SLOT_SHIFT = 1

/**
 * Phrases of one to six words, kept as a trie in one open-addressing table: every beginning of a phrase is an entry
 * too, so that a search ends at the first word that continues none.
 */
export class PhraseTable {
  private readonly slots = new Int32Array(1 << (BITS + SLOT_SHIFT))
  /** By index of a meaning plus one; 0 for a beginning that is no phrase itself. Numbers are kept plus one too. */
  private readonly labels: number[] = [0]
  private readonly healthTerms: number[] = [0]
  private readonly disclaimers: boolean[] = [false]
  private readonly things: boolean[] = [false]

  /** @param words folded words, in order */
  add(words: readonly string[], { label, health, isDisclaimer, isThing }: PhraseMeaning): void {
    let key = 0
    words.forEach((word, index) => {
      key = index === 0 ? hashA(word) : joinHash(key, hashA(word))
      const slot = this.slotOf(key)
      if (this.slots[slot + 1] !== 0) return
      this.slots[slot] = key
      this.slots[slot + 1] = -1
    })
    const slot = this.slotOf(key)
    if ((this.slots[slot + 1] as number) < 0) {
      this.slots[slot + 1] = this.labels.push(0) - 1
      this.healthTerms.push(0)
      this.disclaimers.push(false)
      this.things.push(false)
    }
    const found = this.slots[slot + 1] as number
    if (label !== undefined) this.labels[found] = label + 1
    if (health !== undefined) this.healthTerms[found] = health + 1
    if (isDisclaimer === true) this.disclaimers[found] = true
    if (isThing === true) this.things[found] = true
  }

  /** @returns what the other methods ask for: above 0 for a phrase, -1 where longer ones begin so, 0 where none does */
  find(key: number): number {
    return this.slots[this.slotOf(key) + 1] as number
  }

  /** The recognizer that a phrase is a label of, -1 for none. */
  label(found: number): number {
    return found > 0 ? (this.labels[found] as number) - 1 : -1
  }

  /** The health term that a phrase is, -1 for none. */
  health(found: number): number {
    return found > 0 ? (this.healthTerms[found] as number) - 1 : -1
  }

  isDisclaimer(found: number): boolean {
    return found > 0 && (this.disclaimers[found] as boolean)
  }

  isThing(found: number): boolean {
    return found > 0 && (this.things[found] as boolean)
  }

  private slotOf(key: number): number {
    const { slots } = this
    const mask = slots.length - 1
    let slot = ((key ^ (key >>> 14)) << SLOT_SHIFT) & mask
    while (slots[slot + 1] !== 0 && slots[slot] !== key) slot = (slot + (1 << SLOT_SHIFT)) & mask
    return slot
  }
}
