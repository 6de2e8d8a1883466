import { describe, expect, it } from 'vitest'
import { stageCounts } from '../../../scripts/test/counts.ts'

const vitest = { numTotalTests: 5, numPassedTests: 4, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }
const allGood = { ...vitest, numPassedTests: 5, numFailedTests: 0 }
const playwright = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } }

describe('counting the tests of a stage', () => {
  it.each([
    ['vitest', false, vitest, { passed: 4, failed: 1, skipped: 0 }],
    ['a vitest file that could not be loaded', false, allGood, { passed: 5, failed: 1, skipped: 0 }],
    ['playwright, where flaky is failed', false, playwright, { passed: 3, failed: 2, skipped: 2 }],
    ['our own checks', true, { passed: 4, failed: 0 }, { passed: 4, failed: 0, skipped: 0 }],
    ['a program without a report', true, undefined, { passed: 1, failed: 0, skipped: 0 }],
    ['a crash before the report', false, undefined, { passed: 0, failed: 1, skipped: 0 }],
    ['a report of an unknown kind', true, { tests: 9 }, { passed: 1, failed: 0, skipped: 0 }],
  ])('%s', (_, exitedWell, report, counts) => {
    expect(stageCounts(exitedWell, report)).toEqual(counts)
  })
})
