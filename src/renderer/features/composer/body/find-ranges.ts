export type Range = { readonly from: number; readonly to: number }

/**
 * Where in a text the words stand, each place once, longest first where they overlap. The scanner reads the text
 * without markup, so its offsets don't fit the editor's: the words do.
 */
export function findRanges(text: string, words: readonly string[]): Range[] {
  const taken: Range[] = []
  const longestFirst = [...new Set(words)]
    .filter((word) => word.trim() !== '')
    .toSorted((a, b) => b.length - a.length)
  for (const word of longestFirst) {
    for (let from = text.indexOf(word); from !== -1; from = text.indexOf(word, from + word.length)) {
      const range = { from, to: from + word.length }
      if (!taken.some((other) => range.from < other.to && other.from < range.to)) taken.push(range)
    }
  }
  return taken.toSorted((a, b) => a.from - b.from)
}
