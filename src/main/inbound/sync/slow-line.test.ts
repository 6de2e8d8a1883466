import { expect, test } from 'vitest'
import { paysToCompress } from './slow-line.ts'

const megabyte = 1_000_000

test.each([
  ['a slow line, and much to come', { messages: 100, bytes: 2 * megabyte, tookMs: 4_000 }, 5_000, true],
  ['a slow line, and little to come', { messages: 100, bytes: 2 * megabyte, tookMs: 4_000 }, 50, false],
  ['a fast line', { messages: 1_000, bytes: 20 * megabyte, tookMs: 1_000 }, 50_000, false],
  ['a line just fast enough', { messages: 100, bytes: 2 * megabyte, tookMs: 1_000 }, 50_000, false],
  ['too little seen to judge', { messages: 3, bytes: 10_000, tookMs: 4_000 }, 50_000, false],
  ['nothing seen yet', { messages: 0, bytes: 0, tookMs: 0 }, 50_000, false],
])('%s', (_name, downloaded, left, expected) => {
  expect(paysToCompress(downloaded, left)).toBe(expected)
})
