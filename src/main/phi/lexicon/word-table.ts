import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from './hash.ts'

const INITIAL_BITS = 19

/** Numbers of a slot: the two hashes, the flags, and one unused, so that a slot lies in one cache line. */
const SLOT_SHIFT = 2

/** An open-addressing table from word hashes to flags. It holds no words, only 16 bytes for each slot. */
export class WordTable {
  private bits: number
  private slots: Int32Array
  private used = 0

  constructor(bits: number = INITIAL_BITS) {
    this.bits = bits
    this.slots = new Int32Array(1 << (bits + SLOT_SHIFT))
  }

  /** The flags of the word with these hashes, 0 where it is unknown. */
  lookup(a: number, b: number): number {
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
