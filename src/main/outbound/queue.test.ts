import { describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import {
  accepted,
  attempts,
  cutAfterDot,
  deferred,
  eventTypes,
  heard,
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
import { runSql, valueOf } from '../../../test/support/store.ts'
import type { AccountId, LogicalMessageId } from '../../shared/ids.ts'
import { findDraft, findSentCopy, listSubmissions, openStore } from '../store/index.ts'
import { scanFully } from '../phi/index.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import { createOutbox } from './outbox.ts'
import type { SubmitOutcome } from './submitter.ts'
import { eventually } from '../../../test/support/eventually.ts'

withQueuePractice()

describe('the queue', () => {
  it('keeps a letter while it is held, and sends it once when the hold is over', async () => {
    const { logicalId, draftId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    valueOf(await queue.runDue())
    expect(attempts).toEqual([])
    expect(queue.nextDueAt()?.getTime()).toBe(practice.clock().getTime() + holdMs)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(findDraft(practice.store, draftId)).toBeNull()
    expect(findSentCopy(practice.store, logicalId)?.state).toBe('pending')
    expect(submissionEvents()).toEqual(['submission.attempted', 'submission.sent'])
    expect(queue.nextDueAt()).toBeNull()
  })

  it('sends at once when told, and can no longer be undone then', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    valueOf(queue.releaseNow(logicalId))
    expect(outboxOf(queue).undo(logicalId)).toMatchObject({ error: { code: 'send/undo-too-late' } })
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(queue.releaseNow(logicalId)).toMatchObject({ error: { code: 'send/undo-too-late' } })
  })

  it('gives the draft back while the letter is held', async () => {
    const { logicalId, draftId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    expect(valueOf(outboxOf(queue).undo(logicalId))).toBe(draftId)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(attempts).toEqual([])
    expect(findDraft(practice.store, draftId)?.logicalId).toBeNull()
    expect(eventTypes()).toContain('message.undone')
  })

  it('tries a deferred letter again later, with the same bytes, and shows why it waits', async () => {
    const { logicalId, draftId } = await heldLetter(practice)
    let script = deferred
    const queue = makeQueue((...args) => script(...args))
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['queued'])
    expect(valueOf(outboxOf(queue).list())).toMatchObject([{ state: 'queued', failureCode: 'smtp/deferred' }])
    expect(findDraft(practice.store, draftId)).not.toBeNull()
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    script = taken
    practice.pass(retryDelaysMs[0])
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(attempts).toHaveLength(2)
    expect(attempts[1]).toEqual(attempts[0])
    expect(submissionEvents()).toEqual([
      'submission.attempted',
      'submission.deferred',
      'submission.attempted',
      'submission.sent',
    ])
  })

  it('shows a wrong password to the person and waits', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(() => ({ kind: 'deferred', error: { code: 'login/refused' } }))
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    const [item] = valueOf(outboxOf(queue).list())
    expect(item).toMatchObject({ logicalId, state: 'queued', failureCode: 'login/refused' })
    expect(item?.nextAttemptAt).not.toBeNull()
  })

  it('waits no longer once its account was changed, and another account’s letters still do', async () => {
    const { logicalId } = await heldLetter(practice)
    let script: Script = () => ({ kind: 'deferred', error: { code: 'login/refused' } })
    const changed: LogicalMessageId[] = []
    const queue = makeQueue((...args) => script(...args), { onChanged: (id) => changed.push(id) })
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    script = taken
    changed.length = 0
    valueOf(await queue.endWaiting((practice.accountId + 1) as AccountId))
    valueOf(await queue.runDue())
    expect([statesOf(logicalId), changed]).toEqual([['queued'], []])
    valueOf(await queue.endWaiting(practice.accountId))
    expect(changed).toEqual([logicalId])
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('ends the waiting also of an attempt that was under way with what was wrong', async () => {
    const { logicalId } = await heldLetter(practice)
    let answer: (outcome: SubmitOutcome) => void = () => undefined
    const queue = makeQueue(() => new Promise((resolve) => (answer = resolve)))
    practice.pass(holdMs)
    const running = queue.runDue()
    await eventually(() => {
      expect(attempts).toHaveLength(1)
    })
    const ended = queue.endWaiting(practice.accountId)
    answer({ kind: 'deferred', error: { code: 'login/refused' } })
    await running
    valueOf(await ended)
    expect(queue.nextDueAt()?.getTime()).toBe(practice.clock().getTime())
    expect(statesOf(logicalId)).toEqual(['queued'])
  })

  it('keeps what is held in its hold when an account was changed', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(taken)
    valueOf(await queue.endWaiting(practice.accountId))
    valueOf(await queue.runDue())
    expect(statesOf(logicalId)).toEqual(['held'])
  })

  it('never tries a refused letter again and gives its draft back', async () => {
    const { logicalId, draftId } = await heldLetter(practice)
    const queue = makeQueue(refused)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    practice.pass(24 * 3_600_000)
    valueOf(await queue.runDue())
    expect(attempts).toHaveLength(1)
    const outbox = outboxOf(queue)
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'refused', failureCode: 'smtp/refused' }])
    expect(valueOf(await outbox.backToDraft(logicalId))).toBe(draftId)
    expect(findDraft(practice.store, draftId)?.logicalId).toBeNull()
    expect(valueOf(outbox.list())).toEqual([])
    expect(findSentCopy(practice.store, logicalId)).toBeNull()
  })

  it('refuses a row that was tampered with instead of sending it', async () => {
    const { logicalId, submissions } = await heldLetter(practice)
    practice.write((tx) => {
      runSql(
        tx,
        `UPDATE submission_recipients SET address = 'eve@evil.example' WHERE submission_id = ${submissions[0]}`,
      )
    })
    const queue = makeQueue(taken)
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(attempts).toEqual([])
    expect(statesOf(logicalId)).toEqual(['refused'])
  })

  it('runs each due letter once when asked twice at a time', async () => {
    await heldLetter(practice)
    await heldLetter(practice, { subject: 'Another' })
    const queue = makeQueue(taken)
    practice.pass(holdMs)
    await Promise.all([queue.runDue(), queue.runDue(), queue.runDue()])
    expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(2)
    expect(attempts).toHaveLength(2)
  })
})

