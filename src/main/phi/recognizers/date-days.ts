import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import type { TokenText } from '../text/token-text.ts'
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

/** "Tuesday the 14th", "on the 22nd": a day without its month. */
export function findOrdinalDays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.alphanumerics) {
    if (text.length(token) > 4) continue
    if (!/^the$/i.test(text.word(token - 1))) continue
    if (!/^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)$/i.test(text.word(token))) continue
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

const HOLIDAYS =
  /(?:christmas(?: eve| day)?|new year'?s(?: eve| day)|thanksgiving(?: day)?|valentine'?s day|independence day|labor day|memorial day|veterans day|mother'?s day|father'?s day|st\.? patrick'?s day|halloween|easter(?: sunday| monday)?|good friday|juneteenth|columbus day|martin luther king(?: jr\.?)? day|mlk day|presidents'? day|cinco de mayo|black friday|boxing day|yom kippur|rosh hashanah)(?:,? (?:of )?(?:19|20)\d{2})?(?![A-Za-z])/iy

/** The words that a holiday begins with, so that most capitals cost one look-up. */
const HOLIDAY_STARTS = wordSet(`
  christmas new thanksgiving valentine independence labor memorial veterans mother father st halloween easter good
  juneteenth columbus martin mlk presidents cinco black boxing yom rosh
`)

export function findHolidays(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text } = input
  for (const token of text.capitals) {
    if (!text.isOneOf(token, HOLIDAY_STARTS)) continue
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
