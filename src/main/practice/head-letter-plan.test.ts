import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { HeadLetterPlan } from '../../shared/contract/index.ts'
import { fail } from '../../shared/result.ts'
import { headLetterSentAt, readHeadLetterPlan, saveHeadLetterPlan } from './head-letter-plan.ts'

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

it('counts a letter once a host took it, not when it was begun, held or refused', () => {
  const { audit } = practice
  const record = (...events: Parameters<typeof audit.record>[0][]) => {
    for (const event of events) valueOf(audit.record(event))
  }
  expect(headLetterSentAt(practice.store)).toBeNull()
  record(
    { type: 'audit.head-letter-begun', draft: 7 },
    { type: 'message.composed', logical: 3, draft: 7 },
    { type: 'submission.refused', logical: 3, submission: 1, code: 'smtp/refused' },
  )
  expect(headLetterSentAt(practice.store)).toBeNull()
  practice.pass(60_000)
  record({ type: 'submission.sent', logical: 3, submission: 2, tls: 'TLSv1.3' })
  const sent = practice.clock().getTime()
  expect(headLetterSentAt(practice.store)).toBe(sent)
  // Another letter that leaves is none with the head, and one that was begun since hasn't left.
  practice.pass(60_000)
  record(
    { type: 'audit.head-letter-begun', draft: 8 },
    { type: 'message.composed', logical: 4, draft: 9 },
    { type: 'submission.sent', logical: 4, submission: 3, tls: 'TLSv1.3' },
  )
  expect(headLetterSentAt(practice.store)).toBe(sent)
})
