import { wordFlag } from '../lexicon/flags.ts'
import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from '../lexicon/hash.ts'
import type { WordTable } from '../lexicon/word-table.ts'
import { charClass, charTables } from './char-class.ts'
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

/**
 * Splits a normalised text into tokens in one walk and looks every word up while it is being read. Fills the anchor
 * lists of `into`, which the recognizers start from.
 */
export function tokenize(text: string, table: WordTable, into: TokenText, isFileName: boolean): void {
  into.reset(text, isFileName)
  const { classOf } = charTables()
  for (let at = 0; at < text.length;) {
    const kind = classOf[text.charCodeAt(at)] as number
    if (kind === charClass.space) at++
    else if (kind < charClass.digit) at = addMark(text, at, kind, into)
    else at = addWord(text, at, table, into)
  }
}

/** Adds a punctuation mark or a line end. @returns the offset after it */
function addMark(text: string, at: number, kind: number, into: TokenText): number {
  const code = text.charCodeAt(at)
  const token = into.open(at)
  into.kind[token] = kind === charClass.newline ? tokenKind.newline : tokenKind.punctuation
  into.flags[token] = 0
  into.hashA[token] = code
  into.hashB[token] = 0
  if (code === AT) into.ats.push(token)
  else if (code === COLON) {
    if (text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH) into.schemes.push(token)
  } else if (code === FULL_STOP && token > 0 && into.end[token - 1] === at) {
    if ((charTables().classOf[text.charCodeAt(at + 1)] as number) >= charClass.lower) into.dots.push(token)
  }
  into.end[token] = at + 1
  return at + 1
}

/** Adds a run of letters and digits and looks it up. @returns the offset after it */
function addWord(text: string, from: number, table: WordTable, into: TokenText): number {
  const { classOf, foldOf } = charTables()
  const token = into.open(from)
  let a = HASH_SEED_A
  let b = HASH_SEED_B
  let digits = 0
  let uppers = 0
  let lowers = 0
  let letters = 0
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = classOf[code] as number
    if (kind < charClass.digit) {
      if (code !== APOSTROPHE || digits > 0 || !joins(text, at)) break
    } else if (kind === charClass.digit) {
      if (digits === 0 && at > from) into.prefixes.set(token, a)
      digits++
    } else if (kind === charClass.upper) uppers++
    else if (kind === charClass.lower) lowers++
    else letters++
    const folded = foldOf[code] as number
    a = Math.imul(a ^ folded, HASH_PRIME_A)
    b = Math.imul(b ^ folded, HASH_PRIME_B)
  }
  into.end[token] = at
  into.hashA[token] = a
  into.hashB[token] = b
  if (digits > 0) {
    into.kind[token] = digits === at - from ? tokenKind.digits : tokenKind.alphanumeric
    into.flags[token] = 0
    into.numeric.push(token)
    return at
  }
  const startsUpper = (classOf[text.charCodeAt(from)] as number) === charClass.upper
  into.kind[token] = shapeOf(uppers, lowers, letters, startsUpper)
  into.flags[token] = table.lookup(a, b)
  addAnchors(into, token)
  return at
}

/** O'Brien and don't are one word; the 's of a possessive is not part of it. */
function joins(text: string, apostrophe: number): boolean {
  if (apostrophe + 1 >= text.length) return false
  const { classOf, foldOf } = charTables()
  const next = text.charCodeAt(apostrophe + 1)
  const nextClass = classOf[next] as number
  if (nextClass !== charClass.lower && nextClass !== charClass.upper) return false
  if (foldOf[next] !== LETTER_S) return true
  return (
    apostrophe + 2 < text.length && (classOf[text.charCodeAt(apostrophe + 2)] as number) >= charClass.digit
  )
}

function shapeOf(uppers: number, lowers: number, letters: number, startsUpper: boolean): number {
  if (letters > 0 && uppers + lowers === 0) return tokenKind.script
  if (uppers === 0) return tokenKind.lower
  if (lowers === 0) return uppers + letters === 1 ? tokenKind.initial : tokenKind.upper
  return startsUpper && uppers === 1 ? tokenKind.capitalised : tokenKind.mixed
}

function addAnchors(into: TokenText, token: number): void {
  const shape = into.kind[token] as number
  const known = into.flags[token] as number
  const length = into.length(token)
  if (shape >= tokenKind.capitalised && shape <= tokenKind.mixed) into.capitals.push(token)
  else if ((known & wordFlag.first) !== 0 && length >= 3) into.lowerNames.push(token)
  if (known === 0) return
  if (shape === tokenKind.lower && length >= 5 && (known & wordFlag.city) !== 0 && (known & NOT_A_TOWN) === 0)
    into.lowerPlaces.push(token)
  if ((known & TITLE_LIKE) !== 0) into.titles.push(token)
  if ((known & wordFlag.month) !== 0) into.months.push(token)
  if ((known & wordFlag.street) !== 0) into.streets.push(token)
  if ((known & wordFlag.facility) !== 0) into.facilities.push(token)
  if ((known & STATE_LIKE) === 0) return
  if (shape !== tokenKind.lower || (known & wordFlag.state) !== 0 || length === 2) into.states.push(token)
}
