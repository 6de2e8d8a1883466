import { wordFlag } from '../lexicon/flags.ts'
import { hashA } from '../lexicon/hash.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt, type Candidate, type Recognizer } from './recognizer.ts'

const AFTER_AGE =
  /\+?[ -]{0,2}(?:(?:years?|yrs?|yr?s?\.?)[ -]{0,2}(?:olds?\b|of age\b)|y[./]?o\b\.?|y\/o\b|yo\b|(?:wm|wf|bm|bf|m|f)\b|-?year-?old)/iy
const BEFORE_AGE =
  /(?:\bage[ds]?|\bage is|\bage of|\bage:|\bturned|\bturning|\bturns|\bage group|\bshe is|\bhe is|\bwho is|\bhe's|\bshe's|(?:mom|mum|dad|mother|father|grandmother|grandfather|grandma|grandpa|aunt|uncle|wife|husband|patient|client|resident|pt|ct) is)[ :=(]{0,3}$/i
const WEAK_BEFORE =
  /(?:turned|turning|turns|she is|he is|who is|he's|she's|(?:mom|mum|dad|mother|father|grandmother|grandfather|grandma|grandpa|aunt|uncle|wife|husband|patient|client|resident|pt|ct) is)[ :=(]{0,3}$/i
const AGGREGATED = / (?:or|and) (?:older|over|above)\b/iy
const BIRTHDAY = /(?:th|st|nd|rd) birthday/iy
const TEMPERATURE = /(?:fever|temp|temperature|above|over|exceeds?|of|at|to|t)[ :=]{1,3}$/i
const IN_WORDS =
  /(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten))?|a hundred(?: and \w{3,6})?)[- ]years?[- ](?:olds?|of age)/iy
const IN_NINETIES = /(?:early |mid |mid-|late )?(?:nineties|90s|90's)(?![a-z])/iy

/** Ages of 90 and more name so few people that the rule counts them as dates. Younger ages are no identifier. */
export const ageOver89: Recognizer = {
  id: 'age-over-89',
  category: 'C',
  anchors: ['numeric', 'numberWords'],
  labelWords: ['age', 'aged', 'ages', 'years old'],
  reference: '45 CFR 164.514(b)(2)(i)(C), last clause',
  find({ text }, emit) {
    for (const token of text.numeric) {
      const age = ageAt(text, token)
      if (age < 90 || age > 115) continue
      const start = text.start[token] as number
      const end = text.end[token] as number
      if (isTemperature(text, token)) continue
      // The one category that the rule allows names nobody's age.
      if (age === 90 && matchAt(AGGREGATED, text.text, end) !== null) continue
      const unit = text.kindAt(token) === tokenKind.alphanumeric ? null : matchAt(AFTER_AGE, text.text, end)
      const before = text.text.slice(Math.max(0, start - 20), start)
      // "a '98 F-150"
      if (before.endsWith("'")) continue
      const isGlued = text.kindAt(token) === tokenKind.alphanumeric
      const isAge =
        isGlued ||
        unit !== null ||
        isApposition(text, token) ||
        (BEFORE_AGE.test(before) && isPlainNumber(text, token, WEAK_BEFORE.test(before))) ||
        matchAt(BIRTHDAY, text.text, end) !== null
      if (!isAge) continue
      emit({
        start,
        end: unit === null ? end + (text.is(token + 1, '+') ? 1 : 0) : end + unit[0].length,
        score: 0.92,
        because: 'age over 89',
      })
    }
    findInWords(text, emit)
  },
}

function findInWords(text: TokenText, emit: (candidate: Candidate) => void): void {
  for (const token of text.numberWords) {
    const word = text.hashA[token]
    const found =
      word === NINETIES
        ? matchNineties(text, token)
        : word === NINETY || word === HUNDRED
          ? (matchAt(IN_WORDS, text.text, text.start[word === HUNDRED ? token - 1 : token] ?? 0) ??
            toldAge(text, token))
          : null
    if (found === null) continue
    const score = word === NINETIES ? 0.6 : 0.9
    emit({
      start: found.index,
      end: found.index + found[0].length,
      score,
      because: 'age over 89 in words',
    })
  }
}

/** "Everett Halvorsen, 98, of Astoria", "Moffett, rm 12B, 91 yrs," */
function isApposition(text: TokenText, token: number): boolean {
  if (!text.is(token - 1, ',') || text.gap(token - 1) !== 1) return false
  if (/^(?:yrs?|years?)$/i.test(text.word(token + 1))) return !text.isWord(token + 2)
  const isNamed =
    text.kindAt(token - 2) === tokenKind.capitalised && !text.has(token - 2, wordFlag.month | wordFlag.health)
  return isNamed && (text.is(token + 1, ',') || text.is(token + 1, ';'))
}

/** "a fever above 101 F" */
function isTemperature(text: TokenText, token: number): boolean {
  const start = text.start[token] as number
  if (text.gap(token) !== 1 || text.length(token + 1) !== 1) return false
  return TEMPERATURE.test(text.text.slice(Math.max(0, start - 24), start))
}

const NINETY = hashA('ninety')
const NINETIES = hashA('nineties')
/** The second word of "one hundred" and "a hundred". */
const HUNDRED = hashA('hundred')

const BARE =
  /ninety-(?:one|two|three|four|five|six|seven|eight|nine)(?! ?(?:%|-|[a-z]+-|percent|degrees?|minutes?|days?|hours?|dollars?|pounds?|beats|over|miles?|meters?|milligrams?|mg|units?|sessions?|tablets?|pills?|feet))/iy
const TELLS_AGE = /^(?:is|at|was|turned|turns|turning|age|aged|now|nearly|almost)$/i

/** "who is ninety-two", "At ninety-three she swallows well" */
function toldAge(text: TokenText, token: number): RegExpExecArray | null {
  return TELLS_AGE.test(text.word(token - 1)) ? matchAt(BARE, text.text, text.start[token] as number) : null
}

function matchNineties(text: TokenText, token: number): RegExpExecArray | null {
  if (!/^(?:his|her|their|early|late|mid|-)$/i.test(text.word(token - 1))) return null
  return matchAt(IN_NINETIES, text.text, text.start[token] as number)
}

function ageAt(text: TokenText, token: number): number {
  const length = text.length(token)
  if (text.kindAt(token) === tokenKind.digits)
    return length === 2 || length === 3 ? Number(text.word(token)) : 0
  if (length > 6) return 0
  const ordinal = /^(\d{2,3})(?:th|st|nd|rd)$/i.exec(text.word(token))
  if (ordinal !== null)
    return matchAt(/ birthday/iy, text.text, text.end[token] as number) === null ? 0 : Number(ordinal[1])
  const glued = /^(\d{2,3})(?:yo|y|yr|yrs|f|m|yof|yom)$/i.exec(text.word(token))
  return glued === null ? 0 : Number(glued[1])
}

/** "Age: 93" or "turned 91", and not "age 90%", "he is 95 kg" or "she is 92 percent better". */
function isPlainNumber(text: TokenText, token: number, isWeak: boolean): boolean {
  const next = token + 1
  if (
    text.is(next, '%') ||
    ((text.is(next, '.') || text.is(next, '/') || text.is(next, ':')) &&
      text.kindAt(next + 1) === tokenKind.digits)
  )
    return false
  if (!isWeak) return !/^(?:days?|weeks?|months?|minutes?|percent)$/i.test(text.word(next))
  return (
    !text.isWord(next) || /^(?:and|now|in|with|on|but|years?|this|next|who|so|today)$/i.test(text.word(next))
  )
}
