import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt, type Recognizer } from './recognizer.ts'

const AFTER_AGE =
  /\+?[ -]{0,2}(?:(?:years?|yrs?|yr?s?\.?)[ -]{0,2}(?:olds?\b|of age\b)|y[./]?o\b\.?|y\/o\b|yo\b|(?:wm|wf|bm|bf|m|f)\b|-?year-?old)/iy
const BEFORE_AGE =
  /(?:\bage[ds]?|\bage is|\bage of|\bage:|\bturned|\bturning|\bturns|\bage group|\bshe is|\bhe is|\bwho is|\bhe's|\bshe's|(?:mom|mum|dad|mother|father|grandmother|grandfather|grandma|grandpa|aunt|uncle|wife|husband|patient|client|resident) is)[ :=(]{0,3}$/i
const WEAK_BEFORE =
  /(?:turned|turning|turns|she is|he is|who is|he's|she's|(?:mom|mum|dad|mother|father|grandmother|grandfather|grandma|grandpa|aunt|uncle|wife|husband|patient|client|resident) is)[ :=(]{0,3}$/i
const BIRTHDAY = /(?:th|st|nd|rd) birthday/iy
const IN_WORDS =
  /(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten))?|a hundred(?: and \w{3,6})?)[- ]years?[- ](?:olds?|of age)/iy
const IN_NINETIES = /(?:early |mid |mid-|late )?(?:nineties|90s|90's)(?![a-z])/iy

/** Ages of 90 and more name so few people that the rule counts them as dates. Younger ages are no identifier. */
export const ageOver89: Recognizer = {
  id: 'age-over-89',
  category: 'C',
  labelWords: ['age', 'aged', 'ages', 'years old'],
  reference: '45 CFR 164.514(b)(2)(i)(C), last clause',
  find({ text }, emit) {
    for (const token of text.numeric) {
      const age = ageAt(text, token)
      if (age < 90 || age > 125) continue
      const start = text.start[token] as number
      const end = text.end[token] as number
      const unit = text.kindAt(token) === tokenKind.alphanumeric ? null : matchAt(AFTER_AGE, text.text, end)
      const before = text.text.slice(Math.max(0, start - 20), start)
      const isGlued = text.kindAt(token) === tokenKind.alphanumeric
      const isAge =
        isGlued ||
        unit !== null ||
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
    for (let token = 0; token < text.count; token++) {
      const first = text.isWord(token) ? text.length(token) : 0
      if (first !== 6 && first !== 8 && first !== 3 && first !== 1) continue
      const code = text.text.charCodeAt(text.start[token] as number) | 32
      if (code !== 110 && code !== 111 && code !== 97) continue
      const words = matchAt(IN_WORDS, text.text, text.start[token] as number)
      if (words !== null)
        emit({
          start: words.index,
          end: words.index + words[0].length,
          score: 0.9,
          because: 'age over 89 in words',
        })
      else if (first === 8) {
        const nineties = matchAt(IN_NINETIES, text.text, text.start[token] as number)
        if (nineties !== null && /^(?:his|her|their|early|late|mid|-)$/i.test(text.word(token - 1)))
          emit({
            start: nineties.index,
            end: nineties.index + nineties[0].length,
            score: 0.6,
            because: 'age over 89 in words',
          })
      }
    }
  },
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
