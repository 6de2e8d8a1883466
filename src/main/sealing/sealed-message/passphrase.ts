/** Bits that a generated passphrase must have at least; with Argon2id's cost that is out of reach. */
export const leastBits = 62

const wordCount = 6

/**
 * The words of `resources/words/passphrase-words.txt`.
 *
 * @throws RangeError when the list is damaged: it is a part of the program, not input
 */
export function parseWordList(text: string): readonly string[] {
  const words = text.split('\n').filter((line) => line !== '')
  const sound = words.every((word) => /^[a-z]{3,5}$/.test(word)) && new Set(words).size === words.length
  if (!sound || strengthBits(words) < leastBits) throw new RangeError('passphrase word list is damaged')
  return words
}

/** Bits of a passphrase of `count` words drawn evenly from the list. */
export function strengthBits(words: readonly string[], count = wordCount): number {
  return count * Math.log2(words.length)
}

/**
 * Six words, joined by hyphens, each drawn evenly.
 *
 * @param random gives that many random bytes, fit for keys
 * @param words what `parseWordList` gave
 */
export function generatePassphrase(
  random: (lengthBytes: number) => Uint8Array,
  words: readonly string[],
): string {
  return Array.from({ length: wordCount }, () => words[evenIndex(random, words.length)] ?? '').join('-')
}

/** Draws again instead of taking the remainder of the last, partial range, which would favour early words. */
function evenIndex(random: (lengthBytes: number) => Uint8Array, bound: number): number {
  const range = 2 ** 32
  const limit = range - (range % bound)
  for (;;) {
    const bytes = random(4)
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
    if (drawn < limit) return drawn % bound
  }
}
