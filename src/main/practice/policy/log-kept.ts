import { fewestYears } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { historyOf } from '../../audit/index.ts'
import { findAuditEvent, type Reader } from '../../store/index.ts'
import { accessHistory } from './in-force.ts'

/** What came after an export: the work of a day at most. */
const exportIsFreshMs = 24 * 60 * 60 * 1000

/**
 * How long the activity log is kept: six years, or longer by the policy (45 CFR 164.316(b)(2)(i)), also after the
 * practice was left: what was done under it is in the log.
 */
export function logIsKeptYears(reader: Reader): number {
  return Math.max(fewestYears, accessHistory(reader)[0]?.rules.keepsLogYears ?? fewestYears)
}

/**
 * Whether the activity log may go with its vault: under a policy not before an export of all of it was saved.
 * Error: `policy/export-log-first` (details: number, years)
 */
export function mayLogGo(reader: Reader, now: Date): Result<void> {
  const [policy] = accessHistory(reader)
  if (policy === undefined || wasExported(reader, now.getTime() - exportIsFreshMs)) return ok(undefined)
  return fail('policy/export-log-first', { number: policy.number, years: logIsKeptYears(reader) })
}

function wasExported(reader: Reader, since: number): boolean {
  for (const { event } of historyOf(reader, ['audit.exported'], since)) {
    // Rows of an export have no gaps: as many as the number of the last one are all up to it.
    const last = findAuditEvent(reader, event.events)
    const fromTheFirst = last !== null && Buffer.from(last.hash).toString('hex') === event.head
    const rest = findAuditEvent(reader, event.events + 1)
    const toTheLast = rest === null || rest.at >= since
    if (event.person === undefined && fromTheFirst && toTheLast) return true
  }
  return false
}
