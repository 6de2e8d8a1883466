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
  for (let at = start; at < end; at++) {
    const code = codes[at] as number
    const kind = (chars[code] as number) >>> 16
    const sign = kind === 3 ? 3 : kind > 3 ? kind : code
    if (kind === 3) {
      digits++
      value = Math.min(value * 10 + code - 48, 1e8)
    } else if (kind > 3) {
      letters++
      if (digits === 0) prefix = Math.imul(prefix ^ ((chars[code] as number) & FOLD_MASK), 0x01000193)
    }
    if (at - start < 24) shape = Math.imul(shape ^ sign, 0x01000193)
    if (sign !== last) runs = Math.imul(runs ^ sign, 0x01000193)
    last = sign
  }
  const isPlain = digits === end - start
  const size = isPlain ? sizeOf(value, digits) : 0
  return { shape, runs, digits, letters, prefix, isPlain, size }
}

function sizeOf(value: number, digits: number): number {
  if (digits === 4 && value >= 1900 && value < 2100) return 40
  if (digits <= 2) return value <= 12 ? 1 : value <= 31 ? 2 : value < 90 ? 3 : 4
  return digits + 10
}
