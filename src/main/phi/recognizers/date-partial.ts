import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { withWeekday } from './date-days.ts'
import { matchAt, type Candidate } from './recognizer.ts'
import { isGraded, isOfTotal, isSpan } from './score-context.ts'

const DAY_AND_MONTH =
  /(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]|[.,]\d| ?(?:strength|pain|scale|murmur|power|vision|teaspoon|cup|of|on the|intensity|mg|tablets?|tabs?|inch|points?|correct|visits?|sessions?|motor|pulses|reflex|severity|systolic|tsp|patients|pts|days|doses|trials|times|joint|positive|negative|pos|neg|bottles|sets)\b)/iy
const MONTH_AND_YEAR = /(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/])/y
const RANGE_TAIL =
  / ?(?:-|to|through|thru|until|till) ?(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?:\/(?:19|20)?\d{2})?(?![\d/])/iy
const TIME_AFTER = /,? (?:at |@ ?)?(?:[0-2]?\d:[0-5]\d|(?:1[0-2]|0?[1-9]) ?[ap]\.?m?\b)|,? (?:at|@) ?\d/iy
const HYPHENED = /(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?![-/%\d]|\.\d)/y

/** Words that make "3/14" a day and not a fraction. */
const DAY_CUES = wordSet(`
  on by since from until til till through thru before after dated date visit visits seen dos appt appts
  appointment session sessions due for and starting beginning ended ending begins starts started ends
  effective start week scheduled rescheduled next last this service dob born birth admitted
  discharged admission discharge surgery reviewed called invoice statement payment today tomorrow yesterday tonight
  latest note notes out back labs draw drawn inj injected fu followup return returns returning recheck window lmp edd edc fitted cut cert
  exp expires expired expiring adm admit dc died closed ordered sent faxed signed filled refilled quit posted mailed
  received collected delivered opened booked cancelled canceled missed showed arrives arriving arrive leaving leave
  bcx ucx cx culture cultures swab tte tee egd us ultrasound cbc bmp cmp inr mammogram mammo dexa eeg emg colonoscopy
  fell given sx prev prior call calls hearing started screens screen refilled couns log
  cath mri ct xr echo ekg biopsy procedure weekend deadline copay billed charged paid
  cxr kub pft pfts holter zio tka tha orif tkr thr acl lumpectomy mastectomy cabg pci stent appy chole csection delivery delivered
  iep arc ifsp hearing arraignment sentencing court trial evicted eviction arrested arrest dui accident mva crash moved overdose od
  ns nc noshow noshowed cx'd dc'd relapse relapsed lapsed lapse sober intake dcd d/c'd transferred extubated intubated
  rx fx lvm roi married fired text texted email emailed nxt rtc rto rov edd eob wk week ua uds etg level levels trough peak a1c tsh lft lfts panel culture swabbed started restarted stopped
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
`)
/** After these the day must not look like a score: "pain down to 2/10", "about 3/4". */
const WEAK_CUES = wordSet('to of as around about between in')
/** The few after which even "6-12" is a day. */
const HYPHEN_CUES = wordSet(`
  on since due dated exp by next nxt inj returns return until till seen dos lmp dob born appt visit adm admit admitted discharged
  uds rtc rto expires expired letter letters called fell tubed intubated intake moved last hosp dc transferred relapsed
  delivered surgery court started stopped restarted from ns
`)
/** What is given as a fraction: "strength 4/5", "GCS 14/15", "BP 120/80". */
const FRACTIONS = wordSet(`
  strength mmt pain score scored scale gcs apgar apgars va vision od os ou dtr dtrs reflexes murmur grade phq gad moca
  mmse berg tinetti faces flacc nrs vas sets stage bp level rated rates rating oswestry ratio power pulses tone hazelbaker
  pg page acuity about roughly only edss beighton mallampati bishop nihss
`)
/** Denominators of scores, shares and parts: a day that is one of them needs a cue. */
const DENOMINATORS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 18, 20, 21, 24, 27, 28, 30])

