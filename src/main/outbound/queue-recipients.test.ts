import { describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import {
  attempts,
  cutAfterDot,
  deferred,
  makeQueue,
  outboxOf,
  practice,
  refused,
  statesOf,
  submissionEvents,
  taken,
  withQueuePractice,
  type Script,
} from '../../../test/support/queue.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { findDraft, findSentCopy } from '../store/index.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import type { Queue, QueueDeps } from './queue.ts'

withQueuePractice()

describe('a message that the host takes for some only', () => {
  async function partlySent() {
    await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    await practice.addColleague('Dr. Kim', 'kim@harbor.example')
    const letter = await heldLetter(practice, {
      to: [
        { name: '', address: 'lee@lakeside.example' },
        { name: '', address: 'kim@harbor.example' },
      ],
    })
    const queue = makeQueue((message, beforeData) => {
      beforeData()
      const answers = message.envelope.to.map((address) =>
        address.startsWith('kim')
          ? ({ address, outcome: 'refused', code: 'smtp/recipient-refused' } as const)
          : ({ address, outcome: 'accepted', code: null } as const),
      )
      return { kind: 'answered', tls: 'TLSv1.3', recipients: answers }
    })
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    return { ...letter, queue, outbox: outboxOf(queue) }
  }

  it('says who got it and who did not, and keeps the draft', async () => {
    const { outbox, logicalId, draftId } = await partlySent()
    expect(valueOf(outbox.list())).toMatchObject([
      { state: 'refused', failureCode: 'smtp/recipient-refused' },
    ])
    expect(outbox.deliveries(logicalId).map(({ address, state }) => [address, state])).toEqual([
      ['lee@lakeside.example', 'sent'],
      ['kim@harbor.example', 'refused'],
    ])
    expect(findDraft(practice.store, draftId)).not.toBeNull()
    expect(findSentCopy(practice.store, logicalId)?.state).toBe('pending')
  })

  it('goes back to a draft for the others alone', async () => {
    const { outbox, logicalId, draftId, queue } = await partlySent()
    valueOf(await outbox.backToDraft(logicalId))
    expect(findDraft(practice.store, draftId)).toMatchObject({
      logicalId: null,
      content: { to: [{ address: 'kim@harbor.example' }] },
    })
    expect(valueOf(outbox.list())).toEqual([])
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
  })

  it('goes back as a whole when another copy only waits', async () => {
    const daniel = { name: 'Daniel Ortiz', address: 'daniel@mail.example' }
    await practice.addColleague(daniel.name, daniel.address)
    const letter = await heldLetter(practice, { bcc: [daniel] })
    const queue = makeQueue((message, beforeData, recipients) =>
      (message.method === 'openpgp' ? refused : deferred)(message, beforeData, recipients),
    )
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    const outbox = outboxOf(queue)
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'queued' }])
    // What waits is stopped, and the whole letter is a draft again.
    expect(valueOf(await outbox.backToDraft(letter.logicalId))).toBe(letter.draftId)
    practice.pass(24 * 3_600_000)
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(2)
  })
})

it('does not go back to a draft while it is not known who got a copy', async () => {
  const daniel = { name: 'Daniel Ortiz', address: 'daniel@mail.example' }
  await practice.addColleague(daniel.name, daniel.address)
  const letter = await heldLetter(practice, { bcc: [daniel] })
  const queue = makeQueue((message, beforeData, recipients) =>
    (message.method === 'openpgp' ? refused : cutAfterDot)(message, beforeData, recipients),
  )
  practice.pass(holdMs)
  valueOf(await queue.runDue())
  expect(await outboxOf(queue).backToDraft(letter.logicalId)).toMatchObject({
    error: { code: 'send/still-under-way' },
  })
})

