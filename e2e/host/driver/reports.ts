import type { Channel } from '../channel.ts'
import type { HostProcedures, PageReport } from '../contract.ts'
import type { CdpSession, Protocol } from './cdp.ts'

type ConsoleType = Protocol.Runtime.consoleAPICalledPayload['type']

const consoleLevels: Partial<Record<ConsoleType, PageReport['level']>> = {
  debug: 'debug',
  warning: 'warning',
  error: 'error',
  assert: 'error',
}

/** Tells the app's process what a page writes to its console, throws, or is refused by a content security policy. */
export function reportMessages(session: CdpSession, windowId: number, host: Channel<HostProcedures>): void {
  const report = (message: Omit<PageReport, 'windowId'>) => host.tell('report', { windowId, ...message })
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const place = stackTrace?.callFrames[0]
    report({
      kind: 'console',
      level: consoleLevels[type] ?? 'info',
      text: args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' '),
      url: place?.url ?? '',
      line: place?.lineNumber ?? 0,
    })
  })
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
    report({
      kind: 'exception',
      level: 'error',
      text: details.exception?.description ?? details.text,
      url: details.url ?? '',
      line: details.lineNumber,
    })
  })
  session.on('Log.entryAdded', ({ entry }) => {
    report({
      kind: 'log',
      level: entry.level === 'verbose' ? 'debug' : entry.level,
      text: entry.text,
      url: entry.url ?? '',
      line: entry.lineNumber ?? 0,
    })
  })
  session.on('Audits.issueAdded', ({ issue }) => {
    const violation = issue.details.contentSecurityPolicyIssueDetails
    if (violation !== undefined) {
      report({
        kind: 'csp-violation',
        level: 'error',
        text: `${violation.violatedDirective} refused ${violation.blockedURL ?? violation.contentSecurityPolicyViolationType}`,
        url: violation.sourceCodeLocation?.url ?? '',
        line: violation.sourceCodeLocation?.lineNumber ?? 0,
      })
    }
  })
}
