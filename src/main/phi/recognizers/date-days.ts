import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt, type Candidate, type RecognizerInput } from './recognizer.ts'

/** Takes "Tuesday, " before a date into it; `start` is the date's offset, `token` one of its tokens. */
export function withWeekday(text: TokenText, start: number, token: number): number {
  let first = token
  while (first > 0 && (text.start[first] as number) > start) first--
  let before = first - 1
  if (text.is(before, ',') || text.is(before, '.')) before--
  if (/^the$/i.test(text.word(before))) before--
  if (text.is(before, ',')) before--
  return text.has(before, wordFlag.weekday) && text.isWord(before) && text.length(before) >= 3
    ? (text.start[before] as number)
    : start
}

const DAY_BEFORE = wordSet(
  'on by until til till before after since from for to was is due thru through around',
)
const EVENT_BEFORE = wordSet(`
  appt appointment session visit dated seen surgery procedure admitted discharged moved rescheduled sent test
  last next meeting call flies leaves starts started ends scheduled booked inj due back
`)
const ORDINAL = /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)$/i
const DAY_OF_MONTH = 'day of a month'
/** What "the 5th" is said of besides days: "the 5th toe", "the 2nd dose". */
const AFTER_DAY = wordSet(
  'and or at for in if so with w but because he she we i they same am pm not to then works is was has had will it until',
)

/** "Tuesday the 14th", "Wed. the 5th", "on the 22nd", "seen the 5th,": a day without its month. */
export function findOrdinalDays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.alphanumerics) {
    if (text.length(token) > 4) continue
    if (!/^the$/i.test(text.word(token - 1))) continue
    if (!ORDINAL.test(text.word(token))) continue
    const weekday = text.is(token - 2, ',') || text.is(token - 2, '.') ? token - 3 : token - 2
    const isAfterWeekday = text.has(weekday, wordFlag.weekday)
    const next = token + 1
    const isEnd = !text.isWord(next) && text.kindAt(next) !== tokenKind.digits && !isHyphenated(text, token)
    const isDay =
      isAfterWeekday ||
      (isEnd && text.isWord(token - 2)) ||
      (text.isOneOf(token - 2, DAY_BEFORE) && text.isOneOf(next, AFTER_DAY)) ||
      text.isOneOf(token - 2, EVENT_BEFORE)
    const end = monthEnd(text, next)
    if (end === undefined && (!isDay || text.isOneOf(next, ORDINAL_OF))) continue
    const start = isAfterWeekday ? (text.start[weekday] as number) : (text.start[token - 1] as number)
    const isSure =
      isAfterWeekday || text.isOneOf(token - 2, DAY_BEFORE) || text.isOneOf(token - 2, EVENT_BEFORE)
    const score = isSure || end !== undefined ? 0.72 : 0.6
    emit({ start, end: end ?? (text.end[token] as number), score, because: DAY_OF_MONTH })
    emitFurtherDays(text, token, score, emit)
  }
}

/** The end of "of this month" from a token on; "of the month" and "of each month" say no day. */
function monthEnd(text: TokenText, token: number): number | undefined {
  const isMonth =
    /^of$/i.test(text.word(token)) && text.isOneOf(token + 1, WHICH) && text.isOneOf(token + 2, MONTH)
  return isMonth ? text.end[token + 2] : undefined
}

const WHICH = wordSet('this next last that')
const MONTH = wordSet('month')

/** "on the 2nd, 16th and 30th" */
function emitFurtherDays(
  text: TokenText,
  day: number,
  score: number,
  emit: (candidate: Candidate) => void,
): void {
  for (let token = nextInList(text, day); ORDINAL.test(text.word(token)); token = nextInList(text, token))
    emit({
      start: text.start[token] as number,
      end: text.end[token] as number,
      score,
      because: DAY_OF_MONTH,
    })
}

/** The token after a comma, "and", or both. */
function nextInList(text: TokenText, token: number): number {
  const next = text.is(token + 1, ',') ? token + 2 : token + 1
  return text.isOneOf(next, AND) ? next + 1 : next === token + 1 ? -1 : next
}

const AND = wordSet('and or')

const ORDINAL_OF = wordSet('of grade floor percentile century')

function isHyphenated(text: TokenText, token: number): boolean {
  return text.is(token + 1, '-') || text.is(token + 1, '/')
}

const HOLIDAYS =
  /(?:christmas(?: eve| day)?|new year'?s(?: eve| day)|thanksgiving(?: day)?|valentine'?s day|independence day|labor day|memorial day|veterans day|mother'?s day|father'?s day|st\.? patrick'?s day|halloween|easter(?: sunday| monday)?|good friday|juneteenth|columbus day|martin luther king(?: jr\.?)? day|mlk day|presidents'? day|cinco de mayo|black friday|boxing day|yom kippur|rosh hashanah|passover|purim|hanukkah|diwali|all souls'? day|all saints'? day|ash wednesday|palm sunday|lunar new year|day of the dead)(?: (?:weekend|wknd))?(?:,? (?:of )?(?:19|20)\d{2}| '\d{2})?(?![A-Za-z])/iy

/** The words that a holiday begins with, so that most capitals cost one look-up. */
const HOLIDAY_STARTS = wordSet(`
  christmas new thanksgiving valentine independence labor memorial veterans mother father st halloween easter good
  juneteenth columbus martin mlk presidents cinco black boxing yom rosh passover purim hanukkah diwali all ash palm lunar day
`)

export function findHolidays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.capitals) {
    if (!text.isOneOf(token, HOLIDAY_STARTS)) continue
    const holiday = matchAt(HOLIDAYS, text.text, text.start[token] as number)
    if (holiday === null) continue
    const isDated = /\d{2}$/.test(holiday[0])
    const isOn =
      /^(?:on|since|after|before|by|until|last|this|over|for|through|till|til|around|near|post|pre)$/i.test(
        text.word(token - 1),
      )
    if (!isDated && !isOn) continue
    emit({
      start: holiday.index,
      end: holiday.index + holiday[0].length,
      score: isDated ? 0.85 : 0.6,
      because: 'a holiday names one day',
    })
  }
}
