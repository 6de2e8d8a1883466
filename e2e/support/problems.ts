import type { BrowserContext } from '@playwright/test'

/** Something that a page of the app must never do. */
export interface PageProblem {
  kind: 'console-error' | 'csp-violation' | 'exception'
  text: string
  url: string
}

/** Collects what goes wrong in any window or frame: errors on the console, refusals by a policy, exceptions. */
export function collectProblems(context: BrowserContext): PageProblem[] {
  const problems: PageProblem[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') {
      const isPolicy = /content security policy/i.test(message.text())
      problems.push({
        kind: isPolicy ? 'csp-violation' : 'console-error',
        text: message.text(),
        url: message.location().url,
      })
    }
  })
  context.on('weberror', (webError) => {
    const { message } = webError.error()
    problems.push({ kind: 'exception', text: message, url: webError.page()?.url() ?? '' })
  })
  return problems
}
