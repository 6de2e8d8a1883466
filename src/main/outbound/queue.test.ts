import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { runSql, valueOf } from '../../../test/support/store.ts'
import type { AccountId, LogicalMessageId } from '../../shared/ids.ts'
import { isSealedMessage, type SealedMessage } from '../sealing/index.ts'
import { findDraft, findSentCopy, findSubmission, listSubmissions, openStore } from '../store/index.ts'
import { createOutbox } from './outbox.ts'
import { createQueue, type Queue, type QueueDeps } from './queue.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import type { SubmitOutcome } from './submitter.ts'
import { scanFully } from '../phi/index.ts'

const accepted = (message: SealedMessage): SubmitOutcome => ({
  kind: 'answered',
  tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
  recipients: message.envelope.to.map((address) => ({ address, outcome: 'accepted', code: null })),
})
const connection = { host: 'mail.hope.test:465', tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }
type Script = (
  message: SealedMessage,
  beforeData: () => void,
  recipients: readonly string[],
) => SubmitOutcome | Promise<SubmitOutcome>
const taken: Script = (message, beforeData) => {
  beforeData()
  return accepted(message)
}
const deferred: Script = () => ({ kind: 'deferred', error: { code: 'smtp/deferred' } })
const refused: Script = () => ({ kind: 'refused', error: { code: 'smtp/refused' } })
const cutAfterDot: Script = (_message, beforeData) => {
  beforeData()
  return { kind: 'unknown' }
}

let practice: TestPractice
let attempts: { messageId: string; to: readonly string[]; raw: Uint8Array }[]
let heard: Map<string, SubmitOutcome>

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  attempts = []
  heard = new Map()
})
afterEach(() => {
  practice.dispose()
})

/** A queue as after a start; `script` stands for the mail host. */
function makeQueue(script: Script, change: Partial<QueueDeps> = {}): Queue {
  return createQueue({
    ...practice,
    submit: async (_account, message, recipients, beforeData) => {
      expect(isSealedMessage(message)).toBe(true)
      attempts.push({ messageId: message.messageId, to: recipients, raw: message.raw })
      return script(
        message,
        () => {
          beforeData(connection)
        },
        recipients,
      )
    },
    findInSent: () => Promise.resolve('cannot-tell'),
    wait: () => Promise.resolve(),
    heard,
    onChanged: () => undefined,
    ...change,
  })
}

const outboxOf = (queue: Queue) =>
  createOutbox({
    ...practice,
    fullScan: scanFully,
    onHeld: () => undefined,
    isLookingInSent: queue.isLookingInSent,
  })
const statesOf = (logicalId: LogicalMessageId) =>
  listSubmissions(practice.store, logicalId).map(({ state }) => state)
const eventTypes = () => practice.events().map(({ type }) => type)
const submissionEvents = () => eventTypes().filter((type) => type.startsWith('submission.'))

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
    await vi.waitFor(() => {
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
    expect(valueOf(outbox.backToDraft(logicalId))).toBe(draftId)
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
    valueOf(outbox.backToDraft(logicalId))
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
    expect(valueOf(outbox.backToDraft(letter.logicalId))).toBe(letter.draftId)
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
  expect(outboxOf(queue).backToDraft(letter.logicalId)).toMatchObject({
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
    expect(valueOf(outbox.backToDraft(logicalId))).toBe(draftId)
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
    expect(valueOf(outbox.backToDraft(logicalId))).toBe(draftId)
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
    await vi.waitFor(() => {
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
    await vi.waitFor(() => {
      expect(statesOf(logicalId)).toEqual(['sent'])
    })
    expect(looked).toEqual([attempts[0]?.messageId, attempts[0]?.messageId])
    await vi.waitFor(() => {
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
    await vi.waitFor(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(true)
    })
    expect(valueOf(outbox.list())).toMatchObject([{ state: 'unknown', failureCode: null }])
    await vi.waitFor(() => {
      found('not-found')
      expect(queue.isLookingInSent(logicalId)).toBe(false)
    })
  })

  it('leaves a person the last word when the search comes late', async () => {
    let found: (answer: 'found') => void = () => undefined
    const { logicalId, queue, answerFromNowOn } = await unknown({
      findInSent: () => new Promise((resolve) => (found = resolve)),
    })
    await vi.waitFor(() => {
      expect(queue.isLookingInSent(logicalId)).toBe(true)
    })
    valueOf(queue.resolveUnknown(logicalId, 'send-again'))
    found('found')
    await vi.waitFor(() => {
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
    await vi.waitFor(() => {
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
    expect(outbox.backToDraft(logicalId)).toMatchObject({ error: { code: 'audit/write-failed' } })
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
