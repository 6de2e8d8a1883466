import { FOLD_MASK } from '../text/char-class.ts'

/** How a code is written: everything that its features are made of. */
export type CodeShape = {
  /** Its classes of characters one by one, and with runs of one class as one; as hashes. */
  readonly shape: number
  readonly runs: number
  readonly digits: number
  readonly letters: number
  /** The hash of the letters before the first digit. */
  readonly prefix: number
  /** Digits and nothing else. */
  readonly isPlain: boolean
  /** What a plain number may be: a month, a day, an age, a year, or by its length; 0 for any other code. */
  readonly size: number
  /** What two or three numbers with one mark between them may be: days of a year, a score, a span; 0 for any other code. */
  readonly form: number
}

/** @param chars of `charTable`; @param end the offset after its last character */
export function readCode(codes: Uint16Array, chars: Int32Array, start: number, end: number): CodeShape {
  let shape = 0
  let runs = 0
  let last = 0
  let digits = 0
  let letters = 0
  let prefix = 0
  let value = 0
  let part = 0
  let first = 0
  let second = 0
  let parts = 1
  let mark = 0
  for (let at = start; at < end; at++) {
    const code = codes[at] as number
    const kind = (chars[code] as number) >>> 16
    const sign = kind === 3 ? 3 : kind > 3 ? kind : code
    if (kind === 3) {
      digits++
      value = Math.min(value * 10 + code - 48, 1e8)
      part = Math.min(part * 10 + code - 48, 1e5)
    } else if (kind > 3) {
      letters++
      if (digits === 0) prefix = Math.imul(prefix ^ ((chars[code] as number) & FOLD_MASK), 0x01000193)
    } else {
      if (parts === 1) first = part
      else if (parts === 2) second = part
      mark = parts === 1 || mark === code ? code : OTHER_MARK
      parts++
      part = 0
    }
    if (at - start < 24) shape = Math.imul(shape ^ sign, 0x01000193)
    if (sign !== last) runs = Math.imul(runs ^ sign, 0x01000193)
    last = sign
  }
  const isPlain = digits === end - start
  const size = isPlain ? sizeOf(value, digits) : 0
  const isNumbers = letters === 0 && mark !== OTHER_MARK && digits + parts - 1 === end - start
  const form = isNumbers && parts > 1 ? formOf(parts, mark, first, parts === 2 ? part : second) : 0
  return { shape, runs, digits, letters, prefix, isPlain, size, form }
}

const OTHER_MARK = 1

/** A number of two or three parts, by what its first two may be. */
function formOf(parts: number, mark: number, first: number, second: number): number {
  return (((mark << 2) | Math.min(parts, 3)) << 4) | pairOf(first, second)
}

function pairOf(first: number, second: number): number {
  if (first >= 1 && first <= 12 && second >= 1 && second <= 31) return dayOf(first, second)
  if (first >= 1 && first <= 31 && second >= 1 && second <= 12) return 8
  if (second === 0) return 9
  return first > second ? 10 : 11
}

/** What may be a month and a day, by how much it looks like a score. */
function dayOf(first: number, second: number): number {
  if (first === second) return 1
  if (SCALE_ENDS.has(second)) return first > second ? 2 : 3
  if (first > second) return 4
  if (second === first + 1) return 5
  return second <= 12 ? 6 : 7
}

/** What scores and gradings are counted in: 2/6, 3/5, 7/10. */
const SCALE_ENDS: ReadonlySet<number> = new Set([3, 4, 5, 6, 8, 10, 12, 20, 30])

function sizeOf(value: number, digits: number): number {
  if (digits === 4 && value >= 1900 && value < 2100) return 40
  if (digits === 4 && value < 2400 && value % 100 < 60) return 41
  if (digits === 5 && value >= 90_000) return 42
  if (digits <= 2) return value <= 12 ? 1 : value <= 31 ? 2 : value < 90 ? 3 : 4
  return digits + 10
}
