import { isObject, type JsonObject } from './json.ts'

/** A test that failed: where it stands, what it is called, and what it said. */
export type Failure = {
  readonly where: string
  readonly title: string
  readonly message: string
  /** A file that tells what was in the window then. */
  readonly contextFile?: string
}

function list(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function text(object: JsonObject, key: string): string {
  const value = object[key]
  return typeof value === 'string' ? value : ''
}

function vitestFailures(file: JsonObject): Failure[] {
  const where = text(file, 'name')
  const tests = list(file['assertionResults']).filter((test) => test['status'] === 'failed')
  // A file that can't be loaded has no tests; its own message says why.
  if (tests.length === 0) {
    return file['status'] === 'failed' ? [{ where, title: '', message: text(file, 'message') }] : []
  }
  return tests.map((test) => ({
    where,
    title: text(test, 'fullName'),
    message: Array.isArray(test['failureMessages']) ? test['failureMessages'].join('\n') : '',
  }))
}

function playwrightFailures(suite: JsonObject): Failure[] {
  const own = list(suite['specs'])
    .filter((spec) => spec['ok'] === false)
    .map((spec) => {
      const results = list(spec['tests']).flatMap((test) => list(test['results']))
      const context = results
        .flatMap((result) => list(result['attachments']))
        .find((attachment) => attachment['name'] === 'error-context')
      return {
        where: text(spec, 'file'),
        title: text(spec, 'title'),
        message: results
          .flatMap((result) => list(result['errors']))
          .map((error) => text(error, 'message'))
          .join('\n'),
        ...(context !== undefined && { contextFile: text(context, 'path') }),
      }
    })
  return [...own, ...list(suite['suites']).flatMap(playwrightFailures)]
}

/** What failed by the JSON report of a stage: of vitest, of Playwright, or of our own checks. */
export function readFailures(report: unknown): Failure[] {
  if (!isObject(report)) return []
  if ('testResults' in report) return list(report['testResults']).flatMap(vitestFailures)
  if ('suites' in report) return list(report['suites']).flatMap(playwrightFailures)
  return list(report['failures']).map((failure) => ({
    where: 'check',
    title: text(failure, 'name'),
    message: text(failure, 'output'),
  }))
}

const longestMessage = 12
const longestContext = 50

/**
 * The failures of one stage, a few lines each. They are told once more at the very end: of a long run often only
 * the end is kept.
 *
 * @param read the text of a file; what was in the window is told by Playwright's own, from its page snapshot on
 */
export function describeFailures(
  stage: string,
  failures: readonly Failure[],
  read: (file: string) => string = () => '',
): string {
  return failures
    .map(({ where, title, message, contextFile }) => {
      const window = contextFile === undefined ? '' : (read(contextFile).split('# Page snapshot')[1] ?? '')
      const lines = [
        ...message.split('\n').slice(0, longestMessage),
        ...window.trim().split('\n').slice(0, longestContext),
      ]
      const told = lines.filter((line) => line.trim() !== '').map((line) => `    ${line}`)
      return [`✘ ${stage}: ${where} › ${title}`, ...told].join('\n')
    })
    .join('\n')
}
