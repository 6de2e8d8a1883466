import { tokenKind, type TokenText } from '../text/token-text.ts'
import { digitCount, valueAfter, valueBefore, withSpacedGroups } from './label-value.ts'
import { digitsOf, hasLabelNear, matchAt, type Recognizer } from './recognizer.ts'

/** Area not 000 or 666, group not 00, serial not 0000. Areas of 900 and more are ITINs: just as sensitive. */
export function isValidSsn(value: string): boolean {
  const digits = digitsOf(value)
  return /^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits)
}

const MASKED = /(?:[x*#•]{3}[- ]?[x*#•]{2}[- ]?)\d{4}(?!\d)/iy

function isSeparated(text: TokenText, token: number, separator: string): boolean {
  const step = separator === ' ' ? 1 : 2
  const second = token + step
  const third = second + step
  if (text.length(token) !== 3 || text.length(second) !== 2 || text.length(third) !== 4) return false
  if (text.kindAt(second) !== tokenKind.digits || text.kindAt(third) !== tokenKind.digits) return false
  if (separator === ' ') return text.gap(token) === 1 && text.gap(second) === 1
  const isBounded = !(
    text.touches(third) &&
    (text.is(third + 1, '-') || text.is(third + 1, '/')) &&
    text.touches(third + 1)
  )
  return (
    text.is(token + 1, separator) &&
    text.is(second + 1, separator) &&
    (text.end[third] as number) - (text.start[token] as number) <= 15 &&
    isBounded
  )
}

export const ssn: Recognizer = {
  id: 'ssn',
  category: 'G',
  labelWords: [
    'ssn',
    'ss',
    'ss number',
    'ssn number',
    'social',
    'social security',
    'social security number',
    'social security no',
    'soc sec',
    'soc sec number',
    'social number',
    'itin',
    'taxpayer id',
    'taxpayer identification number',
    'tin',
    'last 4 of ssn',
    'last four of ssn',
    'last four of social',
    'tax id',
    'sss',
    'social sec',
    'soc',
  ],
  reference: 'SSA Program Operations Manual RM 10201.035; 26 CFR 301.6109-1 for ITIN',
  validate: isValidSsn,
  find(input, emit) {
    const { text } = input
    for (const token of text.numeric) {
      if (text.length(token) !== 3) continue
      if (text.kind[token] !== tokenKind.digits || (text.is(token - 1, '-') && text.touches(token - 1)))
        continue
      for (const separator of ['-', ' ', '.', '/'] as const) {
        if (!isSeparated(text, token, separator)) continue
        const last = token + (separator === ' ' ? 2 : 4)
        const start = text.start[token] as number
        const end = text.end[last] as number
        const isLabelled = hasLabelNear(input, token, last + 1)
        if (!isLabelled && separator !== '-' && !isValidSsn(text.text.slice(start, end))) continue
        const score = isLabelled
          ? 0.99
          : separator !== '-'
            ? 0.6
            : isValidSsn(text.text.slice(start, end))
              ? 0.93
              : 0.8
        emit({
          start,
          end,
          score,
          because: isLabelled
            ? 'Social Security number after its label'
            : 'written like a Social Security number',
        })
      }
    }
    for (const hit of input.labels) {
      for (let token = hit.to; token < Math.min(hit.to + 8, text.count); token++) {
        const masked = matchAt(MASKED, text.text, text.start[token] as number)
        if (masked === null) continue
        emit({
          start: masked.index,
          end: masked.index + masked[0].length,
          score: 0.9,
          because: 'last digits of a Social Security number',
        })
        break
      }
      for (const found of [valueAfter(text, hit), valueBefore(text, hit)]) {
        if (found === undefined) continue
        const value = withSpacedGroups(text, found, 9)
        const digits = digitCount(text, value)
        if (digits !== 9 && digits !== 4) continue
        if (text.word(hit.from).toLowerCase() === 'social' && hit.to === hit.from + 1 && digits !== 9)
          continue
        if (
          digits === 4 &&
          /^(?:19|20)\d\d$/.test(text.text.slice(value.start, value.end)) &&
          !text.has(hit.to, 0)
        ) {
          if (
            !/last|ending/i.test(
              text.text.slice(Math.max(0, (text.start[hit.from] as number) - 20), value.start),
            )
          )
            continue
        }
        emit({
          start: value.start,
          end: value.end,
          score: digits === 9 ? 0.98 : 0.75,
          because: 'Social Security number after its label',
        })
        break
      }
    }
  },
}
