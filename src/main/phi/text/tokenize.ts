import { wordFlag } from '../lexicon/flags.ts'
import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from '../lexicon/hash.ts'
import type { WordTable } from '../lexicon/word-table.ts'
import { charClass, charTable, FOLD_MASK, KIND_SHIFT } from './char-class.ts'
import { tokenKind, type TokenText } from './token-text.ts'

// What the loop over all characters reads stands here by itself: an imported name costs a look-up at every use.
const KIND = KIND_SHIFT
const FOLDED = FOLD_MASK
const SPACE = charClass.space
const NEWLINE = charClass.newline
const DIGIT = charClass.digit
/** Entries of the table from here on are letters and digits. */
const FIRST_OF_WORDS = DIGIT << KIND
const SEED_A = HASH_SEED_A
const SEED_B = HASH_SEED_B
const PRIME_A = HASH_PRIME_A
const PRIME_B = HASH_PRIME_B
const HEALTH = wordFlag.health

const APOSTROPHE = 39
const FULL_STOP = 46
const SLASH = 47
const COLON = 58
const AT = 64
const LETTER_S = 115

const STATE_LIKE = wordFlag.state | wordFlag.stateCode | wordFlag.statePrefix
const NOT_A_TOWN = wordFlag.english | wordFlag.first | wordFlag.surname | wordFlag.functionWord
const TITLE_LIKE = wordFlag.title | wordFlag.relation | wordFlag.greeting | wordFlag.closing
const EVERYDAY = wordFlag.functionWord | wordFlag.first | wordFlag.surname | wordFlag.english
/** A word with none of these begins nothing that a recognizer starts from. */
const ANCHORS =
  STATE_LIKE |
  TITLE_LIKE |
  wordFlag.first |
  wordFlag.city |
  wordFlag.month |
  wordFlag.street |
  wordFlag.facility |
  wordFlag.phrase |
  wordFlag.numberWord
const SHORTEST_RARE_WORD = 6

const SEEN_DIGIT = 1 << charClass.digit
const SEEN_LOWER = 1 << charClass.lower
const SEEN_UPPER = 1 << charClass.upper

/**
 * Splits a normalised text into tokens in one walk over its character codes, and looks every word up by a hash that
 * is rolled on the way. Fills the anchor lists of `into`, which the recognizers start from.
 */
export function tokenize(text: string, table: WordTable, into: TokenText, isFileName: boolean): void {
  into.reset(text, isFileName)
  const chars = charTable()
  const { codes, start, end, kind, flags, hashA, hashB } = into
  const length = text.length
  let token = 0
  for (let at = 0; at < length;) {
    let code = codes[at] as number
    let char = chars[code] as number
    const first = char >> KIND
    if (first === SPACE) {
      at++
      continue
    }
    start[token] = at
    if (first < DIGIT) {
      kind[token] = tokenKind.punctuation
      flags[token] = 0
      hashA[token] = code
      hashB[token] = 0
      end[token] = ++at
      if (first === NEWLINE) {
        kind[token] = tokenKind.newline
        into.newlines.push(token)
      } else if (code === FULL_STOP || code === COLON || code === AT) addMark(into, token, chars)
      token++
      continue
    }
    const from = at
    let a = SEED_A
    let b = SEED_B
    let rest = 0
    // The code after the last is 0, which no word goes on with.
    for (;;) {
      const folded = char & FOLDED
      a = Math.imul(a ^ folded, PRIME_A)
      b = Math.imul(b ^ folded, PRIME_B)
      code = codes[++at] as number
      char = chars[code] as number
      if (char >= FIRST_OF_WORDS) rest |= 1 << (char >> KIND)
      else if (
        code !== APOSTROPHE ||
        first === DIGIT ||
        (rest & SEEN_DIGIT) !== 0 ||
        !joins(codes, at, chars)
      )
        break
    }
    end[token] = at
    hashA[token] = a
    hashB[token] = b
    const seen = rest | (1 << first)
    if ((seen & SEEN_DIGIT) !== 0) {
      flags[token] = 0
      kind[token] = tokenKind.digits
      into.numeric.push(token)
      if (seen !== SEEN_DIGIT) {
        kind[token] = tokenKind.alphanumeric
        into.alphanumerics.push(token)
      }
      if (first !== DIGIT) addPrefix(into, token, chars)
      else if (table.mayBeginPhrase(a)) into.phraseStarts.push(token)
    } else {
      const shape = shapeOf(seen, rest, at - from === 1)
      const known = table.lookup(a, b)
      kind[token] = shape
      flags[token] = known
      if ((seen & SEEN_UPPER) !== 0) into.capitals.push(token)
      if ((known & ANCHORS) !== 0) addAnchors(into, token, known, shape, at - from)
      if ((known & EVERYDAY) === 0 || (known & HEALTH) !== 0)
        addRareWord(into, token, known, shape, at - from)
    }
    token++
  }
  into.close(token)
}

