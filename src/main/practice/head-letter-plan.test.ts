import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { HeadLetterPlan } from '../../shared/contract/index.ts'
import { fail } from '../../shared/result.ts'
import type { AuditEvent } from '../audit/index.ts'
import { headThatLeftAt, readHeadLetterPlan, saveHeadLetterPlan } from './head-letter-plan.ts'

const lee = 'susan.lee@lakeside-neuro.example'
const weekly: HeadLetterPlan = { to: lee, every: 'weekly' }

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

const save = (plan: HeadLetterPlan, audit: TestPractice['audit'] = practice.audit) =>
  practice.store.transaction((tx) => saveHeadLetterPlan(tx, audit, plan, practice.clock().getTime()))

it('is off until it is set, and each change is on record with old and new, without an address', async () => {
  expect(readHeadLetterPlan(practice.store)).toEqual({ to: '', every: 'off' })
  await practice.addColleague('Dr. Susan Lee', lee)
  const before = practice.events().length
  valueOf(save(weekly))
  valueOf(save(weekly))
  valueOf(save({ to: 'notary@elsewhere.example', every: 'weekly' }))
  const changes = practice.events().slice(before)
  expect(changes).toMatchObject([
    { type: 'audit.head-letter-set', old: 'off', new: 'weekly', oldPerson: null, isOtherAddress: true },
    { type: 'audit.head-letter-set', old: 'weekly', new: 'weekly', person: null, isOtherAddress: true },
  ])
  const [first, second] = changes.map((event) => (event.type === 'audit.head-letter-set' ? event : null))
  expect(first?.person).not.toBeNull()
  expect(second?.oldPerson).toBe(first?.person)
  expect(JSON.stringify(changes)).not.toContain('@')
})

it('is not changed where the log cannot say so', () => {
  expect(save(weekly, practice.auditWithout('audit.head-letter-set'))).toEqual(fail('audit/write-failed'))
  expect(readHeadLetterPlan(practice.store)).toEqual({ to: '', every: 'off' })
})

const record = (...events: AuditEvent[]) => {
  for (const event of events) valueOf(practice.audit.record(event))
}

it('is of when a letter was begun that a host took, not of one that was held, refused or no letter with the head', () => {
  expect(headThatLeftAt(practice.store)).toBeNull()
  const begun = practice.clock().getTime()
  record(
    { type: 'audit.head-letter-begun', draft: 7 },
    { type: 'message.composed', logical: 3, draft: 7 },
    { type: 'submission.refused', logical: 3, submission: 1, code: 'smtp/refused' },
  )
  expect(headThatLeftAt(practice.store)).toBeNull()
  // It lay for three weeks: what was recorded meanwhile, it doesn't show.
  practice.pass(21 * 86_400_000)
  record({ type: 'submission.sent', logical: 3, submission: 2, tls: 'TLSv1.3' })
  expect(headThatLeftAt(practice.store)).toBe(begun)
  practice.pass(60_000)
  record(
    { type: 'audit.head-letter-begun', draft: 8 },
    { type: 'message.composed', logical: 4, draft: 9 },
    { type: 'submission.sent', logical: 4, submission: 3, tls: 'TLSv1.3' },
  )
  expect(headThatLeftAt(practice.store)).toBe(begun)
})

const answered = { logical: 3, submission: 1, tls: 'TLSv1.3', refused: 1 }

it.each<[string, boolean, AuditEvent]>([
  ['for one of two', true, { type: 'submission.answered-in-part', ...answered, accepted: 1, waiting: 0 }],
  ['for nobody', false, { type: 'submission.answered-in-part', ...answered, accepted: 0, waiting: 1 }],
  [
    'as a person says after a connection was lost',
    true,
    { type: 'submission.resolved', logical: 3, submission: 1, by: 'person', answer: 'it-left' },
  ],
  [
    'as the mailbox of what was sent shows',
    true,
    { type: 'submission.resolved', logical: 3, submission: 1, by: 'found-in-sent', answer: 'it-left' },
  ],
  [
    'and is sent again',
    false,
    { type: 'submission.resolved', logical: 3, submission: 1, by: 'person', answer: 'send-again' },
  ],
])('counts a letter that left otherwise: %s (%s)', (_how, hasLeft, answer) => {
  record(
    { type: 'audit.head-letter-begun', draft: 7 },
    { type: 'message.composed', logical: 3, draft: 7 },
    answer,
  )
  expect(headThatLeftAt(practice.store) !== null).toBe(hasLeft)
})