/** "03/2024", and "3/14" where the words or numbers around make it a day of a month. */
export function partialDate(text: TokenText, token: number): Candidate | undefined {
  if (text.is(token + 1, '-')) return hyphenedDay(text, token)
  if (text.is(token + 1, '.')) return dottedDay(text, token)
  const start = text.start[token] as number
  if (!text.is(token + 1, '/') || !text.touches(token)) return undefined
  const monthYear = matchAt(MONTH_AND_YEAR, text.text, start)
  if (monthYear !== null)
    return { start, end: start + monthYear[0].length, score: 0.86, because: 'month and year' }
  const day = matchAt(DAY_AND_MONTH, text.text, start)
  if (day === null) return bornMonth(text, token)
  const end = start + day[0].length
  if (isGraded(text, token, token + 3) || isSpan(text, token, token + 3) || isOfTotal(text, token))
    return undefined
  const tail = matchAt(RANGE_TAIL, text.text, end)
  const isCued = hasCue(text, token, DAY_CUES)
  const isDay = isCued || isDayHere(text, token, day[0], { end, hasTail: tail !== null })
  if (!isDay) return undefined
  return {
    start: withWeekday(text, start, token),
    end: end + (tail?.[0].length ?? 0),
    score: isCued || tail !== null ? 0.86 : 0.7,
    because: 'day and month',
  }
}

/** Whether what stands around "3/14" makes it a day, without a word before it that says so. */
function isDayHere(
  text: TokenText,
  token: number,
  written: string,
  { end, hasTail }: { readonly end: number; readonly hasTail: boolean },
): boolean {
  if (
    isAfterWeakCue(text, token, written) ||
    opensEntry(text, token) ||
    opensNote(text, token) ||
    isDatedValue(text.text, end) ||
    matchAt(TIME_AFTER, text.text, end) !== null
  )
    return true
  if (text.isOneOf(wordBefore(text, token, 2), FRACTIONS)) return false
  return (
    hasTail ||
    isLateDay(text, token, written) ||
    isAboveItsEnd(text, token, written) ||
    isDateOfValue(text, token) ||
    isTelling(written) ||
    isListed(text, token) ||
    isWholeCell(text, token) ||
    isAfterValue(text, token, written)
  )
}

/** "born 7/88", "DOB: 3/92": the end of a year that no day of a month is. */
function bornMonth(text: TokenText, token: number): Candidate | undefined {
  const start = text.start[token] as number
  const month = matchAt(MONTH_AND_SHORT_YEAR, text.text, start)
  if (month === null) return undefined
  let before = token - 1
  for (
    let steps = 0;
    steps < 2 && (text.is(before, ':') || text.is(before, '.') || text.isOneOf(before, IN));
    steps++
  )
    before--
  if (!text.isOneOf(before, BIRTH)) return undefined
  return { start, end: start + month[0].length, score: 0.86, because: 'month and year' }
}

const MONTH_AND_SHORT_YEAR = /(?:0?[1-9]|1[0-2])\/\d{2}(?![\d/%])/y
const BIRTH = wordSet('born b dob birth birthdate bday')

/** "inj 6-12, due 7-10": only after a word that leaves no doubt, and before nothing that is counted. */
function hyphenedDay(text: TokenText, token: number): Candidate | undefined {
  if (!text.touches(token) || !text.touches(token + 1)) return undefined
  const start = text.start[token] as number
  const day = matchAt(HYPHENED, text.text, start)
  if (day === null || !hasCue(text, token, HYPHEN_CUES)) return undefined
  const next = token + 3
  if (text.isWord(next) && !text.isOneOf(next, AFTER_DAY)) return undefined
  return {
    start: withWeekday(text, start, token),
    end: start + day[0].length,
    score: 0.7,
    because: 'day and month',
  }
}

