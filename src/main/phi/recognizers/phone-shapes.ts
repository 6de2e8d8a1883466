import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt } from './recognizer.ts'

export type PhoneShape = {
  /** Token after the number. */
  readonly to: number
  readonly from: number
  readonly start: number
  readonly end: number
  /** How telling the form is by itself. */
  readonly form: 'full' | 'international' | 'short' | 'bare' | 'extension'
}

const EXTENSION = '(?:[ ,;]{0,3}(?:ext|extension|x)[.: ]{0,3}#?\\d{1,6})?'
const FULL = new RegExp(
  `(?:\\+?1[-. ]{0,2})?(?:\\(\\d{3}\\)[-. ]{0,3}|\\d{3} ?[-./~ ] ?)\\d{3} ?[-./~ ]? ?\\d{4}(?!\\d|-\\d)${EXTENSION}`,
  'iy',
)
const SPOKEN = /(?:area code )?\d{3},? {1,2}\d{3}[- .]\d{4}(?![\d-])/iy
/** "callback x4471" */
const EXTENSION_ALONE = /^x\d{3,5}$/i
/** "pager #2086", "ext. 204", "extension will be 118", "x 5-7713" */
const INTERNAL =
  /(?:ext|extension|pager|pgr|beeper|vocera|x)(?:\.| is| was| will be|:| no\.?| number){0,2} ?#? ?(\d{3,6}|\d-\d{4})(?![\d-]|\/|\.\d)/iy
const BARE = new RegExp(`(?:\\+?1)?\\d{10}(?!\\d)${EXTENSION}`, 'iy')
const SHORT = new RegExp(`\\d{3}[-.]\\d{4}(?![\\d-])${EXTENSION}`, 'iy')
const INTERNATIONAL = /\+\d{1,3}(?:[-. ]?\(?\d{1,4}\)?){2,5}(?!\d)/y

/** Numbers that belong to nobody: crisis and emergency lines. */
const HOTLINES = new Set([
  '8002738255',
  '18002738255',
  '8006624357',
  '18006624357',
  '8007997233',
  '18007997233',
])

/** Whether a text is such a number, or most of one. */
export function isHotline(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length >= 7 && [...HOTLINES].some((line) => line.endsWith(digits))
}

/** An extension or a pager at one of the recognizer's label words. */
export function internalNumberAt(text: string, at: number): { start: number; end: number } | undefined {
  const found = matchAt(INTERNAL, text, at)
  const digits = found?.[1]
  if (found === null || digits === undefined) return undefined
  const end = at + found[0].length
  return { start: end - digits.length, end }
}

/** Whether ten digits can be a number of the North American plan: neither area nor exchange begins with 0 or 1. */
export function isNorthAmerican(written: string): boolean {
  return /^(?:\+?1)?[2-9]\d{2}[2-9]\d{6}$/.test(written)
}

function tokenAfter(text: TokenText, token: number, end: number): number {
  let next = token
  while (next < text.count && (text.start[next] as number) < end) next++
  return next
}

/** Every number written like a telephone or fax number. Which of the two, the labels decide. */
export function findPhoneShapes(text: TokenText): readonly PhoneShape[] {
  const found: PhoneShape[] = []
  let covered = -1
  for (const token of text.numeric) {
    if (text.kind[token] === tokenKind.alphanumeric && EXTENSION_ALONE.test(text.word(token))) {
      found.push({
        from: token,
        to: token + 1,
        start: text.start[token] as number,
        end: text.end[token] as number,
        form: 'extension',
      })
    }
    if (text.kind[token] !== tokenKind.digits) continue
    if (isSpacedExtension(text, token)) {
      found.push({
        from: token - 1,
        to: token + 1,
        start: text.start[token] as number,
        end: text.end[token] as number,
        form: 'extension',
      })
      continue
    }
    let from = token
    // "(503) 998-2764", and not "(503 998 2764)" or "(cell 503…".
    if (text.is(from - 1, '(') && text.touches(from - 1) && text.is(from + 1, ')')) from--
    if (text.is(from - 1, '+') && text.touches(from - 1)) from--
    const start = text.start[from] as number
    if (start < covered) continue
    const before = start === 0 ? 0 : text.text.charCodeAt(start - 1)
    // 1-555-… or 12.555-…: the number began earlier, or this is a longer code.
    if (before === 45 || before === 46 || before === 47 || before === 95 || (before >= 48 && before <= 57))
      continue
    const shape = mayBePhone(text, from, token) ? shapeAt(text, start, token) : undefined
    if (shape === undefined) continue
    const end = start + shape.length
    if (HOTLINES.has(text.text.slice(start, end).replace(/\D/g, ''))) continue
    covered = end
    found.push({ from, to: tokenAfter(text, token, end), start, end, form: shape.form })
  }
  return found
}

/** "notified x 60217": of four or five digits after a word, and not "bands x 3" or "3 x 1000". */
function isSpacedExtension(text: TokenText, token: number): boolean {
  return (
    /^\d{4,5}$/.test(text.word(token)) &&
    text.word(token - 1) === 'x' &&
    text.gap(token - 1) === 1 &&
    text.isWord(token - 2) &&
    !text.isWord(token + 1)
  )
}

/** The lengths of the first digits of a number: 1, 555, 1555, and all ten or eleven in one. */
function mayBePhone(text: TokenText, from: number, token: number): boolean {
  const length = text.length(token)
  return from < token || length === 1 || length === 3 || length === 4 || length === 10 || length === 11
}

function shapeAt(
  text: TokenText,
  start: number,
  token: number,
): { length: number; form: PhoneShape['form'] } | undefined {
  const full = matchAt(FULL, text.text, start)
  if (full !== null) return { length: full[0].length, form: 'full' }
  if (text.text.charCodeAt(start) === 43) {
    const international = matchAt(INTERNATIONAL, text.text, start)
    const digits = international?.[0].replace(/\D/g, '').length ?? 0
    if (international !== null && digits >= 8 && digits <= 15)
      return { length: international[0].length, form: 'international' }
  }
  const length = text.length(token)
  if (length === 3) {
    const spoken = matchAt(SPOKEN, text.text, start)
    if (spoken !== null) return { length: spoken[0].length, form: 'short' }
  }
  if (length === 10 || length === 11) {
    const bare = matchAt(BARE, text.text, start)
    if (bare !== null) return { length: bare[0].length, form: 'bare' }
  }
  if (length === 3) {
    const short = matchAt(SHORT, text.text, start)
    if (short !== null) return { length: short[0].length, form: 'short' }
  }
  return undefined
}

/** Characters back to the nearest of `labels` on the same line (or the line above), Infinity where none is near. */
export function labelDistance(text: TokenText, group: number, from: number, to: number): number {
  for (let i = from - 1, steps = 1; i >= 0 && steps <= 6; i--, steps++) {
    if (text.labelOf[i] === group + 1) return steps
    if (text.kind[i] === tokenKind.digits && text.length(i) === 4) break
  }
  for (
    let i = to, steps = 1;
    i < text.count && steps <= 4 && text.kind[i] !== tokenKind.newline;
    i++, steps++
  ) {
    if (text.labelOf[i] === group + 1) return steps + 1
  }
  return Number.POSITIVE_INFINITY
}
