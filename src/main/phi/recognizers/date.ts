import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt, type Candidate, type Recognizer, type RecognizerInput, phrases } from './recognizer.ts'

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
  / ?(?:-|to|through|thru|until|and) ?(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?:\/(?:19|20)?\d{2})?(?![\d/])/iy

/** Words that make "3/14" a day and not a fraction. */
const DAY_CUES = new Set(
  (
    'on by since from until till through thru before after dated date visit seen dos appt appointment session sessions due as of for and to starting ' +
    'beginning ended ending begins starts started effective week around about between scheduled rescheduled next last this service dob born birth admitted discharged ' +
    'admission discharge surgery reviewed called invoice statement payment monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun'
  ).split(' '),
)

const HOLIDAYS =
  /(?:christmas(?: eve| day)?|new year'?s(?: eve| day)|thanksgiving(?: day)?|valentine'?s day|independence day|labor day|memorial day|veterans day|mother'?s day|father'?s day|st\.? patrick'?s day|halloween|easter(?: sunday| monday)?|good friday|juneteenth|columbus day|martin luther king(?: jr\.?)? day|mlk day|presidents'? day|cinco de mayo|black friday|boxing day|yom kippur|rosh hashanah)(?:,? (?:of )?(?:19|20)\d{2})?(?![A-Za-z])/iy

export const date: Recognizer = {
  id: 'date',
  category: 'C',
  labelWords: phrases(`
    dob; d.o.b; date of birth; birth date; birthdate; birthday; born; born on; dos; date of service;
    date of visit; date; admission date; admit; admitted; admitted on; discharge date; discharged;
    discharge; dod; date of death; died; died on; deceased; appointment; appt; fecha de nacimiento;
    surgery date; date of admission; date of discharge; bday
  `),
  reference: '45 CFR 164.514(b)(2)(i)(C); ISO 8601',
  find(input, emit) {
    findNumericDates(input, emit)
    findMonthDates(input, emit)
    findHolidays(input, emit)
  },
}

function findNumericDates(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.numeric) {
    const start = text.start[token] as number
    const length = text.length(token)
    const before = start === 0 ? '' : text.text.charAt(start - 1)
    if (/[-/.$\d]/.test(before) && before !== '') continue
    if (length === 4 || text.kind[token] === tokenKind.alphanumeric) {
      const iso = matchAt(ISO, text.text, start)
      if (iso !== null) {
        emit({ start, end: start + iso[0].trimEnd().length, score: 0.96, because: 'date' })
        continue
      }
    }
    if (text.kind[token] === tokenKind.alphanumeric && length >= 5 && length <= 10) {
      const military = matchAt(MILITARY, text.text, start)
      if (military !== null) emit({ start, end: start + military[0].length, score: 0.88, because: 'date' })
    }
    if (length === 8 && text.kind[token] === tokenKind.digits) {
      if (matchAt(COMPACT, text.text, start) !== null && isLabelledDate(input, token))
        emit({ start, end: start + 8, score: 0.75, because: 'date without separators' })
      continue
    }
    if (length > 2) continue
    const full =
      matchAt(MONTH_FIRST, text.text, start) ??
      matchAt(DAY_FIRST, text.text, start) ??
      matchAt(MASKED_DAY, text.text, start)
    if (full !== null) {
      const isLabelled = isLabelledDate(input, token)
      // Dots also separate the parts of versions, sections and addresses; a two-digit year is then too weak.
      const isWeak = full[1] === '.' && !/\d{4}$/.test(full[0]) && !isLabelled
      const hasSpaces = full[0].includes(' ')
      if (!isWeak && !(hasSpaces && !isLabelled && !/\d{4}$/.test(full[0])))
        emit({
          start: withWeekday(text, start, token),
          end: start + full[0].length,
          score: isLabelled ? 0.98 : 0.94,
          because: isLabelled ? 'date after its label' : 'date',
        })
      continue
    }
    if (!text.is(token + 1, '/') || !text.touches(token)) continue
    const monthYear = matchAt(MONTH_AND_YEAR, text.text, start)
    if (monthYear !== null) {
      emit({ start, end: start + monthYear[0].length, score: 0.85, because: 'month and year' })
      continue
    }
    const dayMonth = matchAt(DAY_AND_MONTH, text.text, start)
    if (dayMonth === null || dayMonth[0] === '24/7' || !hasDayCue(text, token)) continue
    const tail = matchAt(RANGE_TAIL, text.text, start + dayMonth[0].length)
    emit({
      start: withWeekday(text, start, token),
      end: start + dayMonth[0].length + (tail?.[0].length ?? 0),
      score: 0.75,
      because: 'day and month',
    })
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

const DAY = /(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])/iy
const YEAR = /(?:19|20)\d{2}(?!\d)/y
const ORDINAL_WORDS =
  /(?:twenty[- ]|thirty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)(?![a-z])/iy

