import { tokenKind, type LabelHit, type TokenText } from '../text/token-text.ts'

/** A value of letters, digits and joining marks; token indexes `from` (inclusive) to `to` (exclusive). */
export type Value = {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** Whether a colon, a number sign or a word such as "number" stands between the label and the value. */
  readonly isSigned?: boolean
}

const LONGEST_VALUE_TOKENS = 16
const MOST_CONNECTORS = 7

const CONNECTORS = new Set(
  (
    'is was are were of number numbers no num nr nbr id ids code ending ends in the as on file card assigned new old ' +
    'reads her his my our their your patient for under with it its and s holder to please use listed identifier ' +
    'scan record sample template last four digits reads says called under named current primary secondary a an be shows equals has ' +
    'ppo hmo epo pos hdhp'
  ).split(' '),
)
const NUMBER_WORDS = new Set('number numbers no num nr nbr id ids identifier'.split(' '))
const CONNECTOR_MARKS = new Set([...':=#-([\'"*.|>\t,?'].map((mark) => mark.charCodeAt(0)))
const JOINING_MARKS = new Set([...'-/._'].map((mark) => mark.charCodeAt(0)))

function isNumeric(text: TokenText, token: number): boolean {
  const kind = text.kindAt(token)
  return kind === tokenKind.digits || kind === tokenKind.alphanumeric
}

/**
 * The run of letters, digits and joining marks that begins at a token, without spaces: `MRN-1015952`, `SK-4134-X`,
 * `80395/EF`. Undefined where it holds no digit.
 */
export function valueAt(text: TokenText, token: number): Value | undefined {
  let to = token
  let hasDigit = false
  while (to < text.count && to - token < LONGEST_VALUE_TOKENS) {
    if (!isNumeric(text, to) && !text.isWord(to)) break
    hasDigit ||= isNumeric(text, to)
    to++
    if (!text.touches(to - 1) || !JOINING_MARKS.has(text.mark(to)) || !text.touches(to)) break
    if (!isNumeric(text, to + 1) && !text.isWord(to + 1)) break
    to++
  }
  if (!hasDigit || to === token) return undefined
  return { from: token, to, start: text.start[token] as number, end: text.end[to - 1] as number }
}

/** "PSY 28841", "TX 883 201": a short code in capitals, a space, then the number. */
function prefixedValueAt(text: TokenText, token: number): Value | undefined {
  const kind = text.kindAt(token)
  if (
    (kind !== tokenKind.upper && kind !== tokenKind.initial) ||
    text.length(token) > 4 ||
    text.gap(token) !== 1
  )
    return undefined
  if (text.kindAt(token + 1) !== tokenKind.digits || text.length(token + 1) < 3) return undefined
  const rest = valueAt(text, token + 1)
  // "CPAP. BP 138/82": a measure.
  if (rest !== undefined && /^\d{1,4}\/\d{1,4}$/.test(text.text.slice(rest.start, rest.end))) return undefined
  return rest === undefined ? undefined : { ...rest, from: token, start: text.start[token] as number }
}

/** Extends a value of digits by further groups after single spaces: `4111 1111 1111 1111`. */
export function withSpacedGroups(text: TokenText, value: Value, mostDigits: number): Value {
  let to = value.to
  let digits = value.end - value.start
  while (
    isNumeric(text, to - 1) &&
    text.kindAt(to) === tokenKind.digits &&
    text.gap(to - 1) === 1 &&
    text.length(to) >= 2 &&
    digits + text.length(to) <= mostDigits &&
    !text.is(to + 1, '/')
  ) {
    digits += text.length(to)
    to++
  }
  return to === value.to ? value : { ...value, to, end: text.end[to - 1] as number }
}

function withSign(value: Value | undefined, isSigned: boolean): Value | undefined {
  return value === undefined ? undefined : { ...value, isSigned }
}

/** The last full stop of dotted leaders ("S/N .......... INV5410") that begin at a token; the token itself otherwise. */
export function leaderEnd(text: TokenText, token: number): number {
  let last = token
  while (text.is(last, '.') && text.is(last + 1, '.')) last++
  return last
}

/**
 * The value that a label announces: after it ("MRN: 4471902", "record number is A-11902"), over a few connecting
 * words, and over one line end where the label closes its line.
 */
