import { describe, expect, it } from 'vitest'
import { csvCell } from './csv.ts'

describe('formulas in a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1+1',
    '\u00a0=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠A1',
  ])('stay text: %j', (value) => {
    expect(csvCell(value)).toBe(`"'${value}"`)
  })

  it.each(['Maria = Alvarez', ' Maria', '12 Main Street', '', 'a@b.example'])(
    'leave %j as it is',
    (value) => {
      expect(csvCell(value)).toBe(`"${value}"`)
    },
  )
})
