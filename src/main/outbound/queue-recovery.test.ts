import { describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import {
  attempts,
  cutAfterDot,
  makeQueue,
  outboxOf,
  practice,
  statesOf,
  submissionEvents,
  taken,
  withQueuePractice,
  type Script,
} from '../../../test/support/queue.ts'
import { valueOf } from '../../../test/support/store.ts'
import { findDraft, findSubmission } from '../store/index.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import type { QueueDeps } from './queue.ts'
import { eventually } from '../../../test/support/eventually.ts'

withQueuePractice()

describe('a message of unknown fate', () => {
  async function unknown(change: Partial<QueueDeps> = {}) {
    const letter = await heldLetter(practice)
    let script = cutAfterDot
    const queue = makeQueue((...args) => script(...args), change)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    const answerFromNowOn = (next: Script) => {
      script = next
    }
    return { ...letter, queue, outbox: outboxOf(queue), answerFromNowOn }
  }

  it('is never sent again by itself', async () => {
    const { logicalId, queue, outbox } = await unknown()
    practice.pass(7 * 24 * 3_600_000)
    valueOf(await queue.runDue())
    valueOf(makeQueue(taken).recover())
    valueOf(await makeQueue(taken).runDue())
    expect(attempts).toHaveLength(1)
    expect(statesOf(logicalId)).toEqual(['unknown'])
    expect(submissionEvents()).toEqual(['submission.attempted', 'submission.unknown'])
    await eventually(() => {
      expect(valueOf(outbox.list())).toMatchObject([
        { state: 'unknown', failureCode: 'smtp/unknown-outcome' },
      ])
    })
  })

  it('is sent when it lies in Sent, without asking', async () => {
    const looked: string[] = []
    const { logicalId, queue, draftId } = await unknown({
      findInSent: (_account, messageId) => {
        looked.push(messageId)
        return Promise.resolve(looked.length < 2 ? 'not-found' : 'found')
      },
    })
    await eventually(() => {
      expect(statesOf(logicalId)).toEqual(['sent'])
    })
    expect(looked).toEqual([attempts[0]?.messageId, attempts[0]?.messageId])
    await eventually(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(false)
    })
    expect(findDraft(practice.store, draftId)).toBeNull()
    expect(practice.events().at(-1)).toMatchObject({ type: 'submission.resolved', by: 'found-in-sent' })
  })

  it('asks nothing while Sent is being searched', async () => {
    let found: (answer: 'not-found') => void = () => undefined
    const { logicalId, queue, outbox } = await unknown({
      findInSent: () => new Promise((resolve) => (found = resolve)),
    })
    await eventually(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(true)
    })
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'unknown', failureCode: null }])
    await eventually(() => {
      found('not-found')
      expect(queue.isLookingInSent(logicalId)).toBe(false)
    })
  })

  it('leaves a person the last word when the search comes late', async () => {
    let found: (answer: 'found') => void = () => undefined
    const { logicalId, queue, answerFromNowOn } = await unknown({
      findInSent: () => new Promise((resolve) => (found = resolve)),
    })
    await eventually(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(true)
    })
    valueOf(queue.resolveUnknown(logicalId, 'send-again'))
    found('found')
    await eventually(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(false)
    })
    expect(statesOf(logicalId)).toEqual(['queued'])
    answerFromNowOn(taken)
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('goes again with the same bytes when the person says so', async () => {
    const { logicalId, queue, answerFromNowOn } = await unknown()
    answerFromNowOn(taken)
    valueOf(queue.resolveUnknown(logicalId, 'send-again'))
    valueOf(await queue.runDue())
    expect(attempts[1]).toEqual(attempts[0])
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('is over when the person says that it arrived', async () => {
    const { logicalId, queue, draftId } = await unknown()
    valueOf(queue.resolveUnknown(logicalId, 'it-left'))
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(findDraft(practice.store, draftId)).toBeNull()
  })
})

describe('a crash', () => {
  /** The attempt never comes back: as after kill -9, what is on disk is all there is. */
  async function killed(stage: 'connect' | 'data') {
    const letter = await heldLetter(practice)
    const queue = makeQueue((_message, beforeData) => {
      if (stage === 'data') {
        beforeData()
      }
      return new Promise(() => undefined)
    })
    practice.pass(holdMs)
    void queue.runDue()
    await eventually(() => {
      expect(findSubmission(practice.store, letter.submissions[0] ?? 0)?.stage).toBe(stage)
    })
    expect(submissionEvents()).toEqual(['submission.attempted'])
    return letter
  }

  it('while held: leaves when the hold is over', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    valueOf(queue.recover())
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('before the data began: it is tried again at once', async () => {
    const { logicalId } = await killed('connect')
    const queue = makeQueue(taken)
    valueOf(queue.recover())
    expect(statesOf(logicalId)).toEqual(['queued'])
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(attempts).toHaveLength(2)
  })

  it('after the data began: it is unknown, and nothing is sent', async () => {
    const { logicalId } = await killed('data')
    const queue = makeQueue(taken)
    valueOf(queue.recover())
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['unknown'])
    expect(attempts).toHaveLength(1)
  })

  it('in an unexpected error before the data: it waits; after: it is unknown', async () => {
    const { logicalId } = await heldLetter(practice)
    let script: Script = () => {
      throw new TypeError('a bug')
    }
    const queue = makeQueue((...args) => script(...args))
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['queued'])
    script = (_message, beforeData) => {
      beforeData()
      throw new TypeError('a bug')
    }
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['unknown'])
  })
})
