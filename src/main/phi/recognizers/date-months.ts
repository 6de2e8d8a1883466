import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { withWeekday } from './date-days.ts'
import { matchAt, type Candidate, type RecognizerInput } from './recognizer.ts'

const DAY = /(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])/iy
const YEAR = /(?:19|20)\d{2}(?!\d)/y
const ORDINAL_WORDS =
  /(?:twenty[- ]|thirty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)(?![a-z])/iy

const GAP = /\.?[ ,.-]{0,3}(?:the )?/iy
const RANGE = / ?(?:-|through|thru) ?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])/iy
const SHORT_YEAR = /'\d{2}(?!\d)/y
const HYPHENED_YEAR = /\d{2}(?!\d)/y

/** Days and months in words: "March 3rd, 2024", "3 March", "the 5th of May", "mid-March", "May 2023". */
export function findMonthDates({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const month of text.months) {
    const found = isMonthWord(text, month) ? dateAround(text, month) : undefined
    if (found === undefined) continue
    emit(found)
    emitFurtherDays(text.text, found.end, emit)
  }
}

/** Months in the languages that patients of a practice in the United States write in, as they stand after a day. */
const FOREIGN_MONTHS = wordSet(`
  enero febrero marzo abril junio julio agosto septiembre setiembre octubre noviembre diciembre
  janeiro fevereiro março marco maio junho julho setembro outubro novembro dezembro
  janvier février fevrier avril juin juillet août aout septembre octobre décembre decembre
  januar februar märz marz juni juli oktober dezember gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
  stycznia lutego marca kwietnia maja czerwca lipca sierpnia września wrzesnia października pazdziernika listopada grudnia
  janvye fevriye jiyè jiye septanm oktòb oktob novanm desanm
`)
/** These are words elsewhere: with "de" before them. */
const FOREIGN_AFTER_OF = wordSet('mayo maio mai mars')
const OF = wordSet('de di')
const FOREIGN_WEEKDAYS = wordSet(`
  lunes martes miércoles miercoles jueves viernes sábado sabado domingo lundi mardi mercredi jeudi vendredi samedi dimanche
  montag dienstag mittwoch donnerstag freitag samstag sonntag poniedziałek wtorek środa czwartek piątek sobota niedziela
`)

/** "jueves 12 de febrero", "14 maja", "3. März 2025": a day before its month in another language. */
export function findForeignDates({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    if (text.length(token) > 2 || text.kindAt(token) !== tokenKind.digits) continue
    let month = text.is(token + 1, '.') ? token + 2 : token + 1
    const isOf = text.isOneOf(month, OF)
    if (isOf) month++
    if (!text.isOneOf(month, FOREIGN_MONTHS) && !(isOf && text.isOneOf(month, FOREIGN_AFTER_OF))) continue
    const day = Number(text.word(token))
    if (day < 1 || day > 31) continue
    let year = month + 1
    if (text.isOneOf(year, OF)) year++
    const hasYear = text.kindAt(year) === tokenKind.digits && /^(?:19|20)\d{2}$/.test(text.word(year))
    const first = text.is(token - 1, ',') ? token - 2 : token - 1
    emit({
      start: text.start[text.isOneOf(first, FOREIGN_WEEKDAYS) ? first : token] as number,
      end: text.end[hasYear ? year : month] as number,
      score: 0.92,
      because: 'day and month',
    })
  }
}

function dateAround(text: TokenText, month: number): Candidate | undefined {
  const monthEnd = text.end[month] as number
  const dayBefore = dayTokenBefore(text, month)
  const dayAfter = dayBefore === undefined ? dayEndAfter(text.text, monthEnd) : undefined
  const hasDay = dayBefore !== undefined || dayAfter !== undefined
  const yearEnd = yearEndAfter(text.text, dayAfter ?? monthEnd, hasDay)
  if (!hasDay && yearEnd === undefined && !isLoneMonth(text, month)) return undefined
  if (!hasDay && yearEnd !== undefined && isOfSoftware(text, month)) return undefined
  return {
    start: withWeekday(text, withArticle(text, dayBefore, month), month),
    end: yearEnd ?? dayAfter ?? monthEnd,
    score: hasDay ? 0.95 : yearEnd !== undefined ? 0.85 : 0.55,
    because: hasDay ? 'day and month' : yearEnd !== undefined ? 'month and year' : 'month',
  }
}

