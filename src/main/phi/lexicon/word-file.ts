import { wordFlag } from './flags.ts'
import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from './hash.ts'
import type { PhraseMeaning } from './phrase-table.ts'
import type { WordTable } from './word-table.ts'

const NEWLINE = 10
const TAB = 9
const DIGIT_0 = 48
const DIGIT_9 = 57
/** Of a base-36 digit that is a letter: "a" stands for ten. */
const LETTER_OFFSET = 87
const LETTER_A = 97
const LONGEST_ENTRY = 128

/** The flags in the file that are one bit of a word. */
const wordLetters: Readonly<Record<string, number>> = {
  f: wordFlag.first,
  a: wordFlag.ambiguous,
  s: wordFlag.surname,
  e: wordFlag.english,
  m: wordFlag.health,
  p: wordFlag.protected,
  y: wordFlag.eponym,
  n: wordFlag.country,
}

/** Those that are of one word or of several. */
const placeLetters: Readonly<Record<string, number>> = {
  c: wordFlag.city,
  C: wordFlag.city | wordFlag.majorCity,
}
const THING = 't'.charCodeAt(0)

const byCode = (letters: Readonly<Record<string, number>>): Int32Array => {
  const table = new Int32Array(128)
  for (const [letter, flags] of Object.entries(letters)) table[letter.charCodeAt(0)] = flags
  return table
}

/** Where the entries of the file go. */
export type WordFileTarget = {
  readonly words: WordTable
  addPlace(name: string, flag: number): void
  addPhraseOf(parts: readonly string[], meaning: PhraseMeaning): void
}

/**
 * Adds the entries of resources/phi/lexicon.txt (front-coded; see scripts/phi/build-dictionaries.ts). A word is hashed
 * from the letter where it leaves the word before it, and made a string only where it has several parts.
 */
export function addWordFile(file: string, lexicon: WordFileTarget): void {
  const wordFlags = byCode(wordLetters)
  const placeFlags = byCode(placeLetters)
  const letters: number[] = []
  /** The hashes of the first letters of the entry, by their number. */
  const hashesA = new Int32Array(LONGEST_ENTRY + 1).fill(HASH_SEED_A)
  const hashesB = new Int32Array(LONGEST_ENTRY + 1).fill(HASH_SEED_B)
  for (let at = 0; at < file.length; at++) {
    const digit = file.charCodeAt(at++)
    let length = digit <= DIGIT_9 ? digit - DIGIT_0 : digit - LETTER_OFFSET
    let a = hashesA[length] as number
    let b = hashesB[length] as number
    let code = file.charCodeAt(at)
    for (; code !== NEWLINE && code !== TAB; code = file.charCodeAt(++at)) {
      a = Math.imul(a ^ code, HASH_PRIME_A)
      b = Math.imul(b ^ code, HASH_PRIME_B)
      letters[length++] = code
      hashesA[length] = a
      hashesB[length] = b
    }
    let flags = code === TAB ? 0 : wordFlag.english
    let place = 0
    let isThing = false
    while (code !== NEWLINE) {
      code = file.charCodeAt(++at)
      flags |= wordFlags[code] as number
      place |= placeFlags[code] as number
      if (code === THING) isThing = true
    }
    if (place !== 0 && !hasParts(letters, length)) {
      flags |= place
      place = 0
    }
    if (flags !== 0) lexicon.words.add(a, b, flags)
    if (place === 0 && !isThing) continue
    const entry = String.fromCharCode(...letters.slice(0, length))
    if (place !== 0) lexicon.addPlace(entry, place)
    if (isThing) lexicon.addPhraseOf(entry.split(' '), { isThing })
  }
}

/** Whether a space, a hyphen, a full stop or an apostrophe stands in the entry. */
function hasParts(letters: readonly number[], length: number): boolean {
  for (let at = 0; at < length; at++) if ((letters[at] as number) < LETTER_A) return true
  return false
}
