import { expect, it } from 'vitest'
import { boundsOf } from './fetch-policy.ts'

it.each([
  ['the size alone', { fetchUpToBytes: 1024, fetchBackMonths: null }, 1024, null],
  ['nothing', { fetchUpToBytes: null, fetchBackMonths: null }, Infinity, null],
  ['a year back', { fetchUpToBytes: null, fetchBackMonths: 12 }, Infinity, '2025-03-01T00:00:00.000Z'],
  ['a month that has no 31st', { fetchUpToBytes: 1, fetchBackMonths: 1 }, 1, '2026-02-01T00:00:00.000Z'],
])('mail that comes by itself is bounded by %s', (_what, policy, largestBytes, since) => {
  const { notBefore, ...bounds } = boundsOf(policy, new Date('2026-03-31T12:00:00Z'))
  expect({ ...bounds, since: notBefore?.toISOString() ?? null }).toEqual({ largestBytes, since })
})
