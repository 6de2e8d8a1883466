import { describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import {
  attempts,
  connection,
  cutAfterDot,
  deferred,
  eventTypes,
  makeQueue,
  outboxOf,
  practice,
  refused,
  statesOf,
  taken,
  withQueuePractice,
  type Script,
} from '../../../test/support/queue.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { findDraft, listReceipts, listSubmissions, reportRecipient } from '../store/index.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import type { QueueDeps } from './queue.ts'
import { sendWithoutTls } from './without-tls.ts'

const [lee, kim] = ['lee@lakeside.example', 'kim@harbor.example'] as const
const noTls = { code: 'smtp/tls-required', isVouched: true, at: 5 }

withQueuePractice()

/** The host takes whatever it is asked to take, for those who wait. */
const takeAll: Script = (_message, beforeData, recipients) => {
  beforeData()
  const answers = recipients.map((address) => ({ address, outcome: 'accepted' as const, code: null }))
  return { kind: 'answered', tls: connection.tls, recipients: answers }
}

/** Handed over to both, and a report came for Kim. */
async function returnedFor(address: string, report = noTls, change: Partial<QueueDeps> = {}) {
  await practice.addColleague('Dr. Lee', lee)
  await practice.addColleague('Dr. Kim', kim)
  const letter = await heldLetter(practice, { to: [lee, kim].map((one) => ({ name: '', address: one })) })
  let script: Script = takeAll
  const queue = makeQueue((...args) => script(...args), change)
  practice.pass(holdMs)
  valueOf(await queue.runDue())
  noteReport(letter.logicalId, address, report)
  const answerFromNowOn = (next: Script) => {
    script = next
  }
  return { ...letter, queue, outbox: outboxOf(queue), answerFromNowOn }
}

function noteReport(logicalId: LogicalMessageId, address: string, report: typeof noTls): void {
  practice.write((tx) => {
    reportRecipient(tx, listSubmissions(tx, logicalId)[0]?.id ?? 0, address, report)
  })
}

const going = (outbox: ReturnType<typeof outboxOf>, id: LogicalMessageId) =>
  outbox
    .deliveries(id)
    .map(({ state, canGoWithoutTls, isTlsWaived }) => [state, canGoWithoutTls, isTlsWaived])

describe('a copy that a host on the way returned for want of TLS', () => {
  it('leaves again without requiring it: the same bytes, once, to that one alone', async () => {
    const { logicalId, queue, outbox } = await returnedFor(kim)
    expect(going(outbox, logicalId)).toEqual([
      ['sent', false, false],
      ['returned', true, false],
    ])
    const before = eventTypes().length
    valueOf(outbox.sendWithoutTls(logicalId))
    expect(going(outbox, logicalId)).toEqual([
      ['sent', false, false],
      ['queued', false, true],
    ])
    expect(outbox.sendWithoutTls(logicalId)).toMatchObject({ error: { code: 'message/absent' } })
    valueOf(await queue.runDue())
    practice.pass(24 * 3_600_000)
    valueOf(await queue.runDue())
    expect(attempts.map(({ to, requiresTls }) => [to, requiresTls])).toEqual([
      [[lee, kim], true],
      [[kim], false],
    ])
    expect(attempts[1]?.raw).toEqual(attempts[0]?.raw)
    expect(attempts[1]?.messageId).toBe(attempts[0]?.messageId)
    expect(going(outbox, logicalId)).toEqual([
      ['sent', false, false],
      ['sent', false, true],
    ])
    expect(listReceipts(practice.store, logicalId)).toHaveLength(2)
    expect(eventTypes().slice(before)).toEqual([
      'submission.tls-waived',
      'submission.attempted',
      'receipt.written',
      'submission.sent',
    ])
  })

  it('is not offered again when it comes back once more', async () => {
    const { logicalId, queue, outbox } = await returnedFor(kim)
    valueOf(outbox.sendWithoutTls(logicalId))
    valueOf(await queue.runDue())
    noteReport(logicalId, kim, noTls)
    expect(going(outbox, logicalId)[1]).toEqual(['returned', false, true])
    expect(outbox.sendWithoutTls(logicalId)).toMatchObject({ error: { code: 'message/absent' } })
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(2)
  })

  it.each([
    ['what anyone may have written', { ...noTls, isVouched: false }],
    ['a return for another reason', { ...noTls, code: 'smtp/mailbox-full' }],
  ])('and no other: not for %s', async (_name, report) => {
    const { logicalId, queue, outbox } = await returnedFor(kim, report)
    expect(going(outbox, logicalId)[1]).toEqual(['returned', false, false])
    expect(outbox.sendWithoutTls(logicalId)).toMatchObject({ error: { code: 'message/absent' } })
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
  })

  it('waits while somebody else still waits, who would get it without the requirement too', async () => {
    await practice.addColleague('Dr. Lee', lee)
    await practice.addColleague('Dr. Kim', kim)
    const { logicalId } = await heldLetter(practice, {
      to: [lee, kim].map((address) => ({ name: '', address })),
    })
    let isAsked = true
    const queue = makeQueue((_message, beforeData, recipients) => {
      beforeData()
      const answers = recipients.map((address) =>
        isAsked && address === lee
          ? ({ address, outcome: 'deferred', code: 'smtp/deferred' } as const)
          : ({ address, outcome: 'accepted', code: null } as const),
      )
      return { kind: 'answered', tls: connection.tls, recipients: answers }
    })
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    noteReport(logicalId, kim, noTls)
    const outbox = outboxOf(queue)
    expect(outbox.sendWithoutTls(logicalId)).toMatchObject({ error: { code: 'message/absent' } })
    isAsked = false
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(attempts.at(-1)).toMatchObject({ to: [lee], requiresTls: true })
    valueOf(outbox.sendWithoutTls(logicalId))
    valueOf(await queue.runDue())
    expect(attempts.at(-1)).toMatchObject({ to: [kim], requiresTls: false })
  })

  it('stays returned where the decision cannot be recorded (A2)', async () => {
    const { logicalId, queue, outbox } = await returnedFor(kim)
    const blocked = { ...practice, audit: practice.auditWithout('submission.tls-waived') }
    expect(sendWithoutTls(blocked, logicalId)).toMatchObject({ error: { code: 'audit/write-failed' } })
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    expect(going(outbox, logicalId)[1]).toEqual(['returned', true, false])
  })

  it('goes once after a kill between the decision and the attempt', async () => {
    const { logicalId, outbox } = await returnedFor(kim)
    valueOf(outbox.sendWithoutTls(logicalId))
    const restarted = makeQueue(takeAll)
    valueOf(restarted.recover())
    valueOf(await restarted.runDue())
    valueOf(await restarted.runDue())
    expect(attempts.slice(1).map(({ to, requiresTls }) => [to, requiresTls])).toEqual([[[kim], false]])
  })

  it('asks after a kill in its data: a copy in Sent is of the first time and proves nothing', async () => {
    const change = { findInSent: () => Promise.resolve('found' as const) }
    const { logicalId, outbox, queue, answerFromNowOn } = await returnedFor(kim, noTls, change)
    valueOf(outbox.sendWithoutTls(logicalId))
    answerFromNowOn(cutAfterDot)
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['unknown'])
    const restarted = makeQueue(takeAll, change)
    valueOf(restarted.recover())
    expect(restarted.isLookingInSent(logicalId)).toBe(false)
    valueOf(await restarted.runDue())
    expect(attempts).toHaveLength(2)
    valueOf(restarted.resolveUnknown(logicalId, 'send-again'))
    valueOf(await restarted.runDue())
    expect(attempts.at(-1)).toMatchObject({ to: [kim], requiresTls: false })
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('asks likewise where it has one recipient', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    noteReport(logicalId, 'maria@mail.example', noTls)
    valueOf(outboxOf(queue).sendWithoutTls(logicalId))
    const restarted = makeQueue(cutAfterDot, { findInSent: () => Promise.resolve('found') })
    valueOf(await restarted.runDue())
    expect(restarted.isLookingInSent(logicalId)).toBe(false)
    expect(statesOf(logicalId)).toEqual(['unknown'])
  })

  it.each([
    ['is refused now', refused],
    ['is put off, and the tries are stopped', deferred],
  ])('becomes a new draft where it %s', async (_name, script) => {
    const { logicalId, draftId, queue, outbox, answerFromNowOn } = await returnedFor(kim)
    expect(findDraft(practice.store, draftId)).toBeNull()
    valueOf(outbox.sendWithoutTls(logicalId))
    answerFromNowOn(script)
    valueOf(await queue.runDue())
    const again = valueOf(await outbox.backToDraft(logicalId))
    expect(findDraft(practice.store, again)?.content).toMatchObject({ to: [{ address: kim }] })
    practice.pass(24 * 3_600_000)
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(2)
    expect(going(outbox, logicalId)).toEqual([
      ['sent', false, false],
      ['refused', false, true],
    ])
  })
})
