/** Bits that a generated passphrase must have at least; with Argon2id's cost that is out of reach. */
export const leastBits = 62

const wordCount = 6

/** With its hyphens. Poppler's tools, and viewers after the rules of older PDFs, take no longer password. */
const maxCharacters = 32

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

/** Bits of a generated passphrase: the logarithm of how many there are, each as likely as any other. */
export function strengthBits(words: readonly string[]): number {
  // How many ways there are to reach each length, word by word.
  let ways = new Map([[wordCount - 1, 1]])
  for (let word = 0; word < wordCount; word++) {
    const longer = new Map<number, number>()
    for (const [length, count] of ways) {
      for (const { length: added } of words)
        longer.set(length + added, (longer.get(length + added) ?? 0) + count)
    }
    ways = longer
  }
  const short = [...ways].filter(([length]) => length <= maxCharacters)
  return Math.log2(short.reduce((sum, [, count]) => sum + count, 0))
}

/**
 * Six words, joined by hyphens, each drawn evenly; drawn anew when they are longer than 32 characters together.
 *
 * @param random gives that many random bytes, fit for keys
 * @param words what `parseWordList` gave
 */
export function generatePassphrase(
  random: (lengthBytes: number) => Uint8Array,
  words: readonly string[],
): string {
  for (;;) {
    const drawn = Array.from({ length: wordCount }, () => words[evenIndex(random, words.length)] ?? '').join(
      '-',
    )
    if (drawn.length <= maxCharacters) return drawn
  }
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