/** "RTC 10.17", "Nxt 2.28", "expired 3.31": only after a word of time, and where a level or a weight wouldn't stand. */
function dottedDay(text: TokenText, token: number): Candidate | undefined {
  if (!text.touches(token) || !text.touches(token + 1)) return undefined
  const start = text.start[token] as number
  const day = matchAt(DOTTED, text.text, start)
  if (day === null) return undefined
  const next = token + 3
  const isNextWord = text.isWord(next) && text.gap(next - 1) === 1
  if (isDottedAfterWeekday(text, token, isNextWord))
    return {
      start: withWeekday(text, start, token),
      end: start + day[0].length,
      score: 0.8,
      because: 'day and month',
    }
  if (!text.isOneOf(token - 1, DOTTED_CUES)) return undefined
  if (isNextWord && !text.isOneOf(next, AFTER_DAY)) return undefined
  return { start, end: start + day[0].length, score: 0.86, because: 'day and month' }
}

/** "Wed 4.16 at 3"; not "Sat 9.30", which is a time, nor "Fri 7.25 lbs". */
function isDottedAfterWeekday(text: TokenText, token: number, isNextWord: boolean): boolean {
  const before = text.is(token - 1, '.') || text.is(token - 1, ',') ? token - 2 : token - 1
  if (!text.isWord(before) || !text.has(before, wordFlag.weekday)) return false
  if (QUARTERS.has(text.word(token + 2)) && !text.isOneOf(token + 3, AT)) return false
  return !isNextWord || !text.isOneOf(token + 3, MEASURED)
}

const AT = wordSet('at @')
const QUARTERS = new Set(['15', '30', '45'])
const MEASURED = wordSet(`
  mg mcg ml g kg lb lbs oz units mmol miles km hours hour hrs hr h minutes min mins days weeks am pm a p percent dollars usd
  paid each per points degrees inches feet
`)

const DOTTED = /(?:0?[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01])(?![\d%]|[-./]\d)/y
const DOTTED_CUES = wordSet(
  'rtc rto nxt next expires expired exp appt seen since till until dos adm admitted intake visit',
)

const AFTER_DAY = wordSet('at w with and but in for or am pm if because so he she they we i call')

/** "3/05" and "02/05" have a nought that no fraction has; 3/14 and 3/19 no score ends in. */
function isTelling(written: string): boolean {
  const [month = '', day = ''] = written.split('/')
  return month.startsWith('0') || day.startsWith('0') || !DENOMINATORS.has(Number(day))
}

/** "moved to 3/14", "in 5/6" in the cell of a log; not "down to 2/10", "in 5/6 joints". */
function isAfterWeakCue(text: TokenText, token: number, written: string): boolean {
  if (!text.isOneOf(token - 1, WEAK_CUES)) return false
  if (text.isOneOf(token - 1, IN)) return isEdge(text, token + 2)
  return !/\/(?:5|10|4)$/.test(written) || text.isOneOf(token - 2, DAY_CUES)
}

const IN = wordSet('in')

/** "9/3 – no-show", "5/21: called": the entry of a log. */
function opensEntry(text: TokenText, token: number): boolean {
  if (token > 0 && text.kindAt(token - 1) !== tokenKind.newline) return false
  const after = token + 3
  return text.is(after, ':') || (text.is(after, '-') && text.gap(token + 2) === 1 && text.gap(after) === 1)
}

/** "10/10 MAT visit, week 3": a note that begins with its day. */
function opensNote(text: TokenText, token: number): boolean {
  return token === 0 && text.isWord(token + 3) && text.gap(token + 2) === 1
}

/** "Finished Augmentin 11/16", "leave from 9/15": few scores end above 12, and their names stand before them. */
function isLateDay(text: TokenText, token: number, written: string): boolean {
  if (Number(written.split('/')[1]) < 13) return false
  const before = wordBefore(text, token, 1)
  return before >= 0 && text.kindAt(before) !== tokenKind.upper && text.kindAt(before) !== tokenKind.mixed
}

/** "(3/1: 12, 3/3: 19)": values by their days. */
function isDatedValue(text: string, end: number): boolean {
  return /^: ?\d/.test(text.slice(end, end + 3))
}

