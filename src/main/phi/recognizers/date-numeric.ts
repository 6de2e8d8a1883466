import { tokenKind, type TokenText } from '../text/token-text.ts'
import { withWeekday } from './date-days.ts'
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
  /(?:0?[1-9]|1[0-2]) ?([-/.]) ?(?:0?[1-9]|[12]\d|3[01]) ?\1 ?(?:(?:19|20)\d{2}|'?\d{2})(?![\d/]|[-.]\d)/y
const DAY_FIRST =
  /(?:0?[1-9]|[12]\d|3[01]) ?([-/.]) ?(?:0?[1-9]|1[0-2]) ?\1 ?(?:(?:19|20)\d{2}|'?\d{2})(?![\d/]|[-.]\d)/y
const MASKED_DAY = /(?:[Xx*]{2}|\d{1,2})[-/](?:[Xx*]{2}|\d{1,2})[-/](?:19|20)\d{2}(?!\d)/y
const DAY_AND_MONTH =
  /(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]|[.,]\d| ?(?:strength|pain|scale|murmur|power|vision|teaspoon|cup|of|on the|intensity|mg|tablets?|tabs?|inch|points?|correct|visits?|sessions?|motor|pulses|reflex|severity|systolic|tsp)\b)/iy
const MONTH_AND_YEAR = /(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/])/y
const RANGE_TAIL =
  / ?(?:-|to|through|thru|until) ?(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?:\/(?:19|20)?\d{2})?(?![\d/])/iy

/** Words that make "3/14" a day and not a fraction. */
const DAY_CUES = new Set(
  (
    'on by since from until till through thru before after dated date visit seen dos appt appointment session sessions due as of for and to starting ' +
    'beginning ended ending begins starts started effective week around about between scheduled rescheduled next last this service dob born birth admitted discharged ' +
    'admission discharge surgery reviewed called invoice statement payment monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun'
  ).split(' '),
)

/** Dates in digits: 2024-03-05T10:00Z, 03/05/24, 5.3.2024, 05MAR2024, 03/2024, and "on 3/5". */
export function findNumericDates(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.numeric) {
    const start = text.start[token] as number
    if (isInsideNumber(text, start)) continue
    const found =
      text.length(token) > 2 ? longDate(input, token) : (fullDate(input, token) ?? partialDate(text, token))
    if (found !== undefined) emit(found)
  }
}

/** Part of a longer code: 12-2024-03-05, $3/4. In a file name a hyphen after a letter is a space. */
function isInsideNumber(text: TokenText, start: number): boolean {
  const before = text.text.charAt(start - 1)
  if (before === '-' && text.isFileName) return /\d/.test(text.text.charAt(start - 2))
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
  if (length !== 8 || isMixed || matchAt(COMPACT, text.text, start) === null || !isLabelledDate(input, token))
    return undefined
  return { start, end: start + 8, score: 0.75, because: 'date without separators' }
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
  if (isLoose && !isLabelled && !/\d{4}$/.test(found[0])) return undefined
  return {
    start: withWeekday(text, start, token),
    end: start + found[0].length,
    score: isLabelled ? 0.98 : 0.94,
    because: isLabelled ? 'date after its label' : 'date',
  }
}

/** "(3/1: 12, 3/3: 19)": values by their days. */
function isDatedValue(text: string, end: number): boolean {
  return /^: ?\d/.test(text.slice(end, end + 3))
}

/** "03/2024", and "on 3/5" where a word before makes it a day. */
function partialDate(text: TokenText, token: number): Candidate | undefined {
  const start = text.start[token] as number
  if (!text.is(token + 1, '/') || !text.touches(token)) return undefined
  const monthYear = matchAt(MONTH_AND_YEAR, text.text, start)
  if (monthYear !== null)
    return { start, end: start + monthYear[0].length, score: 0.85, because: 'month and year' }
  const dayMonth = matchAt(DAY_AND_MONTH, text.text, start)
  if (dayMonth === null) return undefined
  const end = start + dayMonth[0].length
  if (!hasDayCue(text, token) && !isDatedValue(text.text, end)) return undefined
  const tail = matchAt(RANGE_TAIL, text.text, end)
  return {
    start: withWeekday(text, start, token),
    end: end + (tail?.[0].length ?? 0),
    score: 0.75,
    because: 'day and month',
  }
}

function isLabelledDate(input: RecognizerInput, token: number): boolean {
  const { text, group } = input
  for (let i = token - 1, steps = 0; i >= 0 && steps < 6; i--, steps++)
    if (text.labelOf[i] === group + 1) return true
  return false
}

function hasDayCue(text: TokenText, token: number): boolean {
  for (let i = token - 1, steps = 0; i >= 0 && steps < 3; i--, steps++) {
    if (text.kindAt(i) === tokenKind.newline) return false
    // "sessions 9/4, 9/11 and 9/18": the list goes on.
    if (text.kindAt(i) === tokenKind.digits && text.is(i - 1, '/') && hasDayCue(text, i - 2)) return true
    if (text.word(i) === 'and') continue
    if (text.isWord(i)) return DAY_CUES.has(text.word(i).toLowerCase())
  }
  return false
}
