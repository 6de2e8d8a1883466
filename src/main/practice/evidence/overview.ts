import {
  type Configuration,
  type EvidenceOverview,
  type EvidenceRecord,
  type MailMonth,
} from '../../../shared/contract/index.ts'
import { historyOf, reviewOf, type AuditLog } from '../../audit/index.ts'
import { findAuditUser, listContacts, type Store } from '../../store/index.ts'
import { headThatLeftAt, readHeadLetterPlan } from '../head-letter-plan.ts'
import { settingsInForce } from '../policy/in-force.ts'
import { createDisclosures } from './disclosures.ts'
import { createJudging } from './judging.ts'
import { mailMonth, monthsUntil, type MonthSpan } from './months.ts'
import type { EvidenceRecords } from './records.ts'
import { dayOf, openTasks, taskOfIncident } from './tasks.ts'

export interface OverviewDeps {
  readonly store: Store
  readonly audit: AuditLog
  readonly records: EvidenceRecords
  readonly clock: () => Date
  readonly version: string
  /** What the vault and the accounts say of themselves. */
  readonly setUp: () => Pick<Configuration, 'accounts' | 'deviceSecret' | 'hasRecoveryKit' | 'waysIn'>
  readonly areBackupsHeldByOthers: () => boolean
  /** Told when something is open or no longer, as was found out after it was asked. */
  readonly onTasksChanged: () => void
}

/** What the practice can show at this moment, from the real configuration, the records and the activity log. */
export interface Overview {
  configuration(): Configuration
  read(): Promise<EvidenceOverview>
  /** As many tasks as `read` names, but for a log that isn't whole: the chain isn't walked. */
  openCount(): number
}

const monthsShown = 12

export function createOverview(deps: OverviewDeps): Overview {
  const { store, audit, records, clock, version, setUp } = deps
  const toJudge = createJudging({
    ...{ store, records, clock },
    disclosures: createDisclosures({ store, records, clock }),
    onChanged: deps.onTasksChanged,
  })
  // What is over doesn't change any more: the log only grows.
  const past = new Map<string, MailMonth>()
  const monthOf = (span: MonthSpan): MailMonth => {
    const known = past.get(span.month)
    const month = known ?? mailMonth(store, span)
    if (span.to <= clock().getTime()) past.set(span.month, month)
    return month
  }

  function configuration(): Configuration {
    const { idleLockMinutes, looksUpKeys } = settingsInForce(store)
    const contacts = listContacts(store)
    const countOf = (kind: string) => contacts.filter((contact) => contact.kind === kind).length
    return {
      version,
      idleLockMinutes,
      looksUpKeys,
      ...setUp(),
      people: { patients: countOf('patient'), colleagues: countOf('colleague') },
      ...lastBackups(store),
    }
  }

  function written() {
    return {
      agreements: records.list('agreement'),
      incidents: records.list('incident'),
      riskAnalysisSignedOn: newestDay(records.list('risk-analysis')),
      trainedOn: newestDay(records.list('training')),
    }
  }

  function tasksIn(seen: ReturnType<typeof written>, isLogIntact: boolean) {
    const now = clock()
    const { isDue: isReviewDue, isEmergencyUnreviewed } = reviewOf(store, now)
    return openTasks({
      ...{ ...seen, today: dayOf(now), isLogIntact, isReviewDue, isEmergencyUnreviewed },
      toJudge: toJudge(),
      headLetter: {
        every: readHeadLetterPlan(store).every,
        headAt: instantOrNull(headThatLeftAt(store)),
      },
      configuration: configuration(),
      areBackupsHeldByOthers: deps.areBackupsHeldByOthers(),
    })
  }

  async function read(): Promise<EvidenceOverview> {
    const now = clock()
    const months: MailMonth[] = []
    for (const span of monthsUntil(now, monthsShown)) {
      months.push(monthOf(span))
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { count, firstBad, isRolledBack, anchoredAt } = await audit.status()
    const isIntact = firstBad === null && !isRolledBack
    const seen = written()
    const { agreements, incidents, riskAnalysisSignedOn, trainedOn } = seen
    return {
      tasks: tasksIn(seen, isIntact),
      months,
      access: accessSince(store, monthsUntil(now, 1)[0]?.from ?? 0),
      log: {
        count,
        isIntact,
        anchoredAt: instantOrNull(anchoredAt),
        reviewedAt: instantOrNull(reviewOf(store, now).reviewedAt),
      },
      agreements: {
        inForce: agreements.filter((one) => isInForce(one, dayOf(now))).length,
        all: agreements.length,
      },
      incidents: { open: incidents.filter(isOpen).length, all: incidents.length },
      riskAnalysisSignedOn,
      trainedOn,
      configuration: configuration(),
    }
  }

  return { configuration, read, openCount: () => tasksIn(written(), true).length }
}

function lastBackups(store: Store): Pick<Configuration, 'lastBackupAt' | 'lastDrillAt'> {
  const made = historyOf(store, ['backup.made']).next().value?.at ?? null
  const passed =
    [...historyOf(store, ['backup.drilled'])].find(({ event }) => event.outcome === 'passed')?.at ?? null
  return { lastBackupAt: instantOrNull(made), lastDrillAt: instantOrNull(passed) }
}

function accessSince(store: Store, from: number): EvidenceOverview['access'] {
  const unlocks = [...historyOf(store, ['vault.unlocked'], from)]
  const failures = [...historyOf(store, ['vault.unlock-failed', 'vault.proof-failed'], from)]
  return {
    user: findAuditUser(store)?.name ?? '',
    unlocks: unlocks.length,
    failedUnlocks: failures.reduce(
      (sum, { event }) => sum + (event.type === 'vault.proof-failed' ? 1 : event.count),
      0,
    ),
    lastUnlockAt: instantOrNull(unlocks[0]?.at ?? null),
  }
}

function isInForce({ body }: EvidenceRecord, today: string): boolean {
  return (
    body.kind === 'agreement' &&
    body.signedOn !== null &&
    body.endedOn === null &&
    (body.expiresOn === null || body.expiresOn >= today)
  )
}

function isOpen({ body }: EvidenceRecord): boolean {
  return body.kind === 'incident' && taskOfIncident(body) !== null
}

/** The last day on which one was signed or completed; null: never. */
function newestDay(records: readonly EvidenceRecord[]): string | null {
  const days = records.flatMap(({ body }) => {
    if (body.kind === 'risk-analysis') return body.signedOn ?? []
    return body.kind === 'training' ? body.completedOn : []
  })
  return days.sort().at(-1) ?? null
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
