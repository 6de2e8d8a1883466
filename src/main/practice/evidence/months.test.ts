import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noVault } from '../../../../test/support/no-vault.ts'
import { makeTestStore, valueOf, type TestStore } from '../../../../test/support/store.ts'
import { createAuditLog, type AuditEvent, type AuditLog } from '../../audit/index.ts'
import { mailMonth, monthsUntil } from './months.ts'

let test: TestStore
let log: AuditLog
let now: Date

beforeEach(() => {
  test = makeTestStore()
  now = new Date(2026, 8, 30, 23, 50)
  log = createAuditLog({
    store: test.store,
    clock: () => now,
    uptimeMs: () => now.getTime(),
    ...noVault,
  })
  test.write((tx) => log.begin(tx, 'Dr. Rivera'))
})
afterEach(() => test.dispose())

const happen = (...events: AuditEvent[]) => {
  for (const event of events) valueOf(log.record(event))
}
const sealed = (submission: number, method: 'openpgp' | 'smime' | 'sealed-message'): AuditEvent => ({
  type: 'message.sealed',
  logical: submission,
  submission,
  method,
  form: null,
  persons: [],
  recipients: 1,
  sizeBytes: 1000,
})
const sent = (submission: number): AuditEvent => ({
  type: 'submission.sent',
  logical: submission,
  submission,
  tls: 'TLSv1.3',
})
const months = () => monthsUntil(new Date(2026, 9, 15), 2).map((span) => mailMonth(test.store, span))

describe('mail of a month', () => {
  it('counts a copy in the month in which it left, by what protects it', () => {
    happen(sealed(1, 'openpgp'), sealed(2, 'sealed-message'), sealed(3, 'smime'), sent(1))
    now = new Date(2026, 9, 1, 0, 10)
    happen(sent(2))
    expect(months().map(({ month, protection }) => [month, protection])).toEqual([
      ['2026-09', { openpgp: 1, smime: 0, 'sealed-message': 0 }],
      ['2026-10', { openpgp: 0, smime: 0, 'sealed-message': 1 }],
    ])
  })

  it('counts a copy once that was answered in parts, and one that a person says has left', () => {
    const part = {
      type: 'submission.answered-in-part',
      logical: 1,
      submission: 1,
      tls: 'TLSv1.3',
      refused: 0,
    } as const
    happen(
      ...[sealed(1, 'openpgp'), sealed(2, 'openpgp'), sealed(3, 'openpgp')],
      { ...part, accepted: 1, waiting: 1 },
      { ...part, accepted: 1, waiting: 0 },
      { ...part, submission: 3, accepted: 0, waiting: 1 },
      { type: 'submission.resolved', logical: 2, submission: 2, by: 'person', answer: 'it-left' },
    )
    expect(months()[0]?.protection.openpgp).toBe(2)
  })

  it('counts what was decided before', () => {
    const scan = (decision: 'none' | 'phi'): AuditEvent => ({
      type: 'scan.decided',
      logical: 1,
      decision,
      hasHealthContext: true,
      categories: {},
      notScanned: 0,
      setAside: 0,
      flags: [],
    })
    happen(
      ...[scan('phi'), scan('none')],
      {
        ...{ type: 'send.question-answered', logical: 1, person: null },
        ...{ question: 'another-patient-named', answer: 'both-are-right' },
      },
      { type: 'finding.dismissed', category: 'A', count: 1, reach: 'draft' },
      { type: 'send.refused', code: 'send/no-recipients' },
      { type: 'submission.returned', logical: 1, submission: 1, code: 'smtp/returned', isVouched: true },
    )
    expect(months()[0]).toMatchObject({
      scans: { none: 1, 'identifiers-only': 0, phi: 1 },
      overrides: { questions: 1, findings: 1 },
      stopped: 1,
      returned: 1,
    })
  })

  it.each([
    [new Date(2026, 0, 31), ['2025-11', '2025-12', '2026-01']],
    [new Date(2024, 2, 31, 23, 59), ['2024-01', '2024-02', '2024-03']],
  ])('follows the calendar: %s', (until, expected) => {
    expect(monthsUntil(until, 3).map(({ month }) => month)).toEqual(expected)
  })
})
