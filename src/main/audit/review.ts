import { activityAlerts, type ActivityAlert } from '../../shared/activity-alerts.ts'
import { fail, type Result } from '../../shared/result.ts'
import {
  auditHead,
  countAuditTypes,
  findAuditEvent,
  listAuditEvents,
  type AuditEventRow,
  type Reader,
  type Store,
} from '../store/index.ts'
import type { AuditEvent, AuditEventType } from './events/index.ts'
import { happenedIn, historyOf, type Happened } from './history.ts'
import type { AuditLog } from './log.ts'
import type { AuditStatus } from './status.ts'

export type RaisedAlert = {
  readonly kind: ActivityAlert
  /** How often; of files, how many. */
  readonly count: number
  /** ms since 1970. */
  readonly firstAt: number
  readonly lastAt: number
}

/** What happened since somebody last looked through the log and signed that. */
export type ActivityReview = {
  /** ms since 1970; null: never. */
  readonly reviewedAt: number | null
  /** A week has passed since then, or since the log began; or there was emergency access. */
  readonly isDue: boolean
  /** Kit or shares opened this store, and nobody has looked through the log and signed since. */
  readonly isEmergencyUnreviewed: boolean
  /** First and last number that a review now would cover; `to` is less than `from` where nothing is new. */
  readonly from: number
  readonly to: number
  /** ms since 1970, of the first of them. */
  readonly fromAt: number | null
  /** How many events of each type. */
  readonly counts: Readonly<Record<string, number>>
  /** The gravest first. */
  readonly alerts: readonly RaisedAlert[]
}

/** Whether the chain is whole, and where it was. */
type ChainState = Pick<AuditStatus, 'firstBad' | 'isRolledBack'>

const weekMs = 7 * 86_400_000
const pageSize = 500
const failuresInARow = 3
const filesADay = 20
const night = { from: 22, to: 6 }

const filesLetOut: readonly AuditEventType[] = [
  'attachment.saved',
  'attachment.opened',
  'message.source-saved',
  'message.printed',
]

const watched: readonly AuditEventType[] = [
  ...(['vault.journal-damaged', 'vault.unlock-failed', 'vault.unlocked', 'clock.set-back'] as const),
  ...(['vault.proof-failed', 'vault.recovered', 'vault.restored'] as const),
  ...(['recovery-bundle.differed', 'hold.kept'] as const),
  ...(['mail.exported', 'contacts.exported', 'audit.rollback-explained', 'audit.anchor-missing'] as const),
  ...(['collector.set', 'collector.ended'] as const),
  ...filesLetOut,
]

/** As `reviewOf`, with what the chain itself tells, as it was found. */
export function reviewWithChain(
  reader: Reader,
  now: Date,
  chain: ChainState,
  upTo = auditHead(reader)?.seq ?? 0,
): ActivityReview {
  const review = reviewOf(reader, now, upTo)
  return { ...review, alerts: [...alertsOf(reader, chain, now), ...review.alerts] }
}

/** @param upTo the last number to cover; by default the newest */
export function reviewOf(reader: Reader, now: Date, upTo = auditHead(reader)?.seq ?? 0): ActivityReview {
  const last = lastReview(reader)
  const from = (last?.to ?? 0) + 1
  const first = findAuditEvent(reader, from)
  const weekFrom = last?.at ?? first?.at ?? now.getTime()
  const happened = watchedEvents(reader, from, upTo)
  const alerts = alertsIn(happened)
  const isEmergencyUnreviewed = happened.some(({ event }) => isEmergency(event))
  return {
    reviewedAt: last?.at ?? null,
    isDue: now.getTime() - weekFrom >= weekMs || isEmergencyUnreviewed,
    isEmergencyUnreviewed,
    ...{ from, to: upTo, fromAt: first?.at ?? null },
    counts: countAuditTypes(reader, from, upTo),
    alerts,
  }
}

/**
 * Records that a person looked through the log up to a number, with what there was to look at and whether the chain
 * was whole.
 *
 * @param to as the person saw it: what came after waits for the next review
 * @returns `audit/review-outdated` where it was reviewed meanwhile, `audit/write-failed`
 */
export async function signReview(
  store: Store,
  audit: AuditLog,
  to: number,
  now: Date,
): Promise<Result<void>> {
  const chain = await audit.status()
  const review = reviewWithChain(store, now, chain, to)
  if (to < review.from || to > (auditHead(store)?.seq ?? 0)) return fail('audit/review-outdated')
  const alerts = Object.fromEntries(review.alerts.map(({ kind, count }) => [kind, count]))
  const isWhole = chain.firstBad === null && !chain.isRolledBack
  return audit.record({ type: 'activity.reviewed', from: review.from, to, alerts, isWhole })
}

function lastReview(reader: Reader): { readonly at: number; readonly to: number } | null {
  const last = historyOf(reader, ['activity.reviewed']).next().value
  return last === undefined ? null : { at: last.at, to: last.event.to }
}

function watchedEvents(reader: Reader, from: number, to: number): Happened[] {
  const rows: AuditEventRow[] = []
  for (let before = to + 1; ;) {
    const page = listAuditEvents(reader, { types: watched }, { before, limit: pageSize })
    rows.push(...page.filter(({ seq }) => seq >= from))
    const last = page.at(-1)
    if (last === undefined || last.seq < from || page.length < pageSize) break
    before = last.seq
  }
  return rows.reverse().flatMap((row) => happenedIn(row) ?? [])
}