export function valueAfter(text: TokenText, hit: LabelHit): Value | undefined {
  if (hit.from === hit.to) return withSign(valueAt(text, hit.from), true)
  // "MRN-1015952": the label is the head of the number itself.
  if (
    hit.to === hit.from + 1 &&
    text.kindAt(hit.from) === tokenKind.upper &&
    text.is(hit.to, '-') &&
    text.touches(hit.from)
  ) {
    const joined = valueAt(text, hit.from)
    if (joined !== undefined) return withSign(joined, true)
  }
  let isSigned = hit.to > hit.from + 1 && NUMBER_WORDS.has(text.word(hit.to - 1).toLowerCase())
  let token = hit.to
  let lineEnds = 0
  for (let steps = 0; steps < MOST_CONNECTORS; steps++) {
    const kind = text.kindAt(token)
    if (kind === tokenKind.newline) {
      if (++lineEnds > 1 || !closesItsLine(text, hit, token)) return undefined
      token++
      continue
    }
    if (kind === tokenKind.punctuation) {
      if (!CONNECTOR_MARKS.has(text.mark(token))) return undefined
      const leader = leaderEnd(text, token)
      if (leader > token) isSigned = true
      token = leader
      isSigned ||= text.is(token, ':') || text.is(token, '#') || text.is(token, '=') || text.is(token, '|')
      token++
      continue
    }
    const value =
      valueAt(text, token) ?? (text.labelOf[token] === 0 ? prefixedValueAt(text, token) : undefined)
    if (value !== undefined) return withSign(value, isSigned)
    const word = text.word(token).toLowerCase()
    if (isOtherLabel(text, token, hit) || !CONNECTORS.has(word)) return undefined
    isSigned ||= NUMBER_WORDS.has(word)
    token++
  }
  return undefined
}

/** Whether a label is the heading of what the next line begins with, not the end of a sentence: "mod-severe MR.\n1510". */
function closesItsLine(text: TokenText, hit: LabelHit, lineEnd: number): boolean {
  if (lineEnd + 1 >= text.count) return false
  const before = hit.from - 1
  if (before < 0 || text.kindAt(before) === tokenKind.newline || text.gap(before) > 1) return true
  const mark = text.mark(lineEnd - 1)
  return mark !== FULL_STOP && (mark !== 0 || text.length(lineEnd + 1) >= LEAST_BELOW)
}

const FULL_STOP = 46
/** So long is what stands under the last words of a line, if it is their value. */
const LEAST_BELOW = 5

function isOtherLabel(text: TokenText, token: number, hit: LabelHit): boolean {
  return text.labelOf[token] !== 0 && text.labelOf[token] !== text.labelOf[hit.from]
}

const BACK_CONNECTORS = new Set('is was as his her my the their your our patient s for a an'.split(' '))

/** The value before a label: "4471902 (MRN)", "A-11902 is her chart number". */
export function valueBefore(text: TokenText, hit: LabelHit): Value | undefined {
  let token = hit.from - 1
  for (let steps = 0; steps < 4 && token >= 0; steps++) {
    const kind = text.kindAt(token)
    if (kind === tokenKind.newline) return undefined
    if (isNumeric(text, token)) break
    const isConnector =
      kind === tokenKind.punctuation
        ? text.is(token, '(') || text.is(token, ',')
        : BACK_CONNECTORS.has(text.word(token).toLowerCase())
    if (!isConnector) return undefined
    token--
  }
  if (!isNumeric(text, token)) return undefined
  let from = token
  while (
    from >= 2 &&
    token - from < LONGEST_VALUE_TOKENS &&
    text.touches(from - 1) &&
    JOINING_MARKS.has(text.mark(from - 1)) &&
    text.touches(from - 2) &&
    (isNumeric(text, from - 2) || text.isWord(from - 2))
  ) {
    from -= 2
  }
  return { from, to: token + 1, start: text.start[from] as number, end: text.end[token] as number }
}

const DATE_SHAPE =
  /^(?:(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:(?:19|20)\d{2}|\d{2})|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\/\d{1,2}(?:-\d{1,2}\/\d{1,2})?)$/

export function looksLikeDate(value: string): boolean {
  return DATE_SHAPE.test(value)
}

const UNITS = new Set(
  'mg mcg ml g kg lb lbs mm cm mmhg units tablets tabs capsules percent hours hrs minutes mins days weeks months years yr yrs am pm'.split(
    ' ',
  ),
)

/** "3x12": sets and repetitions. */
const SETS = /^\d{1,2}x\d{1,3}$/i

/** Whether the value is an amount ("20 mg", "45 minutes", "30%") rather than a number of something. */
export function isMeasure(text: TokenText, value: Value): boolean {
  return (
    text.is(value.to, '%') ||
    text.is(value.from - 1, '$') ||
    SETS.test(text.text.slice(value.start, value.end)) ||
    (text.isWord(value.to) && UNITS.has(text.word(value.to).toLowerCase()))
  )
}

/** How many digits a value holds. */
export function digitCount(text: TokenText, value: Value): number {
  let digits = 0
  for (let i = value.start; i < value.end; i++) {
    const code = text.text.charCodeAt(i)
    if (code >= 48 && code <= 57) digits++
  }
  return digits
}
