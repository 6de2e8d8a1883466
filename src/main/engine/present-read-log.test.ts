import { describe, expect, it } from 'vitest'
import { gapsIn } from './present-read-log.ts'

const piece = (firstSeq: number, lastSeq: number, headSeq = lastSeq) => ({ firstSeq, lastSeq, headSeq })

describe('numbers that no export of a log holds', () => {
  it.each([
    ['none of a whole log', [piece(1, 9)], []],
    ['none where pieces overlap, in any order', [piece(5, 9), piece(1, 6)], []],
    ['before the first', [piece(4, 9)], [{ from: 1, to: 3 }]],
    ['between two', [piece(1, 3), piece(6, 9)], [{ from: 4, to: 5 }]],
    ['up to the newest of which an export speaks', [piece(1, 3, 7)], [{ from: 4, to: 7 }]],
    ['all, of an export of a time in which nothing happened', [piece(1, 0, 2)], [{ from: 1, to: 2 }]],
  ])('%s', (_what, exports, gaps) => {
    expect(gapsIn(exports)).toEqual(gaps)
  })
})