function alertsIn(happened: readonly Happened[]): RaisedAlert[] {
  const seen = { busyDays: daysOfManyFiles(happened), rows: rowsOfFailures(happened) }
  return activityAlerts.flatMap((kind) => {
    const raising = happened
      .map(({ at, event }) => ({ at, count: countOf(kind, event, at, seen) }))
      .filter(({ count }) => count > 0)
    const [first, last] = [raising[0], raising.at(-1)]
    if (first === undefined || last === undefined) return []
    const count = raising.reduce((sum, one) => sum + one.count, 0)
    return [{ kind, count, firstAt: first.at, lastAt: last.at }]
  })
}

/** What the chain itself tells, for as long as it does; when it happened nothing says. */
function alertsOf(reader: Reader, { firstBad, isRolledBack }: ChainState, now: Date): RaisedAlert[] {
  const raised = (kind: ActivityAlert, at: number) => ({ kind, count: 1, firstAt: at, lastAt: at })
  const brokenAt = firstBad === null ? null : (findAuditEvent(reader, firstBad.seq)?.at ?? now.getTime())
  return [
    ...(brokenAt === null ? [] : [raised('chain-broken', brokenAt)]),
    ...(isRolledBack ? [raised('put-back', now.getTime())] : []),
  ]
}

function daysOfManyFiles(happened: readonly Happened[]): ReadonlySet<string> {
  const days = new Map<string, number>()
  for (const { at, event } of happened) {
    if (filesLetOut.includes(event.type)) days.set(dayOf(at), (days.get(dayOf(at)) ?? 0) + 1)
  }
  return new Set([...days].filter(([, count]) => count > filesADay).map(([day]) => day))
}

/** Each is an event of its own; the unlock that tells of them ends the row. */
function rowsOfFailures(happened: readonly Happened[]): ReadonlySet<AuditEvent> {
  const inRows = new Set<AuditEvent>()
  let row: AuditEvent[] = []
  let count = 0
  for (const { event } of happened) {
    if (event.type === 'vault.unlocked') {
      row = []
      count = 0
    } else if (event.type === 'vault.unlock-failed' && isGuess(event)) {
      row.push(event)
      count += event.count
      if (count < failuresInARow) continue
      for (const one of row) inRows.add(one)
      row = []
    }
  }
  return inRows
}

/** Not where the secret was right, and what it opens couldn't be read. */
function isGuess({ outcome }: { readonly outcome?: string | undefined }): boolean {
  return outcome === undefined || !(outcome.startsWith('store/') || outcome === 'vault/header-damaged')
}

function dayOf(at: number): string {
  return new Date(at).toDateString()
}

/** Alerts that every event of a type raises. */
const raisedBy = {
  'put-back-explained': 'audit.rollback-explained',
  'anchor-missing': 'audit.anchor-missing',
  'attempts-missing': 'vault.journal-damaged',
  'collector-set': 'collector.set',
  'collector-ended': 'collector.ended',
  'recovery-data-differed': 'recovery-bundle.differed',
  'clock-set-back': 'clock.set-back',
  'mail-exported': 'mail.exported',
  'people-exported': 'contacts.exported',
} as const satisfies Partial<Record<ActivityAlert, AuditEventType>>

/** What an event tells only together with others. */
type Seen = {
  /** Days on which many files were let out. */
  readonly busyDays: ReadonlySet<string>
  /** Failed unlocks of three or more in a row. */
  readonly rows: ReadonlySet<AuditEvent>
}

/** How often an event raises an alert; 0 where it doesn't. */
function countOf(kind: ActivityAlert, event: AuditEvent, at: number, { busyDays, rows }: Seen): number {
  switch (kind) {
    case 'chain-broken':
    case 'put-back':
      // No event tells of these: the chain itself does.
      return 0
    case 'failed-unlocks':
      return failuresIn(event, rows)
    case 'shares-used':
      return paperUsed(event) === 'recovery-shares' ? 1 : 0
    case 'kit-used':
      return paperUsed(event) === 'recovery-kit' ? 1 : 0
    case 'held-mail-deleted':
      return event.type === 'hold.kept' ? event.count : 0
    case 'opened-at-night':
      return event.type === 'vault.unlocked' && isNight(at) ? 1 : 0
    case 'many-files':
      return filesLetOut.includes(event.type) && busyDays.has(dayOf(at)) ? 1 : 0
    default:
      return event.type === raisedBy[kind] ? 1 : 0
  }
}

/** Failed attempts to show who one is, of three or more in a row: the third tells of those before it. */
function failuresIn(event: AuditEvent, rows: ReadonlySet<AuditEvent>): number {
  if (event.type === 'vault.unlock-failed') return rows.has(event) ? event.count : 0
  if (event.type !== 'vault.proof-failed' || event.inARow < failuresInARow) return 0
  return event.inARow === failuresInARow ? failuresInARow : 1
}

/** What paper opened this vault, or made it anew on another computer; null: none did. */
function paperUsed(event: AuditEvent): string | null {
  if (event.type === 'vault.unlocked') return event.way
  return event.type === 'vault.recovered' || event.type === 'vault.restored' ? event.with : null
}

/** 45 CFR 164.312(a)(2)(ii). */
function isEmergency(event: AuditEvent): boolean {
  const paper = paperUsed(event)
  // The owner herself comes back with the kit from a backup or recovery data: that is what it is for.
  return paper === 'recovery-shares' || (paper === 'recovery-kit' && event.type === 'vault.unlocked')
}

function isNight(at: number): boolean {
  const hour = new Date(at).getHours()
  return hour >= night.from || hour < night.to
}
