import { expect, test } from 'vitest'
import { sequenceSet } from './fetch.ts'

test.each([
  [[7], '7'],
  [[1, 2, 3], '1:3'],
  [[9, 1, 3, 2, 9], '1:3,9'],
  [[1, 3, 5], '1,3,5'],
  [[4_294_967_294, 4_294_967_295], '4294967294:4294967295'],
])('%j is written as %s', (uids, expected) => {
  expect(sequenceSet(uids)).toBe(expected)
})