describe('a message that the host takes for some and puts off for others', () => {
  const [lee, kim] = ['lee@lakeside.example', 'kim@harbor.example'] as const
  type Said = 'accepted' | 'refused' | 'deferred'
  const codes = { accepted: null, refused: 'smtp/mailbox-full', deferred: 'smtp/deferred' } as const
  const saying =
    (of: Readonly<Record<string, Said>>): Script =>
    (_message, beforeData, recipients) => {
      beforeData()
      const answers = recipients.map((address) => {
        const outcome = of[address] ?? 'accepted'
        return { address, outcome, code: codes[outcome] }
      })
      return { kind: 'answered', tls: 'TLSv1.3', recipients: answers }
    }

  async function partly(first: Readonly<Record<string, Said>>, change: Partial<QueueDeps> = {}) {
    await practice.addColleague('Dr. Lee', lee)
    await practice.addColleague('Dr. Kim', kim)
    const letter = await heldLetter(practice, {
      to: [lee, kim].map((address) => ({ name: '', address })),
    })
    let script = saying(first)
    const queue = makeQueue((...args) => script(...args), change)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    const answerFromNowOn = (next: Script) => {
      script = next
    }
    return { ...letter, queue, outbox: outboxOf(queue), answerFromNowOn }
  }
  const outcomes = (outbox: ReturnType<typeof outboxOf>, id: LogicalMessageId) =>
    outbox.deliveries(id).map(({ state, reasonCode }) => [state, reasonCode])

  it('tries again for that one alone, with the same bytes', async () => {
    const { logicalId, queue, outbox, draftId, answerFromNowOn } = await partly({ [kim]: 'deferred' })
    expect(outcomes(outbox, logicalId)).toEqual([
      ['sent', null],
      ['queued', 'smtp/deferred'],
    ])
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'queued', failureCode: 'smtp/deferred' }])
    expect(findSentCopy(practice.store, logicalId)?.state).toBe('pending')
    answerFromNowOn(saying({}))
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(attempts.map(({ to }) => to)).toEqual([[lee, kim], [kim]])
    expect(attempts[1]?.raw).toEqual(attempts[0]?.raw)
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(findDraft(practice.store, draftId)).toBeNull()
    expect(submissionEvents()).toEqual([
      'submission.attempted',
      'submission.answered-in-part',
      'submission.deferred',
      'submission.attempted',
      'submission.sent',
    ])
  })

  it('refuses for good whom the host refuses, while the other still waits', async () => {
    const { logicalId, queue, outbox, answerFromNowOn } = await partly({
      [lee]: 'refused',
      [kim]: 'deferred',
    })
    expect(outcomes(outbox, logicalId)).toEqual([
      ['refused', 'smtp/mailbox-full'],
      ['queued', 'smtp/deferred'],
    ])
    expect(findSentCopy(practice.store, logicalId)?.state).toBe('waiting')
    answerFromNowOn(saying({}))
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(attempts.at(-1)?.to).toEqual([kim])
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'refused', failureCode: 'smtp/mailbox-full' }])
    expect(outcomes(outbox, logicalId)).toEqual([
      ['refused', 'smtp/mailbox-full'],
      ['sent', null],
    ])
  })

  it('keeps it sent to the first when the host refuses the rest for good later', async () => {
    const { logicalId, queue, outbox, answerFromNowOn } = await partly({ [kim]: 'deferred' })
    answerFromNowOn(refused)
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(outcomes(outbox, logicalId)).toEqual([
      ['sent', null],
      ['refused', 'smtp/refused'],
    ])
    // Not that the message was refused: somebody has it.
    expect(submissionEvents()).not.toContain('submission.refused')
    expect(practice.events().at(-1)).toMatchObject({
      ...{ type: 'submission.refused-in-part', code: 'smtp/refused' },
      ...{ refused: 1, reached: 1 },
    })
  })

  it('is refused as a whole when nobody had it before', async () => {
    const { queue, answerFromNowOn } = await partly({ [lee]: 'deferred', [kim]: 'deferred' })
    answerFromNowOn(refused)
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(practice.events().at(-1)).toMatchObject({ type: 'submission.refused', code: 'smtp/refused' })
  })

  it('asks about the second alone when its attempt is of unknown fate, and takes no hit in Sent for it', async () => {
    const { logicalId, queue, outbox, answerFromNowOn } = await partly(
      { [kim]: 'deferred' },
      { findInSent: () => Promise.resolve('found') },
    )
    answerFromNowOn(cutAfterDot)
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(queue.isLookingInSent(logicalId)).toBe(false)
    expect(outcomes(outbox, logicalId)).toEqual([
      ['sent', null],
      ['unknown', 'smtp/unknown-outcome'],
    ])
    answerFromNowOn(saying({}))
    valueOf(queue.resolveUnknown(logicalId, 'send-again'))
    valueOf(await queue.runDue())
    expect(attempts.map(({ to }) => to)).toEqual([[lee, kim], [kim], [kim]])
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('goes back to a draft to that one alone when a person stops the tries', async () => {
    const { logicalId, queue, outbox, draftId } = await partly({ [kim]: 'deferred' })
    expect(valueOf(await outbox.backToDraft(logicalId))).toBe(draftId)
    practice.pass(24 * 3_600_000)
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    expect(findDraft(practice.store, draftId)?.content).toMatchObject({ to: [{ address: kim }] })
    expect(outcomes(outbox, logicalId)).toEqual([
      ['sent', null],
      ['refused', 'smtp/stopped'],
    ])
    expect(submissionEvents().at(-1)).toBe('submission.stopped')
  })
})

