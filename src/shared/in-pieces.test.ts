import { expect, it } from 'vitest'
import { inPieces } from './in-pieces.ts'

it('divides by size, in order: what reaches it is the last of its piece', () => {
  const sizes = [50, 50, 10, 300, 20]
  expect([...inPieces(sizes, 100, (size) => size)]).toEqual([[50, 50], [10, 300], [20]])
})

it('makes no piece of nothing', () => {
  expect([...inPieces([], 100, () => 1)]).toEqual([])
})
