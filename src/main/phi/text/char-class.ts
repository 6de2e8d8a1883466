/** What a character is to the tokenizer. One byte per UTF-16 unit, looked up in a table. */
export const charClass = {
  other: 0,
  space: 1,
  newline: 2,
  digit: 3,
  lower: 4,
  upper: 5,
  /** A letter without case: Han, Arabic, Devanagari… */
  letter: 6,
} as const

const FOLDED_RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x250],
  [0x1e00, 0x1f00],
]

/**
 * Long stretches of one class, which needn't be asked of each character: Han, Hangul, surrogates, private use. Lone
 * surrogates and astral letters count as letters, so that a name written with them stays one token.
 */
const UNIFORM_RANGES: readonly (readonly [number, number, number])[] = [
  [0x3400, 0x4dc0, charClass.letter],
  [0x4e00, 0xa000, charClass.letter],
  [0xac00, 0xd7a4, charClass.letter],
  [0xd800, 0xe000, charClass.letter],
  [0xe000, 0xf900, charClass.other],
]

/** An entry of the table: the class above this shift, the folded character below it. */
export const KIND_SHIFT = 16
export const FOLD_MASK = 0xffff

function classify(character: string): number {
  if (/[\n\r\u2028\u2029]/.test(character)) return charClass.newline
  if (/\s/.test(character)) return charClass.space
  if (/[0-9]/.test(character)) return charClass.digit
  if (/\p{Ll}/u.test(character)) return charClass.lower
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return charClass.upper
  return /[\p{L}\p{M}]/u.test(character) ? charClass.letter : charClass.other
}

/** The lower-case base letter of a Latin letter: é → e, Ł → l, Ñ → n. Other characters stay as they are. */
function foldCharacter(character: string): number {
  const special: Readonly<Record<string, string>> = {
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ı: 'i',
    æ: 'a',
    œ: 'o',
    ß: 's',
  }
  const lower = character.toLowerCase()
  const base = special[lower] ?? lower.normalize('NFD')
  return base.charCodeAt(0)
}

let table: Int32Array | undefined

/** Class and folded form of every UTF-16 unit in one table, built on first use (about 5 ms) and shared. */
export function charTable(): Int32Array {
  if (table !== undefined) return table
  table = new Int32Array(0x10000)
  for (const [from, to, kind] of UNIFORM_RANGES)
    for (let code = from; code < to; code++) table[code] = (kind << KIND_SHIFT) | code
  for (let code = 0; code < 0x10000; code++) {
    if (table[code] !== 0) continue
    const character = String.fromCharCode(code)
    const isFolded = FOLDED_RANGES.some(([from, to]) => code >= from && code < to)
    const folded = isFolded ? foldCharacter(character) : code
    table[code] = (classify(character) << KIND_SHIFT) | folded
  }
  return table
}

/** A word as the lexicon keeps it: lower case, without diacritics. */
export function foldWord(word: string): string {
  const chars = charTable()
  let folded = ''
  for (let i = 0; i < word.length; i++)
    folded += String.fromCharCode((chars[word.charCodeAt(i)] as number) & FOLD_MASK)
  return folded
}
