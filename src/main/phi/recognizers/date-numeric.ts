import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { withWeekday } from './date-days.ts'
import { partialDate } from './date-partial.ts'
import { matchAt, type Candidate, type RecognizerInput } from './recognizer.ts'

const TIME =
  /(?:[T ,]{1,2}(?:at )?[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\.\d{1,9})?(?: ?[ap]\.?m\b\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?/
    .source
const ISO = new RegExp(
  `(?:19|20)\\d{2}([-/.])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])(?!\\d)${TIME}`,
  'iy',
)
const MILITARY =
  /(?:0?[1-9]|[12]\d|3[01])(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)(?:(?:19|20)\d{2}|\d{2})?(?![A-Za-z\d])/iy
const COMPACT = /(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?!\d)/y
const MONTH_FIRST =
  /(?:0?[1-9]|1[0-2]) ?([-/.]) ?(?:0?[1-9]|[12]\d|3[01]) ?\1 ?(?:(?:19|20)\d{2}|'?\d{2})(?![\d/]|\.\d|-\d(?!\d?[-/.]\d))/y
const DAY_FIRST =
  /(?:0?[1-9]|[12]\d|3[01]) ?([-/.]) ?(?:0?[1-9]|1[0-2]) ?\1 ?(?:(?:19|20)\d{2}|'?\d{2})(?![\d/]|\.\d|-\d(?!\d?[-/.]\d))/y
const MASKED_DAY = /(?:[Xx*]{2}|\d{1,2})[-/](?:[Xx*]{2}|\d{1,2})[-/](?:19|20)\d{2}(?!\d)/y
const SPACED = /(?:0[1-9]|1[0-2]) {1,2}(?:0[1-9]|[12]\d|3[01]) {1,2}(?:(?:19|20)\d{2}|\d{2})(?![\d/-])/y
const YEAR_FIRST = /^(?:19[2-9]|20[0-3])\d(?:0[1-9]|1[0-2])/
const SPACED_YEAR = / (?:19|20)\d{2}$/
/** A date in six or eight digits, where its label says so: 010562, 10281931, 20240314. */
const UNSEPARATED =
  /(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:19|20)\d{2}|\d{2})|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)/y

/** Dates in digits: 2024-03-05T10:00Z, 03/05/24, 5.3.2024, 05MAR2024, 03/2024, and "on 3/5". */
export function findNumericDates(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.numeric) {
    const start = text.start[token] as number
    if (isInsideNumber(text, start)) continue
    const found =
      text.length(token) > 2
        ? longDate(input, token)
        : (fullDate(input, token) ?? spacedDate(input, token) ?? partialDate(text, token))
    if (found !== undefined) emit(found)
  }
}

/** "10/11/23-": the first day of a range. */
const RANGE_BEFORE = /\d\/\d{1,2}(?:\/\d{2,4})? ?-$/

/** Part of a longer code: 12-2024-03-05, $3/4. In a file name a hyphen after a letter is a space. */
function isInsideNumber(text: TokenText, start: number): boolean {
  const before = text.text.charAt(start - 1)
  if (before === '-' && text.isFileName) return /\d/.test(text.text.charAt(start - 2))
  if (before === '-' && RANGE_BEFORE.test(text.text.slice(Math.max(0, start - 11), start))) return false
  return start > 0 && /[-/.$\d]/.test(before)
}

/** A date that begins with its year, or is written in one piece. */
function longDate(input: RecognizerInput, token: number): Candidate | undefined {
  const { text } = input
  const start = text.start[token] as number
  const length = text.length(token)
  const isMixed = text.kind[token] === tokenKind.alphanumeric
  const iso = length === 4 || isMixed ? matchAt(ISO, text.text, start) : null
  if (iso !== null) return { start, end: start + iso[0].trimEnd().length, score: 0.96, because: 'date' }
  const military = isMixed && length <= 10 ? matchAt(MILITARY, text.text, start) : null
  if (military !== null) return { start, end: start + military[0].length, score: 0.88, because: 'date' }
  if (isMixed || (length !== 6 && length !== 8 && length !== 12 && length !== 14)) return undefined
  const isDate = matchAt(length > 8 ? COMPACT : UNSEPARATED, text.text, start) !== null
  if (!isDate) return undefined
  if (!isLabelledDate(input, token, length === 6 ? 3 : 6) && !isLabelledAfter(input, token)) {
    // 19490817 alone is hardly anything else; other orders and lengths are.
    return length === 8 && YEAR_FIRST.test(text.word(token))
      ? { start, end: start + length, score: 0.6, because: 'written like a date' }
      : undefined
  }
  return { start, end: start + length, score: 0.86, because: 'date without separators' }
}

/** Whether a hyphen, slash or full stop follows, after a space at most. */
function isBeforeSeparator(text: TokenText, token: number): boolean {
  const next = token + 1
  return text.gap(token) <= 1 && (text.is(next, '-') || text.is(next, '/') || text.is(next, '.'))
}

/** Month, day and year with separators, in either order. */
function fullDate(input: RecognizerInput, token: number): Candidate | undefined {
  const { text } = input
  if (!isBeforeSeparator(text, token)) return undefined
  const start = text.start[token] as number
  const found =
    matchAt(MONTH_FIRST, text.text, start) ??
    matchAt(DAY_FIRST, text.text, start) ??
    matchAt(MASKED_DAY, text.text, start)
  if (found === null) return undefined
  const isLabelled = isLabelledDate(input, token)
  // Dots and spaces also separate the parts of versions, sections and lists; a two-digit year is then too weak.
  const isLoose = found[1] === '.' || found[0].includes(' ')
  if (isLoose && !isLabelled && !/\d{4}$/.test(found[0]) && !isDottedDay(text, token, found[0]))
    return undefined
  return {
    start: withWeekday(text, start, token),
    end: start + found[0].length,
    score: isLabelled ? 0.98 : 0.94,
    because: isLabelled ? 'date after its label' : 'date',
  }
}

const DAY_BEFORE = wordSet('on till until since by from through thru dated due next seen visit opens')

/** "till 3.27.25", "07.07.25": a day over 12 or a nought that no version has, or a word of time before. */
function isDottedDay(text: TokenText, token: number, written: string): boolean {
  if (written.includes(' ') || text.is(token - 1, '.')) return false
  if (text.isOneOf(token - 1, DAY_BEFORE)) return true
  if (/^v(?:er|ersion|s)?$|^(?:release|section|build|firmware|chapter)$/i.test(text.word(token - 1)))
    return false
  return /^0\d\.\d\d\.|^\d\d?\.(?:0[1-9]|1[3-9]|2\d|3[01])\./.test(written)
}

/** "06 11 1959" in the boxes of a form; with a year of two digits after its label, or two in a row ("02 14 24 02 14 24"). */
function spacedDate(input: RecognizerInput, token: number): Candidate | undefined {
  const { text } = input
  if (text.length(token) !== 2 || text.length(token + 1) !== 2 || text.kindAt(token + 1) !== tokenKind.digits)
    return undefined
  const start = text.start[token] as number
  const found = matchAt(SPACED, text.text, start)
  if (found === null) return undefined
  const isWhole = SPACED_YEAR.test(found[0]) && text.kindAt(token - 1) !== tokenKind.digits
  const isDate = isWhole || isLabelledDate(input, token, 6) || isRepeated(text, token)
  return isDate ? { start, end: start + found[0].length, score: 0.86, because: 'date in boxes' } : undefined
}

/** "02 14 24 02 14 24", the first and the last day of a service. */
function isRepeated(text: TokenText, token: number): boolean {
  const isSpacedAt = (at: number): boolean =>
    at >= 0 && text.length(at) === 2 && matchAt(SPACED, text.text, text.start[at] as number) !== null
  return isSpacedAt(token + 3) || isSpacedAt(token - 3)
}

/** Whether a date label stands up to `reach` tokens before. */
function isLabelledDate({ text, group }: RecognizerInput, token: number, reach = 6): boolean {
  for (let i = token - 1, steps = 0; i >= 0 && steps < reach; i--, steps++)
    if (text.labelOf[i] === group + 1) return true
  return false
}

/** "010562 is the dob", "19490817 (DOB)" */
function isLabelledAfter({ text, group }: RecognizerInput, token: number): boolean {
  for (let i = token + 1; i <= token + 3 && text.kindAt(i) !== tokenKind.newline; i++) {
    if (text.labelOf[i] === group + 1) return true
    if (text.kindAt(i) === tokenKind.digits) return false
  }
  return false
}
