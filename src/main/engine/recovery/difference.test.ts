import { describe, expect, it } from 'vitest'
import { differenceOf } from './difference.ts'

const kept = { sequence: 5, sha256: 'five', at: 0, digest: '' }
const five = { sequence: 5, sha256: 'five' }
const six = { sequence: 6, sha256: 'six' }

describe('what the host shows, held against what was put there', () => {
  it.each([
    ['the same', { kept, attempted: null }, [five], null],
    ['nothing before anything was kept', { kept: null, attempted: null }, [], null],
    ['nothing where one was kept', { kept, attempted: null }, [], 'none'],
    ['an older one', { kept, attempted: null }, [{ sequence: 4, sha256: 'four' }], 'older'],
    ['a newer one, of another computer', { kept, attempted: null }, [five, six], 'newer'],
    ['another one with the same number', { kept, attempted: null }, [{ sequence: 5, sha256: 'x' }], 'other'],
    ['an attempt that arrived, with the one before', { kept, attempted: six }, [five, six], null],
    ['an attempt that did not arrive', { kept, attempted: six }, [five], null],
    ['none of both after an attempt', { kept, attempted: six }, [], 'none'],
    ['newer than an attempt', { kept, attempted: six }, [{ sequence: 7, sha256: 'seven' }], 'newer'],
    ['a first attempt that arrived', { kept: null, attempted: five }, [five], null],
  ] as const)('%s: %s', (_what, state, shown, expected) => {
    expect(differenceOf(state, shown)).toBe(expected)
  })
})
