import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noVault } from '../../../test/support/no-vault.ts'
import { makeTestStore, runSql, valueOf, type TestStore } from '../../../test/support/store.ts'
import { fail } from '../../shared/result.ts'
import { listAuditEvents } from '../store/index.ts'
import { decodeRecord } from './encoding.ts'
import {
  createAuditLog,
  reviewOf,
  reviewWithChain,
  signReview,
  type AuditEvent,
  type AuditLog,
} from './index.ts'

let test: TestStore
let log: AuditLog
/** At noon by this computer's clock. */
let now: number
const hour = 3_600_000
const day = 24 * hour

beforeEach(() => {
  test = makeTestStore()
  now = new Date(2026, 10, 2, 12).getTime()
  log = createAuditLog({
    store: test.store,
    clock: () => new Date(now),
    uptimeMs: () => now,
    ...noVault,
  })
  test.write((tx) => log.begin(tx, 'Dr. Rivera'))
})
afterEach(() => test.dispose())

function happen(...events: AuditEvent[]): void {
  for (const event of events) valueOf(log.record(event))
}
const review = () => reviewOf(test.store, new Date(now))
const sign = (to = review().to) => signReview(test.store, log, to, new Date(now))
const alerts = () => review().alerts.map(({ kind, count }) => `${kind} ${count}`)

const unlocked: AuditEvent = { type: 'vault.unlocked', way: 'passphrase' }
const failed = (count: number): AuditEvent => ({ type: 'vault.unlock-failed', count, firstAt: 1, lastAt: 2 })
const unreadable: AuditEvent = {
  ...{ type: 'vault.unlock-failed', count: 1, firstAt: 1, lastAt: 2 },
  outcome: 'store/disk-full',
}
const unproven = (inARow: number): AuditEvent => ({
  ...{ type: 'vault.proof-failed', purpose: 'erasure', with: 'passphrase' },
  inARow,
})
const printed: AuditEvent = { type: 'message.printed', message: 1, person: null }
const times = (count: number, event: AuditEvent) => Array.from({ length: count }, () => event)

describe('what there is to look at', () => {
  it.each<[string, AuditEvent[], string[]]>([
    ['an ordinary day', [unlocked, failed(1), ...times(20, printed)], []],
    [
      'attempts to guess the passphrase',
      [failed(2), unlocked, failed(3), unlocked, failed(9), unlocked],
      ['failed-unlocks 12'],
    ],
    [
      'attempts to guess it, each an event of its own',
      [failed(1), failed(1), failed(1), failed(1), unlocked],
      ['failed-unlocks 4'],
    ],
    ['a full drive at each of three right passphrases', [...times(3, unreadable), unlocked], []],
    ['slips before each of two unlocks', [failed(1), failed(1), unlocked, failed(1), unlocked], []],
    ['slips before an unlocked screen', [unproven(1), unproven(2), unproven(1)], []],
    [
      'attempts to guess it before an unlocked screen',
      [unproven(1), unproven(2), unproven(3), unproven(4), failed(3)],
      ['failed-unlocks 7'],
    ],
    [
      'attempts whose record was removed',
      [{ type: 'vault.journal-damaged', reason: 'gap' }],
      ['attempts-missing 1'],
    ],
    ['emergency access', [{ type: 'vault.unlocked', way: 'recovery-shares' }], ['shares-used 1']],
    [
      'a backup that two shares opened on another computer',
      [{ type: 'vault.restored', version: 3, madeAt: 1, kept: 0, with: 'recovery-shares' }],
      ['shares-used 1'],
    ],
    ['the kit', [{ type: 'vault.unlocked', way: 'recovery-kit' }], ['kit-used 1']],
    [
      'the kit on another computer, and recovery data that was changed',
      [
        {
          ...({ type: 'vault.recovered', sequence: 4, madeAt: '2026-11-22T09:00:00.000Z' } as const),
          ...{ log: '0'.repeat(32), lastRecord: 7, lastHash: '0'.repeat(64), with: 'recovery-kit' as const },
        },
        { type: 'recovery-bundle.differed', account: 1, found: 'older' },
      ],
      ['kit-used 1', 'recovery-data-differed 1'],
    ],
    [
      'people who were exported',
      [{ type: 'contacts.exported', format: 'csv', people: 90 }],
      ['people-exported 1'],
    ],
    [
      'a collector that was changed and given up',
      [
        { type: 'collector.set', host: 'logs.example', port: 6514, certificate: null },
        { type: 'collector.set', host: 'other.example', port: 6514, certificate: null },
        { type: 'collector.ended', host: 'other.example', port: 6514 },
      ],
      ['collector-ended 1', 'collector-set 2'],
    ],
    ['a day of many files', times(21, printed), ['many-files 21']],
  ])('%s', (_what, events, expected) => {
    happen(...events)
    expect(alerts()).toEqual(expected)
  })

  it('is a vault opened at night, and a clock that was set back', () => {
    now += 11 * hour
    happen(unlocked)
    now -= hour / 2
    happen(printed)
    expect(alerts()).toEqual(['clock-set-back 1', 'opened-at-night 1'])
  })

  it('is not many files over many days', () => {
    for (let index = 0; index < 30; index += 1) {
      happen(printed)
      now += day
    }
    expect(alerts()).toEqual([])
  })
})

