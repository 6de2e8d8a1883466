import { describe, expect, it } from 'vitest'
import { findRanges } from './find-ranges.ts'

describe('findRanges', () => {
  it.each([
    ['SSN 123-45-6789.', ['123-45-6789'], [{ from: 4, to: 15 }]],
    [
      'Maria, Maria',
      ['Maria'],
      [
        { from: 0, to: 5 },
        { from: 7, to: 12 },
      ],
    ],
    ['Maria Alvarez', ['Maria', 'Maria Alvarez'], [{ from: 0, to: 13 }]],
    ['nothing', ['', ' ', 'absent'], []],
    [
      'aaaa',
      ['aa'],
      [
        { from: 0, to: 2 },
        { from: 2, to: 4 },
      ],
    ],
  ])('%j with %j', (text, words, ranges) => {
    expect(findRanges(text, words)).toEqual(ranges)
  })
})
