/** A word of a text that can be checked; offsets in UTF-16 units. */
export type WordAt = { readonly word: string; readonly from: number; readonly to: number }

/** The longest that is looked up; what is longer is no word. */
const longest = 64
/** An address of mail or web, a path, a handle: nothing in it is a word. */
const noProse = /[@#\\_]|:\/\/|^www\.|\p{L}\.\p{L}|^\//u
const chunks = /\S+/gu
const parts = /[\p{L}\p{M}\p{N}'’]+/gu

/**
 * The words of a text, one by one. Left out are addresses, what has digits in it, abbreviations and names with capitals
 * inside (OCD, PhD, McDonald), single letters, and the short parts of compounds (co-, re-, x-ray).
 */
export function wordsIn(text: string): WordAt[] {
  return [...text.matchAll(chunks)].flatMap(({ 0: chunk, index: start }) => {
    if (noProse.test(chunk)) return []
    const isCompound = /\p{L}-\p{L}/u.test(chunk)
    return [...chunk.matchAll(parts)].flatMap(({ 0: part, index }) => {
      const word = part.replaceAll(/^['’]+|['’]+$/g, '')
      const from = start + index + part.indexOf(word)
      return isChecked(word, isCompound) ? [{ word, from, to: from + word.length }] : []
    })
  })
}

function isChecked(word: string, isCompound: boolean): boolean {
  if (word.length < 2 || word.length > longest) return false
  if (/\p{N}|^.+\p{Lu}/u.test(word) || !/^\p{L}/u.test(word)) return false
  return !isCompound || word.length > 3
}