/** "Oct 2, 3 and 6", "March 4, 11, 18 & 25": the list ends with its last day, so that no amount is taken for one. */
const FURTHER_DAYS =
  /(?:, ?(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?= ?(?:,|&|and\b))){0,8},? ?(?:&|and) ?(?:the )?(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%/.-]\d|[\d%:/]| ?(?:mg|mcg|ml|[ap]\.?m\b|hours?|hrs?|days?|weeks?|wks?|months?|mos?\b|years?|yrs?|minutes?|mins?|sessions?|visits?|units?|pills?|others?|more|percent|lbs?|kg|of (?:his|her|the|their)))/iy
const DAY_IN_LIST = /(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?/gi

function emitFurtherDays(text: string, from: number, emit: (candidate: Candidate) => void): void {
  if (!/\d$|(?:st|nd|rd|th)$/i.test(text.slice(from - 2, from))) return
  const list = matchAt(FURTHER_DAYS, text, from)
  if (list === null) return
  for (const day of list[0].matchAll(DAY_IN_LIST)) {
    const start = from + day.index
    emit({ start, end: start + day[0].length, score: 0.86, because: 'day of a list after its month' })
  }
}

/** "We're on the May 2025 release": when a program was made. */
function isOfSoftware(text: TokenText, month: number): boolean {
  return text.isOneOf(month + 2, RELEASE) || (text.isOneOf(month - 1, IS) && text.isOneOf(month - 2, RELEASE))
}

const RELEASE = wordSet('release version update edition build upgrade')
const IS = wordSet('is')
const AFTER_VERB = wordSet(
  'be have not also need want take help include cause require result or on into to still',
)
const DAY_NOUN = wordSet('day')

/** The offset of a date, with the article of "the 5th of May" in it. */
function withArticle(text: TokenText, dayBefore: number | undefined, month: number): number {
  if (dayBefore === undefined) return text.start[month] as number
  const at = dayBefore - 4
  return at >= 0 && /^the $/i.test(text.text.slice(at, dayBefore)) && !/\w/.test(text.text.charAt(at - 1))
    ? at
    : dayBefore
}

/** The end of a day, or of a range of days, after a month. */
function dayEndAfter(text: string, monthEnd: number): number | undefined {
  const next = monthEnd + (matchAt(GAP, text, monthEnd)?.[0].length ?? 0)
  if (next === monthEnd || matchAt(YEAR, text, next) !== null) return undefined
  const day = matchAt(DAY, text, next) ?? matchAt(ORDINAL_WORDS, text, next)
  if (day === null) return undefined
  const end = next + day[0].length
  return end + (matchAt(RANGE, text, end)?.[0].length ?? 0)
}

function yearEndAfter(text: string, from: number, hasDay: boolean): number | undefined {
  const next = from + (matchAt(GAP, text, from)?.[0].length ?? 0)
  if (next === from) return undefined
  const isHyphened = hasDay && text.charAt(next - 1) === '-'
  const year =
    matchAt(YEAR, text, next) ??
    matchAt(SHORT_YEAR, text, next) ??
    (isHyphened ? matchAt(HYPHENED_YEAR, text, next) : null) ??
    ofYear(text, from)
  return year === null ? undefined : year.index + year[0].length
}

function ofYear(text: string, at: number): RegExpExecArray | null {
  const of = matchAt(/,? (?:of|in) /iy, text, at)
  return of === null ? null : matchAt(YEAR, text, at + of[0].length)
}

/** May, March, Sat and the like are months only where they are written as such. */
function isMonthWord(text: TokenText, token: number): boolean {
  const word = text.word(token)
  if (text.kindAt(token) !== tokenKind.lower)
    return (
      word.length > 3 ||
      text.kindAt(token) === tokenKind.capitalised ||
      text.kindAt(token) === tokenKind.upper
    )
  // "remark 22 may be appealed"
  if (/^(?:may|march)$/.test(word) && text.isOneOf(token + 1, AFTER_VERB)) return false
  return (
    !/^(?:may|march|mar|jan|dec|sept?|nov|oct|jun|jul|aug|apr|feb)$/.test(word) ||
    text.kindAt(token - 1) === tokenKind.digits ||
    text.kindAt(token + 1) === tokenKind.digits ||
    text.kindAt(token + 1) === tokenKind.alphanumeric ||
    /^(?:of|in|last|next|since|late|early|mid|th|st|nd|rd)$/.test(text.word(token - 1))
  )
}

/** The offset of the day before a month: 3 March, 3rd of March, the third of March, 03-Mar-2024. */
function dayTokenBefore(text: TokenText, month: number): number | undefined {
  let token = month - 1
  const isListed = text.is(token, ',')
  if (isListed || text.is(token, '-') || text.is(token, '/')) token--
  if (text.word(token).toLowerCase() === 'of') token--
  // "this 9th day of February"
  if (text.isOneOf(token, DAY_NOUN) && text.kindAt(token - 1) === tokenKind.alphanumeric) token--
  const kind = text.kindAt(token)
  if (kind === tokenKind.digits || kind === tokenKind.alphanumeric) {
    return isListed || !isDayNumber(text, token, month) ? undefined : text.start[token]
  }
  if (!text.has(token, wordFlag.numberWord) || month - token > 2) return undefined
  const ordinal = matchAt(ORDINAL_WORDS, text.text, text.start[token] as number)
  if (ordinal === null || text.word(token + 1).toLowerCase() !== 'of') return undefined
  const isPair = text.is(token - 1, '-') && text.has(token - 2, wordFlag.numberWord)
  return text.start[isPair ? token - 2 : token]
}

function isDayNumber(text: TokenText, token: number, month: number): boolean {
  const written = text.word(token)
  if (!/^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/i.test(written)) return false
  // "at 5:30 March", "$20 March": a clock time or a sum before the month.
  const isJoined = text.touches(token - 1) && !text.is(token - 2, ',')
  if (isJoined && (text.is(token - 1, ':') || text.is(token - 1, '.') || text.is(token - 1, '$')))
    return false
  // "room 3 May 12": the day comes after.
  const hasDayAfter = text.kindAt(month + 1) === tokenKind.digits && text.length(month + 1) <= 2
  return !hasDayAfter || /\D/.test(written)
}

/** A month alone ("since March", "last November") is a date element too; as a name or a verb it isn't. */
function isLoneMonth(text: TokenText, month: number): boolean {
  if (text.kindAt(month) === tokenKind.lower || (text.length(month) < 4 && text.word(month) !== 'May'))
    return false
  const before = text.word(month - 1).toLowerCase()
  if (/^(?:in|of|this|next|before|after|until|early|late|mid)$/.test(before) && isAboutSomeone(text, month))
    return true
  const isSafe = !/^(?:march|may|june|april|august)$/i.test(text.word(month))
  if (/^(?:since|last)$/.test(before)) return true
  return isSafe && text.is(month - 1, '-')
}

/** "She was diagnosed in March": a month of somebody's life, not "allergy visits rise in March". */
function isAboutSomeone(text: TokenText, month: number): boolean {
  for (
    let i = month - 2, steps = 0;
    i >= 0 && steps < 10 && text.kindAt(i) !== tokenKind.newline;
    i--, steps++
  ) {
    if (
      /^(?:he|she|his|her|i|my|we|our|patient|pt|client|mother|father|son|daughter|husband|wife|birthday|born|diagnosed|admitted|surgery|sched|scheduled|dose|doses|missed|moved|moving|started|stopped|due|appt|appointment|ct|cl|mom|dad|seen|rtc|fu|states|last|job|wedding|funeral|accident)$/i.test(
        text.word(i),
      )
    )
      return true
    if (text.is(i, '.')) return false
  }
  return false
}
