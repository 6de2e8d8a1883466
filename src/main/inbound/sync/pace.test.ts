import { describe, expect, it } from 'vitest'
import { inPieces } from '../../../shared/in-pieces.ts'
import { commitBytes, commitMs } from '../limits.ts'
import { createPace } from './pace.ts'

const paceThatAlwaysTook = (tookMs: number) => {
  const pace = createPace()
  for (let commit = 0; commit < 30; commit += 1) pace.took(pace.bytes(), tookMs)
  return pace
}

describe('the pace of commits', () => {
  it.each([
    { machine: 'a fast one', tookMs: 0, expected: commitBytes.most },
    { machine: 'a slow one', tookMs: 10 * commitMs, expected: commitBytes.least },
    { machine: 'one that takes just as long as it may', tookMs: commitMs, expected: commitBytes.first },
  ])('finds its size on $machine', ({ tookMs, expected }) => {
    expect(paceThatAlwaysTook(tookMs).bytes()).toBeCloseTo(expected, -1)
  })

  it('divides by bytes, in order, and holds a piece of one where that alone is larger', () => {
    const { first } = commitBytes
    const sizes = [first / 2, first / 2, 10, 3 * first, 20]
    expect([...inPieces(sizes, createPace().bytes, (size) => size)]).toEqual([
      [first / 2, first / 2],
      [10, 3 * first],
      [20],
    ])
  })
})