/** Days and months in words: "March 3rd, 2024", "3 March", "the 5th of May", "mid-March", "May 2023". */
function findMonthDates(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const month of text.months) {
    if (!isMonthWord(text, month)) continue
    let start = text.start[month] as number
    let end = text.end[month] as number
    let hasDay = false
    let after = end
    if (text.text.charAt(after) === '.') after++
    // 3 March, 3rd of March, the third of March, 03-Mar-2024
    const dayBefore = dayTokenBefore(text, month)
    if (dayBefore !== undefined) {
      start = dayBefore
      hasDay = true
    }
    const gapAfter = /[ ,.-]{0,3}(?:the )?/iy
    gapAfter.lastIndex = after
    let next = after + (gapAfter.exec(text.text)?.[0].length ?? 0)
    if (!hasDay && next > end) {
      const day = matchAt(DAY, text.text, next) ?? matchAt(ORDINAL_WORDS, text.text, next)
      if (day !== null && matchAt(YEAR, text.text, next) === null) {
        hasDay = true
        end = next + day[0].length
        const range = matchAt(
          / ?(?:-|to|through|thru|and|&) ?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])/iy,
          text.text,
          end,
        )
        if (range !== null && !/(?:and|to|&) ?\d+$/i.test(range[0])) end += range[0].length
        gapAfter.lastIndex = end
        next = end + (gapAfter.exec(text.text)?.[0].length ?? 0)
      }
    }
    const year =
      next > end
        ? (matchAt(YEAR, text.text, next) ??
          matchAt(/'\d{2}(?!\d)/y, text.text, next) ??
          (hasDay && text.text.charAt(next - 1) === '-' ? matchAt(/\d{2}(?!\d)/y, text.text, next) : null) ??
          ofYear(text.text, end))
        : null
    if (year !== null) end = year.index + year[0].length
    if (!hasDay && year === null && !isLoneMonth(text, month)) continue
    start = withWeekday(text, start, month)
    emit({
      start,
      end,
      score: hasDay ? 0.95 : year !== null ? 0.85 : 0.55,
      because: hasDay ? 'day and month' : year !== null ? 'month and year' : 'month',
    })
  }
  findOrdinalDays(input, emit)
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
  return (
    !/^(?:may|march|mar|jan|dec|sept?|nov|oct|jun|jul|aug|apr|feb)$/.test(word) ||
    text.kindAt(token - 1) === tokenKind.digits ||
    text.kindAt(token + 1) === tokenKind.digits ||
    text.kindAt(token + 1) === tokenKind.alphanumeric ||
    /^(?:of|in|last|next|since|late|early|mid|th|st|nd|rd)$/.test(text.word(token - 1))
  )
}

function dayTokenBefore(text: TokenText, month: number): number | undefined {
  let token = month - 1
  if (text.is(token, '-') || text.is(token, ',') || text.is(token, '/')) token--
  if (text.word(token).toLowerCase() === 'of') token--
  if (text.kindAt(token) === tokenKind.digits || text.kindAt(token) === tokenKind.alphanumeric) {
    const written = text.word(token)
    if (!/^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/i.test(written)) return undefined
    // "in room 3 May said", "at 5:30 March": a clock time or a count before the month.
    if (text.is(token - 1, ':') || text.is(token - 1, '.') || text.is(token - 1, '$')) return undefined
    if (
      text.is(token + 1, ',') ||
      (text.kindAt(month + 1) === tokenKind.digits && text.length(month + 1) <= 2 && !/\D/.test(written))
    )
      return undefined
    return text.start[token]
  }
  if (text.has(token, wordFlag.numberWord) && month - token <= 2) {
    const ordinal = matchAt(ORDINAL_WORDS, text.text, text.start[token] as number)
    if (ordinal === null || text.word(token + 1).toLowerCase() !== 'of') return undefined
    return text.is(token - 1, '-') && text.has(token - 2, wordFlag.numberWord)
      ? text.start[token - 2]
      : text.start[token]
  }
  return undefined
}

