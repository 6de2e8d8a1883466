import { hashA, HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from './hash.ts'

const INITIAL_BITS = 19

/** Numbers of a slot: the two hashes, the flags, and one unused, so that a slot lies in one cache line. */
const SLOT_SHIFT = 2
const RECENT_BITS = 13
/** Numbers are too many to look each up in the table. */
const PHRASE_START_BITS = 12

/** An open-addressing table from word hashes to flags. It holds no words, only 16 bytes for each slot. */
export class WordTable {
  private bits: number
  private slots: Int32Array
  private used = 0
  /**
   * The words that were looked up last, known or not, in slots of the same form. The whole table is larger than the
   * processor's cache; these few, which make most of a text, are not.
   */
  private readonly recent = new Int32Array(1 << (RECENT_BITS + SLOT_SHIFT))
  /** A byte for each slot of a hash: 1 where a number, or letters and digits, with such a hash begins a phrase. */
  private readonly phraseStarts = new Uint8Array(1 << PHRASE_START_BITS)

  constructor(bits: number = INITIAL_BITS) {
    this.bits = bits
    this.slots = new Int32Array(1 << (bits + SLOT_SHIFT))
  }

  /** Whether a phrase may begin with the number of this hash; hardly ever true where none does. */
  mayBeginPhrase(a: number): boolean {
    return this.phraseStarts[phraseSlot(a)] === 1
  }

  addPhraseStart(word: string): void {
    this.phraseStarts[phraseSlot(hashA(word))] = 1
  }

  /** The flags of the word with these hashes, 0 where it is unknown. */
  lookup(a: number, b: number): number {
    const { recent } = this
    const at = recentSlot(a)
    if (recent[at] === a && recent[at + 1] === b) return recent[at + 2] as number
    const flags = this.find(a, b)
    recent[at] = a
    recent[at + 1] = b
    recent[at + 2] = flags
    return flags
  }

  private find(a: number, b: number): number {
    const { slots } = this
    const mask = slots.length - 1
    let slot = ((a ^ (a >>> 15)) << SLOT_SHIFT) & mask
    for (;;) {
      const flags = slots[slot + 2] as number
      if (flags === 0 || (slots[slot] === a && slots[slot + 1] === b)) return flags
      slot = (slot + (1 << SLOT_SHIFT)) & mask
    }
  }

  /** Adds flags to a word given by its hashes. */
  add(a: number, b: number, flags: number): void {
    if (flags === 0) return
    this.recent[recentSlot(a)] = ~a
    if (this.used * 2 > 1 << this.bits) this.grow()
    const { slots } = this
    const mask = slots.length - 1
    let slot = ((a ^ (a >>> 15)) << SLOT_SHIFT) & mask
    for (;;) {
      const present = slots[slot + 2] as number
      if (present === 0) {
        slots[slot] = a
        slots[slot + 1] = b
        slots[slot + 2] = flags
        this.used++
        return
      }
      if (slots[slot] === a && slots[slot + 1] === b) {
        slots[slot + 2] = present | flags
        return
      }
      slot = (slot + (1 << SLOT_SHIFT)) & mask
    }
  }

  addWord(folded: string, flags: number): void {
    let a = HASH_SEED_A
    let b = HASH_SEED_B
    for (let i = 0; i < folded.length; i++) {
      const code = folded.charCodeAt(i)
      a = Math.imul(a ^ code, HASH_PRIME_A)
      b = Math.imul(b ^ code, HASH_PRIME_B)
    }
    this.add(a, b, flags)
  }

  lookupWord(folded: string): number {
    let a = HASH_SEED_A
    let b = HASH_SEED_B
    for (let i = 0; i < folded.length; i++) {
      const code = folded.charCodeAt(i)
      a = Math.imul(a ^ code, HASH_PRIME_A)
      b = Math.imul(b ^ code, HASH_PRIME_B)
    }
    return this.lookup(a, b)
  }

  private grow(): void {
    const { slots } = this
    this.bits++
    this.slots = new Int32Array(1 << (this.bits + SLOT_SHIFT))
    this.used = 0
    for (let slot = 0; slot < slots.length; slot += 1 << SLOT_SHIFT)
      this.add(slots[slot] as number, slots[slot + 1] as number, slots[slot + 2] as number)
  }
}

function recentSlot(a: number): number {
  return (Math.imul(a, 0x9e3779b1) >>> (32 - RECENT_BITS)) << SLOT_SHIFT
}

function phraseSlot(a: number): number {
  return (a ^ (a >>> 13)) & ((1 << PHRASE_START_BITS) - 1)
}
