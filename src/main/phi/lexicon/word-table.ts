import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from './hash.ts'

const INITIAL_BITS = 19

/** An open-addressing table from word hashes to flags. It holds no words, only 12 bytes for each slot. */
export class WordTable {
  private bits: number
  private keysA: Int32Array
  private keysB: Int32Array
  private flags: Int32Array
  private used = 0

  constructor(bits: number = INITIAL_BITS) {
    this.bits = bits
    this.keysA = new Int32Array(1 << bits)
    this.keysB = new Int32Array(1 << bits)
    this.flags = new Int32Array(1 << bits)
  }

  /** The flags of the word with these hashes, 0 where it is unknown. */
  lookup(a: number, b: number): number {
    const mask = (1 << this.bits) - 1
    let slot = (a ^ (a >>> 15)) & mask
    for (;;) {
      const flags = this.flags[slot] as number
      if (flags === 0) return 0
      if (this.keysA[slot] === a && this.keysB[slot] === b) return flags
      slot = (slot + 1) & mask
    }
  }

  /** Adds flags to a word given by its hashes. */
  add(a: number, b: number, flags: number): void {
    if (flags === 0) return
    if (this.used * 2 > 1 << this.bits) this.grow()
    const mask = (1 << this.bits) - 1
    let slot = (a ^ (a >>> 15)) & mask
    for (;;) {
      const present = this.flags[slot] as number
      if (present === 0) {
        this.keysA[slot] = a
        this.keysB[slot] = b
        this.flags[slot] = flags
        this.used++
        return
      }
      if (this.keysA[slot] === a && this.keysB[slot] === b) {
        this.flags[slot] = present | flags
        return
      }
      slot = (slot + 1) & mask
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
    const { keysA, keysB, flags } = this
    this.bits++
    this.keysA = new Int32Array(1 << this.bits)
    this.keysB = new Int32Array(1 << this.bits)
    this.flags = new Int32Array(1 << this.bits)
    this.used = 0
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] !== 0) this.add(keysA[i] as number, keysB[i] as number, flags[i] as number)
    }
  }
}
