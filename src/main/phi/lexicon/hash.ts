/**
 * The rolling hash of a word, taken over folded characters while the tokenizer walks. Two independent 32-bit halves:
 * the first finds the slot, the second confirms it, so that an unknown word practically never matches by chance.
 */
export const HASH_SEED_A = 0x811c9dc5 | 0
export const HASH_SEED_B = 0x2f0b4c47 | 0
export const HASH_PRIME_A = 0x01000193
export const HASH_PRIME_B = 0x5bd1e995

export function hashA(folded: string, seed: number = HASH_SEED_A): number {
  let hash = seed
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), HASH_PRIME_A)
  return hash
}

export function hashB(folded: string, seed: number = HASH_SEED_B): number {
  let hash = seed
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), HASH_PRIME_B)
  return hash
}

/** Joins the hashes of two words into that of the phrase "first second". */
export function joinHash(first: number, second: number): number {
  return Math.imul(first ^ (second >>> 15) ^ second, HASH_PRIME_A) ^ (first >>> 7)
}
