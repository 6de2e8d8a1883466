import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../../shared/contract/index.ts'
import { placeFindings } from './place-findings.ts'

const blocks = [
  { text: 'Maria met Maria (at 5.5).', from: 1 },
  { text: 'aaaa Maria\nAlvarez', from: 30 },
]

function place(value: string, occurrence: number) {
  const [placed] = placeFindings(blocks, [{ value, occurrence } as Finding])
  return placed === undefined ? null : [placed.from, placed.to]
}

describe('placeFindings', () => {
  it.each([
    ['Maria', 0, [1, 6]],
    ['Maria', 1, [11, 16]],
    ['Maria', 2, [35, 40]],
    ['Maria', 3, null],
    ['Maria Alvarez', 0, [35, 48]],
    ['(at 5.5)', 0, [17, 25]],
    ['aa', 1, [31, 33]],
    ['absent', 0, null],
    ['', 0, null],
  ] as const)('%j, place %i', (value, occurrence, range) => {
    expect(place(value, occurrence)).toEqual(range)
  })
})