describe('signing it off', () => {
  it('records what was covered, what there was to look at and that the chain was whole', async () => {
    happen(unlocked, failed(5))
    valueOf(await sign())
    const [row] = listAuditEvents(test.store, { types: ['activity.reviewed'] }, { before: null, limit: 1 })
    expect(decodeRecord(row!.canonical)?.event).toEqual({
      type: 'activity.reviewed',
      ...{ from: 1, to: 2, alerts: { 'failed-unlocks': 5 }, isWhole: true },
    })
    expect(review()).toMatchObject({ reviewedAt: now, from: 3, to: 3, alerts: [] })
    expect(review().counts).toEqual({ 'activity.reviewed': 1 })
  })

  it('leaves what came while it was looked at for the next one', async () => {
    happen(unlocked)
    const seen = review().to
    happen(failed(4))
    valueOf(await sign(seen))
    expect(alerts()).toEqual(['failed-unlocks 4'])
  })

  it('says so where the chain is broken', async () => {
    happen(unlocked, unlocked)
    test.write((tx) => {
      runSql(tx, 'DROP TRIGGER audit_events_never_change')
      runSql(tx, 'UPDATE audit_events SET hash = zeroblob(32) WHERE seq = 1')
    })
    valueOf(await sign())
    const [row] = listAuditEvents(test.store, { types: ['activity.reviewed'] }, { before: null, limit: 1 })
    expect(decodeRecord(row!.canonical)?.event).toMatchObject({ isWhole: false })
  })

  it('is refused for what was signed off already, and for what is not there', async () => {
    happen(unlocked, unlocked)
    valueOf(await sign(2))
    expect(await sign(2)).toEqual(fail('audit/review-outdated'))
    expect(await sign(99)).toEqual(fail('audit/review-outdated'))
  })
})

const restoredWith = (paper: 'recovery-kit' | 'recovery-shares'): AuditEvent => ({
  ...({ type: 'vault.restored', version: 3, madeAt: 1, kept: 0 } as const),
  with: paper,
})
it.each<[string, AuditEvent]>([
  ['two shares', { type: 'vault.unlocked', way: 'recovery-shares' }],
  ['the kit', { type: 'vault.unlocked', way: 'recovery-kit' }],
  ['two shares on another computer', restoredWith('recovery-shares')],
])('is due at once after %s, until somebody has signed that she looked', async (_what, event) => {
  happen(event)
  expect(review()).toMatchObject({ isDue: true, isEmergencyUnreviewed: true })
  valueOf(await sign())
  expect(review()).toMatchObject({ isDue: false, isEmergencyUnreviewed: false, alerts: [] })
})

it('is not due at once where the kit brought the vault back, or the passphrase opened it', () => {
  happen(restoredWith('recovery-kit'), unlocked)
  expect(review()).toMatchObject({ isDue: false, isEmergencyUnreviewed: false })
})

it('is due a week after the log began, and a week after the last one', async () => {
  happen(unlocked)
  expect(review()).toMatchObject({ isDue: false, reviewedAt: null })
  now += 7 * day
  expect(review().isDue).toBe(true)
  valueOf(await sign())
  expect(review().isDue).toBe(false)
  now += 7 * day
  expect(review().isDue).toBe(true)
})

describe('what the chain itself tells', () => {
  const kinds = (chain: Parameters<typeof reviewWithChain>[2]) =>
    reviewWithChain(test.store, new Date(now), chain).alerts.map(({ kind, lastAt }) => [kind, lastAt])

  it('stands first, with the time of the record that was changed', () => {
    happen(unlocked, failed(3))
    const at = now
    now += hour
    expect(kinds({ firstBad: null, isRolledBack: false })).toEqual([['failed-unlocks', at]])
    expect(kinds({ firstBad: { seq: 1, fault: 'wrong-hash' }, isRolledBack: false })).toEqual([
      ['chain-broken', at],
      ['failed-unlocks', at],
    ])
    expect(kinds({ firstBad: null, isRolledBack: true })).toEqual([
      ['put-back', now],
      ['failed-unlocks', at],
    ])
  })
})
