import { describe, expect, it } from 'vitest'
import { copiesOf, longMonthName, scaleEnd, shortMonthName } from './mail-months.ts'

function month(openpgp: number, smime = 0, sealed = 0) {
  return { protection: { openpgp, smime, 'sealed-message': sealed } }
}

describe('mail by month', () => {
  it('counts what left by any method', () => {
    expect(copiesOf(month(3, 4, 5))).toBe(12)
  })

  it.each([
    [[], 10],
    [[0], 10],
    [[10, 3], 10],
    [[11], 20],
    [[48, 50], 50],
    [[51], 100],
    [[1240], 2000],
  ])('has a scale for %j that ends at %i', (counts, end) => {
    expect(scaleEnd(counts.map((count) => month(count)))).toBe(end)
  })

  it('names months in every time zone as they are written', () => {
    expect(shortMonthName('2026-09')).toBe('Sep')
    expect(longMonthName('2026-01')).toBe('January 2026')
  })
})