/** A month alone ("since March", "last November") is a date element too; as a name or a verb it isn't. */
function isLoneMonth(text: TokenText, month: number): boolean {
  if (text.kindAt(month) === tokenKind.lower || (text.length(month) < 4 && text.word(month) !== 'May'))
    return false
  const before = text.word(month - 1).toLowerCase()
  if (/^(?:in|of|this|next)$/.test(before) && isAboutSomeone(text, month)) return true
  const isSafe = !/^(?:march|may|june|april|august)$/i.test(text.word(month))
  if (/^(?:since|until|last|early|late|mid|before|after)$/.test(before)) return true
  return isSafe && text.is(month - 1, '-')
}

/** "She was diagnosed in March": a month of somebody's life, not "allergy visits rise in March". */
function isAboutSomeone(text: TokenText, month: number): boolean {
  for (
    let i = month - 2, steps = 0;
    i >= 0 && steps < 8 && text.kindAt(i) !== tokenKind.newline;
    i--, steps++
  ) {
    if (
      /^(?:he|she|his|her|i|my|we|our|patient|pt|client|mother|father|son|daughter|husband|wife|birthday|born|diagnosed|admitted|surgery)$/i.test(
        text.word(i),
      )
    )
      return true
    if (text.is(i, '.')) return false
  }
  return false
}

/** Takes "Tuesday, " before a date into it. */
function withWeekday(text: TokenText, start: number, month: number): number {
  let token = month
  while (token > 0 && (text.start[token] as number) > start) token--
  let before = token - 1
  if (text.is(before, ',') || text.is(before, '.')) before--
  if (/^the$/i.test(text.word(before))) before--
  if (text.is(before, ',')) before--
  return text.has(before, wordFlag.weekday) && text.isWord(before) && text.length(before) >= 3
    ? (text.start[before] as number)
    : start
}

/** "Tuesday the 14th", "on the 22nd": a day without its month. */
function findOrdinalDays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.numeric) {
    if (text.kind[token] !== tokenKind.alphanumeric || text.length(token) > 4) continue
    if (!/^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)$/i.test(text.word(token))) continue
    if (!/^the$/i.test(text.word(token - 1))) continue
    const weekday = text.is(token - 2, ',') ? token - 3 : token - 2
    const isAfterWeekday = text.has(weekday, wordFlag.weekday)
    const isDay =
      isAfterWeekday ||
      (/^(?:on|by|until|before|after|since|from)$/i.test(text.word(token - 2)) && !text.isWord(token + 1))
    if (!isDay) continue
    const start = isAfterWeekday ? (text.start[weekday] as number) : (text.start[token - 1] as number)
    emit({ start, end: text.end[token] as number, score: 0.65, because: 'day of a month' })
  }
}

const HOLIDAY_START =
  /^(?:christmas|new|thanksgiving|valentine|valentine's|independence|labor|memorial|veterans|mother|mother's|father|father's|st|halloween|easter|good|juneteenth|columbus|martin|mlk|presidents|cinco|black|boxing|yom|rosh)$/i

function findHolidays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.capitals) {
    if (text.length(token) < 2 || text.length(token) > 12 || !HOLIDAY_START.test(text.word(token))) continue
    const holiday = matchAt(HOLIDAYS, text.text, text.start[token] as number)
    if (holiday === null) continue
    const isDated = /\d{4}$/.test(holiday[0])
    const isOn = /^(?:on|since|after|before|by|until|last|this|over)$/i.test(text.word(token - 1))
    if (!isDated && !isOn) continue
    emit({
      start: holiday.index,
      end: holiday.index + holiday[0].length,
      score: isDated ? 0.85 : 0.6,
      because: 'a holiday names one day',
    })
  }
}