describe('A2: an audit log that cannot be written', () => {
  it('blocks the attempt before any connection', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(taken, { audit: practice.auditWithout('submission.attempted') })
    practice.pass(holdMs)
    expect(await queue.runDue()).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(attempts).toEqual([])
    expect(statesOf(logicalId)).toEqual(['held'])
    valueOf(await makeQueue(taken).runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('never turns an answer that was heard into a question, nor into a second attempt', async () => {
    const { logicalId } = await heldLetter(practice)
    const audit = { ...practice.audit }
    const queue = makeQueue(taken, { audit: practice.auditWithout('submission.sent') })
    practice.pass(holdMs)
    expect(await queue.runDue()).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(statesOf(logicalId)).toEqual(['attempting'])
    expect(await queue.runDue()).toMatchObject({ error: { code: 'audit/write-failed' } })
    const better = makeQueue(taken, { audit })
    valueOf(await better.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(attempts).toHaveLength(1)
    expect(heard.size).toBe(0)
  })

  it.each(['send-again', 'it-left'] as const)('blocks the answer %s', async (answer) => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(cutAfterDot, { audit: practice.auditWithout('submission.resolved') })
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(queue.resolveUnknown(logicalId, answer)).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(statesOf(logicalId)).toEqual(['unknown'])
  })

  it('blocks undo and the way back to a draft', async () => {
    const { logicalId } = await heldLetter(practice)
    const queue = makeQueue(refused)
    const outbox = createOutbox({
      ...practice,
      fullScan: scanFully,
      audit: practice.auditWithout('message.undone'),
      onHeld: () => undefined,
      isLookingInSent: () => false,
    })
    expect(outbox.undo(logicalId)).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(statesOf(logicalId)).toEqual(['held'])
    practice.pass(holdMs)
    valueOf(await queue.runDue())
    expect(await outbox.backToDraft(logicalId)).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(statesOf(logicalId)).toEqual(['refused'])
  })
})

describe('locking', () => {
  it('hands nothing over once the vault is locked', async () => {
    await heldLetter(practice)
    let noted = true
    const queue = makeQueue((message, beforeData) => {
      practice.store.close()
      try {
        beforeData()
      } catch (error) {
        noted = false
        throw error
      }
      return accepted(message)
    })
    practice.pass(holdMs)
    expect(await queue.runDue()).toMatchObject({ error: { code: 'vault/locked' } })
    expect(noted).toBe(false)
    expect([...heard.values()]).toEqual([{ kind: 'deferred', error: { code: 'vault/locked' } }])
  })

  it('keeps an answer that came while locked for the next unlock', async () => {
    const { logicalId } = await heldLetter(practice)
    const first = makeQueue((message, beforeData) => {
      beforeData()
      practice.store.close()
      return accepted(message)
    })
    practice.pass(holdMs)
    await first.runDue()
    const store = valueOf(openStore(practice))
    const second = makeQueue(taken, { store })
    valueOf(second.recover())
    valueOf(await second.runDue())
    expect(listSubmissions(store, logicalId).map(({ state }) => state)).toEqual(['sent'])
    expect(attempts).toHaveLength(1)
    store.close()
  })
})
