import { expect, it } from 'vitest'
import { describeFailures, readFailures } from '../../../scripts/test/failures.ts'

const said = (report: unknown) =>
  readFailures(report).map(({ where, title, message }) => [where, title, message])

it('reads what failed in the report of vitest, a file that could not be loaded too', () => {
  const report = {
    numTotalTests: 2,
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'one', failureMessages: [] },
          { status: 'failed', fullName: 'two', failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [] },
    ],
  }
  expect(said(report)).toEqual([
    ['a.test.ts', 'two', 'expected 1 to be 2'],
    ['b.test.ts', '', 'no such module'],
  ])
})

it('reads what failed in the report of Playwright, in every depth', () => {
  const failed = {
    ok: false,
    file: 'flows/a.spec.ts',
    title: 'a letter leaves',
    tests: [{ results: [{ errors: [{ message: 'Test timeout' }] }] }],
  }
  const report = { suites: [{ specs: [{ ok: true }], suites: [{ specs: [failed] }] }], stats: {} }
  expect(said(report)).toEqual([['flows/a.spec.ts', 'a letter leaves', 'Test timeout']])
})

it('reads what failed of our own checks, and nothing where there is no report', () => {
  expect(said({ passed: 0, failed: 1, failures: [{ name: 'prettier', output: 'a.ts' }] })).toEqual([
    ['check', 'prettier', 'a.ts'],
  ])
  expect(said(undefined)).toEqual([])
})

it('tells the beginning of a long message', () => {
  const message = Array.from({ length: 40 }, (_, line) => `line ${String(line)}`).join('\n')
  const told = describeFailures('unit', [{ where: 'a.test.ts', title: 'two', message }])
  expect(told).toContain('✘ unit: a.test.ts › two\n    line 0\n')
  expect(told.split('\n')).toHaveLength(13)
})

it('tells what was in the window when a journey failed', () => {
  const result = {
    errors: [{ message: 'not visible' }],
    attachments: [{ name: 'error-context', path: 'context.md' }],
  }
  const spec = { ok: false, file: 'a.spec.ts', title: 'opens', tests: [{ results: [result] }] }
  const told = describeFailures('e2e', readFailures({ suites: [{ specs: [spec] }] }), (file) =>
    file === 'context.md' ? '# Error\nlong\n# Page snapshot\n\n```yaml\n- heading "Locked"\n```' : '',
  )
  expect(told.split('\n').map((line) => line.trim())).toEqual([
    '✘ e2e: a.spec.ts › opens',
    'not visible',
    '```yaml',
    '- heading "Locked"',
    '```',
  ])
})