/** "21 (1/5), 17 (2/2)": the day of a value. */
function isDateOfValue(text: TokenText, token: number): boolean {
  if (!text.is(token - 1, '(') || !text.is(token + 3, ')')) return false
  return text.kindAt(token - 2) === tokenKind.digits && text.gap(token - 2) === 1
}

/** "wt 180 1/6", "BP 140/90 3/16": the day of a value; not "3 1/2" nor "12 4/5". */
function isAfterValue(text: TokenText, token: number, written: string): boolean {
  if (text.kindAt(token - 1) !== tokenKind.digits || text.gap(token - 1) !== 1) return false
  if (text.is(token - 2, '/') && text.touches(token - 2)) return Number(text.word(token - 1)) > 31
  return Number(text.word(token - 1)) > 20 && !/\/[234568]$/.test(written)
}

/** "4/1, 4/8, 4/15": the same month goes on, and not "4/5, 3/5". */
function isListed(text: TokenText, token: number): boolean {
  const isJoint = (at: number): boolean => text.is(at, ',') || text.is(at, '&') || text.isOneOf(at, AND)
  const other = isJoint(token + 3) ? token + 4 : isJoint(token - 1) ? token - 4 : -1
  if (other < 0 || !text.is(other + 1, '/') || text.kindAt(other + 2) !== tokenKind.digits) return false
  return text.word(other) === text.word(token) && text.word(other + 2) !== text.word(token + 2)
}

const WIDE_GAP = 3

/** Alone between bars, tabs or wide gaps: the cell of a table or the line of a form. */
function isWholeCell(text: TokenText, token: number): boolean {
  return isEdge(text, token - 1) && isEdge(text, token + 2)
}

/** Whether a cell may begin after a token, or end there. */
function isEdge(text: TokenText, token: number): boolean {
  const marks = text.is(token, '|') || text.is(token + 1, '|')
  if (marks || text.gap(token) >= WIDE_GAP) return true
  return (
    token >= 0 && text.kindAt(token + 1) === tokenKind.newline && text.kindAt(token - 1) !== tokenKind.newline
  )
}

/** The nearest word up to `most` tokens before; -1 where none is. */
function wordBefore(text: TokenText, token: number, most: number): number {
  for (let i = token - 1; i >= 0 && i >= token - most; i--) {
    if (text.kindAt(i) === tokenKind.newline) return -1
    if (text.isWord(i)) return i
  }
  return -1
}

function hasCue(text: TokenText, token: number, cues: typeof DAY_CUES): boolean {
  for (let i = token - 1, steps = 0; i >= 0 && steps < 3; i--, steps++) {
    if (text.kindAt(i) === tokenKind.newline) return false
    // "sessions 9/4, 9/11 and 9/18": the list goes on.
    if (text.kindAt(i) === tokenKind.digits && text.is(i - 1, '/') && hasCue(text, i - 2, cues)) return true
    if (text.isOneOf(i, AND)) continue
    if (text.isWord(i)) return text.isOneOf(i, cues) && !isUs(text, i)
  }
  return false
}

const AND = wordSet('and')

/** "Would you recommend us? 9/10": in lower case no ultrasound. */
function isUs(text: TokenText, token: number): boolean {
  return text.kindAt(token) === tokenKind.lower && text.word(token) === 'us'
}

/** No score is above its end: "last dose 9/5", "refill 10/3"; but pupils, films and doses are written so too. */
function isAboveItsEnd(text: TokenText, token: number, written: string): boolean {
  const [month = '', day = ''] = written.split('/')
  if (Number(month) <= Number(day) || Number(day) < 2) return false
  for (let i = token - 3; i < token + 6; i++) if (text.isOneOf(i, WRITTEN_SO)) return false
  return !text.has(token - 1, wordFlag.health | wordFlag.protected) && !text.is(token - 1, '>')
}

const WRITTEN_SO = wordSet(`
  pup pupil pupils suboxone subutex zubsolv bup buprenorphine nx naloxone film films sl strip strips mg mcg prism base phoria
  exophoria bo bi npc pfv nfv ratio odds prograf tac tacrolimus units
`)
