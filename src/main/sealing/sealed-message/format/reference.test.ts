import { describe, expect, it } from 'vitest'
import { isReference, readReference, referenceOf, showReference } from './reference.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)
const some = Array.from({ length: 200 }, (_, at) => referenceOf(key(at)))

describe('the number of a message', () => {
  it('is nine digits, another one for each key, and the same again for the same key', () => {
    expect(some.every((reference) => /^\d{9}$/.test(reference) && isReference(reference))).toBe(true)
    expect(new Set(some).size).toBe(some.length)
    expect(referenceOf(key(7))).toBe(some[7])
  })

  it('is read however it is typed', () => {
    const reference = some[7] ?? ''
    const shown = showReference(reference)
    expect(shown).toMatch(/^\d{3} \d{3} \d{3}$/)
    const wide = reference.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
    const typed = [
      reference,
      shown,
      ` ${shown}\n`,
      shown.replaceAll(' ', '-'),
      shown.replaceAll(' ', '.'),
      wide,
    ]
    expect(typed.map(readReference)).toEqual(typed.map(() => reference))
  })

  it('shows every wrong digit, and most exchanges of neighbours', () => {
    const reference = some[7] ?? ''
    const slips = [...reference].flatMap((digit, at) =>
      [...'0123456789'].filter((other) => other !== digit).map((other) => put(reference, at, other)),
    )
    expect(slips).toHaveLength(81)
    expect(slips.filter(isReference)).toEqual([])
    const exchanged = some.flatMap((one) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => put(put(one, at, one[at + 1] ?? ''), at + 1, one[at] ?? '')),
    )
    const unnoticed = exchanged.filter((one, at) => isReference(one) && one !== some[Math.floor(at / 8)])
    expect(unnoticed.length).toBeLessThan(exchanged.length / 20)
  })

  it.each([
    ['nothing', ''],
    ['eight digits', '12345678'],
    ['ten digits', '1234567890'],
    ['letters', 'abcdefghi'],
    ['a line break within', `${some[7] ?? ''}\r\nBcc: x@y.example`],
    ['a sign', `-${some[7]?.slice(1) ?? ''}`],
  ])('is not %s', (_name, typed) => {
    expect(isReference(typed)).toBe(false)
    expect(readReference(typed)).toBeNull()
  })
})

function put(text: string, at: number, digit: string): string {
  return text.slice(0, at) + digit + text.slice(at + 1)
}
