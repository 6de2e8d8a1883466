import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { isHotline } from '../recognizers/phone-shapes.ts'
import { isProcedureCode } from '../recognizers/procedure-code.ts'
import { isGraded, isOfTotal, isSpan } from '../recognizers/score-context.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { Category } from '../categories.ts'

/** What the tagger found. */
type Found = {
  readonly category: Category
  readonly start: number
  readonly end: number
  readonly score: number
}

/** "8/10", "3/4": a day only where it reads very much like one. */
const SCORE = /^\d{1,2}\/(?:4|5|10|20|30)$/
const SURE_OF_DAY = 0.86
/** "14/36", "8/40", "8/12/6": no day of a year. */
const FRACTION =
  /^(?:1[3-9]|[2-9]\d)\/\d{1,2}$|^\d{1,2}\/(?:3[2-9]|[4-9]\d)$|^(?:0|00|1[3-9]|[2-9]\d|\d{3,})[-/]\d{1,5}$|^\d{1,2}[-/](?:0|3[2-9]|[4-9]\d|\d{3})$|^\d{1,2}\/\d{1,2}\/\d$|^(?:1[3-9]|[2-9]\d)\/(?:1[3-9]|[2-9]\d)\/\d{1,2}$/

/** Labels of forms and short forms of notes that stand where a place or a person could. */
const FIELD = wordSet(`
  ph tel phone fax rm st city state zip routing provider portal age date hr cell lang lic carrier hosp veh amt min circle
  total standard birthdate intake monthly relationship current cont maint eng clt cog geri im det med meds ins loc dept rx dx hx
  tx sx fx appt appts resp bs eva ab ag geno nav oral fr mz mama papa guy lord god tv pc sport
`)
const DAYS = wordSet(`
  mondays tuesdays wednesdays thursdays fridays saturdays sundays monday tuesday wednesday thursday friday saturday sunday
  mon tue tues wed thu thur thurs fri sat sun weekdays weekends weekend
`)
const SPEAKS = wordSet(
  'speaks speak speaking spoke language languages lang interp interpreter translates translated',
)
const SPOKEN = wordSet('interp interpreter interpreters speaking speaker speakers translator interpretation')

/**
 * Whether what the tagger found may stand. A single letter or digit is no identifier by itself, nor is a year (45 CFR
 * 164.514(b)(2)(i)(C)), a state or a country (B), a weekday, a crisis line, the label of a field ("City:"), a short
 * number without a label, the time of a day or a short word in capitals where a code would stand.
 */
export function isWorth(text: TokenText, { category, start, end, score }: Found): boolean {
  const from = tokenAt(text, start)
  const to = tokenAt(text, end)
  const value = text.text.slice(start, end)
  if (end - start <= 1 || !/[\p{L}\p{N}]/u.test(value) || isHotline(value)) return false
  const isOne = to - from === 1
  switch (category) {
    case 'A':
      return !isOne || !isNoName(text, from)
    case 'B':
      if (isOne && (isNoName(text, from) || isLarge(text, from))) return false
      return (
        text.text.charAt(end) !== ':' && !/^(?:\d{1,4}|\d{6,})$/.test(value) && !isService(text, from, value)
      )
    case 'C':
      return (
        isDay(value, score) &&
        !(
          NUMBERS.test(value) &&
          (isGraded(text, from, to) || isSpan(text, from, to) || isOfTotal(text, from))
        )
      )
    case 'D':
    case 'E':
      return !/^\d{1,4}$/.test(value)
    case 'R':
      return !/^(?:\d{1,4}|[A-Z]{1,4}|NCT\d{8})$/.test(value)
    default:
      return !isProcedureCode(value) && !(CLOCK.test(value) && score < SURE_OF_NUMBER)
  }
}

function isDay(value: string, score: number): boolean {
  if (/^\W*(?:19|20)\d{2}\W*$/.test(value) || FRACTION.test(value)) return false
  return !SCORE.test(value) || score >= SURE_OF_DAY
}

/** The first token that begins at an offset or behind it. */
function tokenAt(text: TokenText, offset: number): number {
  let low = 0
  let high = text.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((text.start[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low
}

const NUMBERS = /^\d{1,2}[-/]\d{1,2}$/
/** "Disp 0347", "1510 to CCU": the hour of the day. */
const CLOCK = /^(?:[01]\d|2[0-3])[0-5]\d$/
const SURE_OF_NUMBER = 0.85

/** Fields that tell of a person, and hold no name: "Religion: Lakota/Catholic". */
const TRAITS = wordSet(
  'religion religious faith denomination race ethnicity tribe language languages diet allergies allergy pronouns sex gender hobbies handedness nationality interests',
)

/** A word that names nobody and no place: a label, a title, a day, a language. */
function isNoName(text: TokenText, token: number): boolean {
  if (text.isOneOf(token, FIELD) || text.isOneOf(token, DAYS)) return true
  if (text.is(token - 1, ':') && text.isOneOf(token - 2, TRAITS)) return true
  const flags = text.flags[token] as number
  if ((flags & wordFlag.title) !== 0 && (flags & (wordFlag.first | wordFlag.surname)) === 0) return true
  if (text.isOneOf(token + 1, SPOKEN) || (text.is(token + 1, '-') && text.isOneOf(token + 2, SPOKEN)))
    return true
  const before = text.is(token - 1, ':') ? token - 2 : token - 1
  return text.isOneOf(before, SPEAKS) && (flags & wordFlag.first) === 0
}

const LARGE = wordFlag.state | wordFlag.country

/** A state, a country or a people; not the town of that name: "Virginia, Minnesota". */
function isLarge(text: TokenText, token: number): boolean {
  if (!text.has(token, LARGE) || text.has(token, wordFlag.street)) return false
  const next = text.is(token + 1, ',') ? token + 2 : token + 1
  return !text.has(next, wordFlag.state | wordFlag.stateCode)
}

/** "04/02 90837": no ZIP code where no state stands before it. */
function isService(text: TokenText, from: number, value: string): boolean {
  if (!isProcedureCode(value)) return false
  return (
    text.kindAt(from - 1) === tokenKind.newline || !text.has(from - 1, wordFlag.state | wordFlag.stateCode)
  )
}
