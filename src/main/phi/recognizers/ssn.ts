import { tokenKind, type LabelHit, type TokenText } from '../text/token-text.ts'
import { digitCount, valueAfter, valueBefore, withSpacedGroups, type Value } from './label-value.ts'
import {
  digitsOf,
  hasLabelNear,
  matchAt,
  phrases,
  type Candidate,
  type Recognizer,
  type RecognizerInput,
} from './recognizer.ts'

/** Area not 000 or 666, group not 00, serial not 0000. Areas of 900 and more are ITINs: just as sensitive. */
export function isValidSsn(value: string): boolean {
  return /^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digitsOf(value))
}

const MASKED = /(?:[x*#•]{3}[- ]?[x*#•]{2}[- ]?)\d{4}(?!\d)/iy
const SEPARATORS = ['-', ' ', '.', '/'] as const

export const ssn: Recognizer = {
  id: 'ssn',
  category: 'G',
  anchors: ['numeric', 'labels'],
  labelWords: phrases(`
    ssn; ss; ss number; ssn number; social; social security; social security number; social security no;
    soc sec; soc sec number; social number; itin; taxpayer id; taxpayer identification number; tin; last
    4 of ssn; last four of ssn; last four of social; tax id; sss; social sec; soc; last four; last 4; last four digits; ss no; ssn last 4; ssn last four
  `),
  reference: 'SSA Program Operations Manual RM 10201.035; 26 CFR 301.6109-1 for ITIN',
  validate: isValidSsn,
  find(input, emit) {
    for (const token of input.text.numeric) {
      if (input.text.length(token) === 3) findByShape(input, token, emit)
    }
    for (const hit of input.labels) {
      findMasked(input.text, hit, emit)
      findLabelled(input.text, hit, emit)
    }
  },
}

/** 123-45-6789 by itself; with spaces, dots or slashes only where it is valid or has its label. */
function findByShape(input: RecognizerInput, token: number, emit: (candidate: Candidate) => void): void {
  const { text } = input
  if (text.kind[token] !== tokenKind.digits || (text.is(token - 1, '-') && text.touches(token - 1))) return
  const separator = SEPARATORS.find((mark) => isSeparated(text, token, mark))
  if (separator === undefined) return
  const last = token + (separator === ' ' ? 2 : 4)
  const start = text.start[token] as number
  const end = text.end[last] as number
  if (hasLabelNear(input, token, last + 1)) {
    emit({ start, end, score: 0.99, because: 'Social Security number after its label' })
    return
  }
  const isValid = isValidSsn(text.text.slice(start, end))
  if (separator !== '-' && !isValid) return
  const score = separator !== '-' ? 0.6 : isValid ? 0.93 : 0.8
  emit({ start, end, score, because: 'written like a Social Security number' })
}

/** Three, two and four digits from a token on, with one separator between. */
function isSeparated(text: TokenText, token: number, separator: string): boolean {
  const step = separator === ' ' ? 1 : 2
  const second = token + step
  const third = second + step
  if (text.length(second) !== 2 || text.length(third) !== 4) return false
  if (text.kindAt(second) !== tokenKind.digits || text.kindAt(third) !== tokenKind.digits) return false
  if (separator === ' ') return text.gap(token) === 1 && text.gap(second) === 1
  if (!text.is(token + 1, separator) || !text.is(second + 1, separator)) return false
  const goesOn =
    text.touches(third) && (text.is(third + 1, '-') || text.is(third + 1, '/')) && text.touches(third + 1)
  return !goesOn && (text.end[third] as number) - (text.start[token] as number) <= 15
}

/** "SSN xxx-xx-1234": the last four digits narrow a person down with the rest of the message. */
function findMasked(text: TokenText, hit: LabelHit, emit: (candidate: Candidate) => void): void {
  for (let token = hit.to; token < Math.min(hit.to + 8, text.count); token++) {
    const masked = matchAt(MASKED, text.text, text.start[token] as number)
    if (masked === null) continue
    const end = masked.index + masked[0].length
    emit({ start: masked.index, end, score: 0.9, because: 'last digits of a Social Security number' })
    return
  }
}

/** Nine digits in any form, one more or less for a slip of the finger, or the last four. */
function findLabelled(text: TokenText, hit: LabelHit, emit: (candidate: Candidate) => void): void {
  for (const found of [valueAfter(text, hit), valueBefore(text, hit)]) {
    if (found === undefined) continue
    const value = withSpacedGroups(text, found, 9)
    const digits = digitCount(text, value)
    const isWhole = digits >= 8 && digits <= 10
    if (!isWhole && !(digits === 4 && isLastFour(text, hit, value))) continue
    emit({
      start: value.start,
      end: value.end,
      score: isWhole ? 0.98 : 0.75,
      because: 'Social Security number after its label',
    })
    return
  }
}

/** "SSN ending 4421" and "last four of social: 1987"; not "social 2019" or "SSN 2024". */
function isLastFour(text: TokenText, hit: LabelHit, value: Value): boolean {
  const before = text.text.slice(Math.max(0, (text.start[hit.from] as number) - 20), value.start)
  if (/last|ending/i.test(before)) return true
  const isBareWord = hit.to === hit.from + 1 && /^social$/i.test(text.word(hit.from))
  return !isBareWord && !/^(?:19|20)\d\d$/.test(text.text.slice(value.start, value.end))
}
