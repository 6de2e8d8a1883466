import { describe, expect, it } from 'vitest'
import { heldLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import {
  attempts,
  makeQueue,
  outboxOf,
  practice,
  taken,
  withQueuePractice,
} from '../../../test/support/queue.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { PolicyRules, Review } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import { createPolicyDesk } from '../practice/index.ts'
import { findDraft, listAuditEvents } from '../store/index.ts'
import { holdMs } from './limits.ts'

withQueuePractice()

const lenient: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 10, needsSecondFactor: false },
  ...{ allowsPasskeyAlone: true, mayExportMail: ['owner'], mayExportDecrypted: ['owner'] },
  ...{ mayExportNames: ['owner'], maySetFindingsAside: ['owner'] },
  ...{ mayAnswerQuestions: ['owner'], keepsLogYears: 6 },
}

function issue(rules: PolicyRules): void {
  const desk = createPolicyDesk({
    ...practice,
    fingerprintWords: () => [],
    provePassphrase: () => Promise.resolve(ok(undefined)),
  })
  valueOf(desk.issue({ basis: 0, rules, seats: [] }))
}

it.each([
  { change: 'asks for less than it has', rules: lenient, hasSecondFactor: false, refusal: null },
  {
    change: 'asks for a stronger method',
    rules: { ...lenient, weakestMethod: 'openpgp' as const },
    hasSecondFactor: false,
    refusal: 'policy/method-too-weak',
  },
  {
    change: 'asks for a second factor that is missing',
    rules: { ...lenient, needsSecondFactor: true },
    hasSecondFactor: false,
    refusal: 'policy/factor-first',
  },
  {
    change: 'asks for a second factor that is there',
    rules: { ...lenient, needsSecondFactor: true },
    hasSecondFactor: true,
    refusal: null,
  },
])('A policy that comes while a letter waits, and $change', async ({ rules, hasSecondFactor, refusal }) => {
  const { logicalId, draftId } = await heldLetter(practice)
  issue(rules)
  const queue = makeQueue(taken, { hasSecondFactor: () => hasSecondFactor })
  practice.pass(holdMs)
  valueOf(await queue.runDue())
  const outbox = outboxOf(queue)
  if (refusal === null) {
    expect(attempts).toHaveLength(1)
    return
  }
  expect(attempts).toEqual([])
  expect(valueOf(outbox.list())).toMatchObject([{ state: 'refused', failureCode: refusal }])
  expect(valueOf(await outbox.backToDraft(logicalId))).toBe(draftId)
})

it.each([
  [true, { ok: true }],
  [false, { error: { code: 'policy/factor-first' } }],
])(
  'counts as well for what is sealed to be handed over in person (second factor: %s)',
  async (has, outcome) => {
    await practice.addPatient({ readsMailOn: 'unsure' })
    issue({ ...lenient, needsSecondFactor: true })
    const sender = testSender(practice, { hasSecondFactor: () => has })
    expect(await sender.sealForHand(writeDraft(practice))).toMatchObject(outcome)
  },
)

describe('what Send asks, where the policy leaves answers to others', () => {
  const asked = { to: [{ name: '', address: 'new@mail.example' }], html: '<p>My SSN is 219-09-9999.</p>' }
  const answersOf = (review: Review) => review.questions.map(({ id }) => id)

  it.each([
    { mayAnswerQuestions: ['owner'] as const, outcome: { ok: true, value: { kind: 'held' } } },
    { mayAnswerQuestions: [], outcome: { error: { code: 'policy/may-not-answer', detail: { number: 1 } } } },
  ])('$mayAnswerQuestions may answer', async ({ mayAnswerQuestions, outcome }) => {
    await practice.addPatient({ addresses: ['new@mail.example'] })
    issue({ ...lenient, mayAnswerQuestions: [...mayAnswerQuestions] })
    const sender = testSender(practice)
    const id = writeDraft(practice, asked)
    const before = valueOf(await sender.send(id, []))
    if (before.kind !== 'decide') throw new Error('nothing was asked')
    expect(before.review.questions.some(({ isBlocking }) => isBlocking)).toBe(false)
    expect(await sender.send(id, answersOf(before.review))).toMatchObject(outcome)
    const isHeld = findDraft(practice.store, id)?.logicalId !== null
    expect(isHeld).toBe('ok' in outcome)
    const events = listAuditEvents(practice.store, {}, { before: null, limit: 50 }).map(({ type }) => type)
    expect([events.includes('send.question-answered'), events.includes('send.refused')]).toEqual([
      isHeld,
      !isHeld,
    ])
  })

  it('lets go what nothing is asked about', async () => {
    await practice.addPatient({})
    issue({ ...lenient, mayAnswerQuestions: [] })
    expect(valueOf(await testSender(practice).send(writeDraft(practice), []))).toMatchObject({ kind: 'held' })
  })
})
