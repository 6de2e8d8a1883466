import { expect, it } from 'vitest'
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
import type { PolicyRules } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import { createPolicyDesk } from '../practice/index.ts'
import { holdMs } from './limits.ts'

withQueuePractice()

const lenient: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 10, needsSecondFactor: false },
  ...{ allowsPasskeyAlone: true, mayExportMail: ['owner'], mayExportDecrypted: ['owner'] },
  ...{ mayExportNames: ['owner'], maySetFindingsAside: ['owner'] },
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
