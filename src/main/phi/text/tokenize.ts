import { wordFlag } from '../lexicon/flags.ts'
import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from '../lexicon/hash.ts'
import type { WordTable } from '../lexicon/word-table.ts'
import { charClass, charTable, FOLD_MASK, KIND_SHIFT } from './char-class.ts'
import { tokenKind, type TokenText } from './token-text.ts'

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
  const { codes, start, end, kind, flags, hashA, hashB, prefix } = into
  const length = text.length
  let token = 0
  for (let at = 0; at < length;) {
    let code = codes[at] as number
    let char = chars[code] as number
    let charKind = char >>> KIND_SHIFT
    if (charKind === charClass.space) {
      at++
      continue
    }
    start[token] = at
    if (charKind < charClass.digit) {
      kind[token] = charKind === charClass.newline ? tokenKind.newline : tokenKind.punctuation
      flags[token] = 0
      hashA[token] = code
      hashB[token] = 0
      end[token] = ++at
      if (code === FULL_STOP || code === COLON || code === AT) addMark(into, token, chars)
      token++
      continue
    }
    const from = at
    let a = HASH_SEED_A
    let b = HASH_SEED_B
    let seen = 0
    let head = 0
    let rest = 0
    // The code after the last is 0, which no word goes on with.
    for (;;) {
      if (charKind < charClass.digit) {
        if (code !== APOSTROPHE || (seen & SEEN_DIGIT) !== 0 || !joins(codes, at, chars)) break
      } else {
        if (at > from) {
          if (charKind === charClass.digit && (seen & SEEN_DIGIT) === 0) head = a
          rest |= 1 << charKind
        }
        seen |= 1 << charKind
      }
      const folded = char & FOLD_MASK
      a = Math.imul(a ^ folded, HASH_PRIME_A)
      b = Math.imul(b ^ folded, HASH_PRIME_B)
      code = codes[++at] as number
      char = chars[code] as number
      charKind = char >>> KIND_SHIFT
    }
    end[token] = at
    hashA[token] = a
    hashB[token] = b
    if ((seen & SEEN_DIGIT) !== 0) {
      kind[token] = seen === SEEN_DIGIT ? tokenKind.digits : tokenKind.alphanumeric
      flags[token] = 0
      prefix[token] = head
      into.numeric.push(token)
      if (head !== 0) into.phraseStarts.push(token)
    } else {
      const shape = shapeOf(seen, rest, at - from === 1)
      const known = table.lookup(a, b)
      kind[token] = shape
      flags[token] = known
      if (shape >= tokenKind.capitalised && shape <= tokenKind.mixed) into.capitals.push(token)
      if (
        ((known & EVERYDAY) === 0 || (known & wordFlag.health) !== 0) &&
        at - from >= SHORTEST_RARE_WORD &&
        shape <= tokenKind.mixed &&
        (known & (wordFlag.health | wordFlag.phrase)) !== (wordFlag.health | wordFlag.phrase)
      )
        into.rareWords.push(token)
      if ((known & ANCHORS) !== 0) addAnchors(into, token, known, shape, at - from)
    }
    token++
  }
  into.close(token)
}

/** Notes `@`, `://` and full stops inside a word. */
function addMark(into: TokenText, token: number, chars: Uint32Array): void {
  const { codes } = into
  const at = into.start[token] as number
  const code = codes[at] as number
  if (code === AT) into.ats.push(token)
  else if (code === COLON) {
    if (codes[at + 1] === SLASH && codes[at + 2] === SLASH) into.schemes.push(token)
  } else if (token > 0 && into.end[token - 1] === at) {
    if ((chars[codes[at + 1] as number] as number) >>> KIND_SHIFT >= charClass.lower) into.dots.push(token)
  }
}

/** O'Brien and don't are one word; the 's of a possessive is not part of it. */
function joins(codes: Uint16Array, apostrophe: number, chars: Uint32Array): boolean {
  const next = chars[codes[apostrophe + 1] as number] as number
  const nextKind = next >>> KIND_SHIFT
  if (nextKind !== charClass.lower && nextKind !== charClass.upper) return false
  if ((next & FOLD_MASK) !== LETTER_S) return true
  return (chars[codes[apostrophe + 2] as number] as number) >>> KIND_SHIFT >= charClass.digit
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
