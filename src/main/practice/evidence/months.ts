import { historyOf } from '../../audit/index.ts'
import type { MailMonth } from '../../../shared/contract/index.ts'
import type { Reader } from '../../store/index.ts'
import { leavingTypes, saysItLeft } from '../left.ts'

/** First instant of a month, in the computer's time zone, and of the one after it; ms since 1970. */
export interface MonthSpan {
  /** `YYYY-MM`. */
  readonly month: string
  readonly from: number
  readonly to: number
}

/** The month of `now` and those before it, the newest last. */
export function monthsUntil(now: Date, count: number): MonthSpan[] {
  return Array.from({ length: count }, (_, index) => {
    const start = new Date(now.getFullYear(), now.getMonth() - (count - 1 - index), 1)
    const end = new Date(start.getFullYear(), start.getMonth() + 1, 1)
    const month = `${String(start.getFullYear())}-${String(start.getMonth() + 1).padStart(2, '0')}`
    return { month, from: start.getTime(), to: end.getTime() }
  })
}

/** What was held or kept may leave later than it was sealed; nothing waits longer than this for its month's count. */
const longestWaitMs = 92 * 86_400_000

/** What left in one month and what was decided about it, as the activity log has it. */
export function mailMonth(reader: Reader, { month, from, to }: MonthSpan): MailMonth {
  const left = submissionsThatLeft(reader, from, to)
  const protection = { openpgp: 0, smime: 0, 'sealed-message': 0 }
  for (const { event } of historyOf(reader, ['message.sealed'], from - longestWaitMs, to)) {
    if (left.has(event.submission)) protection[event.method] += 1
  }
  const scans = { none: 0, 'identifiers-only': 0, phi: 0 }
  for (const { event } of historyOf(reader, ['scan.decided'], from, to)) scans[event.decision] += 1
  const count = (types: Parameters<typeof historyOf>[1]) => [...historyOf(reader, types, from, to)].length
  return {
    month,
    protection,
    scans,
    overrides: {
      questions: count(['send.question-answered']),
      findings: count(['finding.dismissed']),
    },
    stopped: count(['send.refused']),
    returned: count(['submission.returned', 'submission.refused']),
  }
}

function submissionsThatLeft(reader: Reader, from: number, to: number): ReadonlySet<number> {
  const left = new Set<number>()
  for (const { event } of historyOf(reader, leavingTypes, from, to)) {
    if (saysItLeft(event)) left.add(event.submission)
  }
  return left
}