describe('a host that asks to wait without end', () => {
  const day = 24 * 3_600_000
  /** Tries every day until this day, counted from the first answer. */
  async function untilDay(queue: Queue, last: number) {
    for (let days = 0; days <= last; days += 1) {
      valueOf(await queue.runDue())
      practice.pass(day)
    }
  }

  it('counts as given up after five days, with the reason; the draft can go again', async () => {
    const { logicalId, draftId } = await heldLetter(practice)
    const queue = makeQueue(deferred)
    const outbox = outboxOf(queue)
    valueOf(queue.releaseNow(logicalId))
    const first = practice.clock().getTime()
    await untilDay(queue, 4)
    expect(valueOf(outbox.list())).toMatchObject([
      { state: 'queued', givesUpAt: new Date(first + 5 * day).toISOString() },
    ])
    valueOf(await queue.runDue())
    expect(valueOf(outbox.list())).toMatchObject([
      { state: 'refused', failureCode: 'smtp/given-up', givesUpAt: null, nextAttemptAt: null },
    ])
    expect(practice.events().at(-1)).toMatchObject({ type: 'submission.refused', code: 'smtp/given-up' })
    const tried = attempts.length
    practice.pass(day)
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(tried)
    expect(valueOf(await outbox.backToDraft(logicalId))).toBe(draftId)
  })

  it('gives up those alone who still wait; who has it keeps it', async () => {
    await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    await practice.addColleague('Dr. Kim', 'kim@harbor.example')
    const to = ['lee@lakeside.example', 'kim@harbor.example'].map((address) => ({ name: '', address }))
    const { logicalId } = await heldLetter(practice, { to })
    const queue = makeQueue((_message, beforeData, recipients) => {
      beforeData()
      return {
        kind: 'answered',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        recipients: recipients.map((address) =>
          address.startsWith('kim')
            ? { address, outcome: 'deferred' as const, code: 'smtp/deferred' }
            : { address, outcome: 'accepted' as const, code: null },
        ),
      }
    })
    valueOf(queue.releaseNow(logicalId))
    await untilDay(queue, 5)
    expect(outboxOf(queue).deliveries(logicalId)).toMatchObject([
      { state: 'sent' },
      { state: 'refused', reasonCode: 'smtp/given-up' },
    ])
    expect(attempts.filter(({ to: tried }) => tried.includes('lee@lakeside.example'))).toHaveLength(1)
  })

  it.each(['host/timeout', 'login/refused'] as const)(
    'is not what a computer without a connection or a login meets: %s waits on',
    async (code) => {
      const { logicalId } = await heldLetter(practice)
      let script: Script = () => ({ kind: 'deferred', error: { code } })
      const queue = makeQueue((...call) => script(...call))
      valueOf(queue.releaseNow(logicalId))
      await untilDay(queue, 9)
      expect(statesOf(logicalId)).toEqual(['queued'])
      script = deferred
      valueOf(await queue.runDue())
      expect(statesOf(logicalId)).toEqual(['queued'])
      script = taken
      practice.pass(day)
      valueOf(await queue.runDue())
      expect(statesOf(logicalId)).toEqual(['sent'])
    },
  )
})