/** "MRN133202": the hash of the letters before the digits, which may be a label. */
function addPrefix(into: TokenText, token: number, chars: Int32Array): void {
  const { codes } = into
  let hash = SEED_A
  for (let at = into.start[token] as number; ; at++) {
    const char = chars[codes[at] as number] as number
    if (char >> KIND === DIGIT) break
    hash = Math.imul(hash ^ (char & FOLDED), PRIME_A)
  }
  into.prefix[token] = hash
  into.phraseStarts.push(token)
}

function addRareWord(into: TokenText, token: number, known: number, shape: number, length: number): void {
  if (length < SHORTEST_RARE_WORD || shape > tokenKind.mixed) return
  const isTerm = (known & wordFlag.health) !== 0 && (known & wordFlag.phrase) !== 0
  if (!isTerm) into.rareWords.push(token)
}

/** Notes `@`, `://` and full stops inside a word. */
function addMark(into: TokenText, token: number, chars: Int32Array): void {
  const { codes } = into
  const at = into.start[token] as number
  const code = codes[at] as number
  if (code === AT) into.ats.push(token)
  else if (code === COLON) {
    if (codes[at + 1] === SLASH && codes[at + 2] === SLASH) into.schemes.push(token)
  } else if (token > 0 && into.end[token - 1] === at) {
    if ((chars[codes[at + 1] as number] as number) >> KIND >= charClass.lower) into.dots.push(token)
  }
}

/** O'Brien and don't are one word; the 's of a possessive is not part of it, and after digits nothing is. */
function joins(codes: Uint16Array, apostrophe: number, chars: Int32Array): boolean {
  const next = chars[codes[apostrophe + 1] as number] as number
  const nextKind = next >> KIND
  if (nextKind !== charClass.lower && nextKind !== charClass.upper) return false
  if ((next & FOLDED) !== LETTER_S) return true
  return (chars[codes[apostrophe + 2] as number] as number) >= FIRST_OF_WORDS
}

/** @param seen the classes of all characters; @param rest those after the first */
function shapeOf(seen: number, rest: number, isOneCharacter: boolean): number {
  if ((seen & (SEEN_UPPER | SEEN_LOWER)) === 0) return tokenKind.script
  if ((seen & SEEN_UPPER) === 0) return tokenKind.lower
  if ((seen & SEEN_LOWER) === 0) return isOneCharacter ? tokenKind.initial : tokenKind.upper
  return (rest & SEEN_UPPER) === 0 ? tokenKind.capitalised : tokenKind.mixed
}

function addAnchors(into: TokenText, token: number, known: number, shape: number, length: number): void {
  const isCapital = shape >= tokenKind.capitalised && shape <= tokenKind.mixed
  if ((known & wordFlag.first) !== 0 && !isCapital && length >= 3) into.lowerNames.push(token)
  if (shape === tokenKind.lower && length >= 5 && (known & wordFlag.city) !== 0 && (known & NOT_A_TOWN) === 0)
    into.lowerPlaces.push(token)
  if ((known & wordFlag.phrase) !== 0) into.phraseStarts.push(token)
  if ((known & TITLE_LIKE) !== 0) into.titles.push(token)
  if ((known & wordFlag.month) !== 0) into.months.push(token)
  if ((known & wordFlag.numberWord) !== 0) into.numberWords.push(token)
  if ((known & wordFlag.street) !== 0) into.streets.push(token)
  if ((known & wordFlag.facility) !== 0) into.facilities.push(token)
  if ((known & STATE_LIKE) === 0) return
  if (shape !== tokenKind.lower || (known & wordFlag.state) !== 0 || length === 2) into.states.push(token)
}
