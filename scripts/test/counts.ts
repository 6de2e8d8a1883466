import { isObject, type JsonObject } from './json.ts'

/** How the tests of one stage ended. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

function count(report: JsonObject, key: string): number {
  const value = report[key]
  return typeof value === 'number' ? value : 0
}

/**
 * Reads the JSON report of a stage: of vitest, of Playwright, or `{ passed, failed }` of our own checks. A flaky
 * end-to-end test counts as failed.
 */
export function readCounts(report: unknown): Counts | undefined {
  if (!isObject(report)) return undefined
  if ('numTotalTests' in report) {
    return {
      passed: count(report, 'numPassedTests'),
      failed: count(report, 'numFailedTests'),
      skipped: count(report, 'numPendingTests') + count(report, 'numTodoTests'),
    }
  }
  const { stats } = report
  if (isObject(stats)) {
    return {
      passed: count(stats, 'expected'),
      failed: count(stats, 'unexpected') + count(stats, 'flaky'),
      skipped: count(stats, 'skipped'),
    }
  }
  if (!('passed' in report)) return undefined
  return { passed: count(report, 'passed'), failed: count(report, 'failed'), skipped: 0 }
}

/**
 * What a stage adds to the sum. A stage that ended badly has at least one failure, whatever its report says: a file
 * that can't be loaded, or a crash, is no passed test. A stage without a report is one test.
 */
export function stageCounts(exitedWell: boolean, report: unknown): Counts {
  const counts = readCounts(report) ?? { passed: exitedWell ? 1 : 0, failed: 0, skipped: 0 }
  return exitedWell || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}
