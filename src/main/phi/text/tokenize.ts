import { wordFlag } from '../lexicon/flags.ts'
import { HASH_PRIME_A, HASH_PRIME_B, HASH_SEED_A, HASH_SEED_B } from '../lexicon/hash.ts'
import type { WordTable } from '../lexicon/word-table.ts'
import { charClass, charTables } from './char-class.ts'
import { tokenKind, type TokenText } from './token-text.ts'

const APOSTROPHE = 39
const AT = 64
const COLON = 58
const SLASH = 47
const FULL_STOP = 46

const STATE_LIKE = wordFlag.state | wordFlag.stateCode | wordFlag.statePrefix
const TITLE_LIKE = wordFlag.title | wordFlag.relation | wordFlag.greeting | wordFlag.closing

/**
 * Splits a normalised text into tokens in one walk and looks every word up while it is being read. Fills the anchor
 * lists of `into`, which the recognizers start from.
 */
export function tokenize(text: string, table: WordTable, into: TokenText, isFileName: boolean): void {
  into.reset(text, isFileName)
  const { classOf, foldOf } = charTables()
  const { start, end, kind, flags, hashA, hashB, labelOf, inTerm, namePartOf, nameableOf } = into
  const length = text.length
  let count = 0
  let i = 0
  while (i < length) {
    const code = text.charCodeAt(i)
    const first = classOf[code] as number
    if (first === charClass.space) {
      i++
      continue
    }
    start[count] = i
    labelOf[count] = 0
    inTerm[count] = 0
    namePartOf[count] = 0
    nameableOf[count] = 0
    if (first === charClass.newline || first === charClass.other) {
      kind[count] = first === charClass.newline ? tokenKind.newline : tokenKind.punctuation
      flags[count] = 0
      hashA[count] = code
      hashB[count] = 0
      if (code === AT) into.ats.push(count)
      else if (code === COLON && text.charCodeAt(i + 1) === SLASH && text.charCodeAt(i + 2) === SLASH) {
        into.schemes.push(count)
      } else if (
        code === FULL_STOP &&
        count > 0 &&
        end[count - 1] === i &&
        (classOf[text.charCodeAt(i + 1)] as number) >= charClass.lower
      ) {
        into.dots.push(count)
      }
      i++
      end[count++] = i
      continue
    }
    let a = HASH_SEED_A
    let b = HASH_SEED_B
    let digits = 0
    let uppers = 0
    let lowers = 0
    let letters = 0
    const from = i
    for (; i < length; i++) {
      const unit = text.charCodeAt(i)
      const unitClass = classOf[unit] as number
      if (unitClass < charClass.digit) {
        // O'Brien is one word; the 's of a possessive is not part of it.
        if (unit !== APOSTROPHE || digits > 0 || i === from) break
        const next = classOf[text.charCodeAt(i + 1)] as number
        if (i + 1 >= length || next < charClass.lower) break
        const afterNext = i + 2 >= length ? 0 : (classOf[text.charCodeAt(i + 2)] as number)
        if (
          ((foldOf[text.charCodeAt(i + 1)] as number) === 115 && afterNext < charClass.digit) ||
          next === charClass.letter
        )
          break
        a = Math.imul(a ^ APOSTROPHE, HASH_PRIME_A)
        b = Math.imul(b ^ APOSTROPHE, HASH_PRIME_B)
        continue
      }
      if (unitClass === charClass.digit) {
        if (digits === 0 && i > from) into.prefixes.set(count, a)
        digits++
      } else if (unitClass === charClass.upper) uppers++
      else if (unitClass === charClass.lower) lowers++
      else letters++
      const folded = foldOf[unit] as number
      a = Math.imul(a ^ folded, HASH_PRIME_A)
      b = Math.imul(b ^ folded, HASH_PRIME_B)
    }
    end[count] = i
    hashA[count] = a
    hashB[count] = b
    let known = 0
    if (digits > 0) {
      kind[count] = uppers + lowers + letters > 0 ? tokenKind.alphanumeric : tokenKind.digits
      into.numeric.push(count)
    } else {
      known = table.lookup(a, b)
      const upperFirst = (classOf[code] as number) === charClass.upper
      let shape: number
      if (letters > 0 && uppers + lowers === 0) shape = tokenKind.script
      else if (uppers === 0) shape = tokenKind.lower
      else if (lowers === 0) shape = uppers + letters === 1 ? tokenKind.initial : tokenKind.upper
      else shape = upperFirst && uppers === 1 ? tokenKind.capitalised : tokenKind.mixed
      kind[count] = shape
      if (shape >= tokenKind.capitalised && shape <= tokenKind.mixed) into.capitals.push(count)
      else if ((known & wordFlag.first) !== 0 && i - from >= 3) into.lowerNames.push(count)
      if (known !== 0) {
        if ((known & TITLE_LIKE) !== 0) into.titles.push(count)
        if ((known & wordFlag.month) !== 0) into.months.push(count)
        if ((known & wordFlag.street) !== 0) into.streets.push(count)
        if ((known & wordFlag.facility) !== 0) into.facilities.push(count)
        if (
          (known & STATE_LIKE) !== 0 &&
          (shape !== tokenKind.lower || (known & wordFlag.state) !== 0 || i - from === 2)
        )
          into.states.push(count)
      }
    }
    flags[count++] = known
  }
  into.count = count
}
