import { afterEach, beforeEach, expect } from 'vitest'
import type { LogicalMessageId } from '../../src/shared/ids.ts'
import { createOutbox } from '../../src/main/outbound/outbox.ts'
import { createQueue, type Queue, type QueueDeps } from '../../src/main/outbound/queue.ts'
import type { SubmitOutcome } from '../../src/main/outbound/submitter.ts'
import { scanFully } from '../../src/main/phi/index.ts'
import { isSealedMessage, type SealedMessage } from '../../src/main/sealing/index.ts'
import { listSubmissions } from '../../src/main/store/index.ts'
import { makeTestPractice, type TestPractice } from './practice.ts'

export const accepted = (message: SealedMessage): SubmitOutcome => ({
  kind: 'answered',
  tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
  recipients: message.envelope.to.map((address) => ({ address, outcome: 'accepted', code: null })),
})
export const connection = { host: 'mail.hope.test:465', tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }
/** What the mail host answers to an attempt. */
export type Script = (
  message: SealedMessage,
  beforeData: () => void,
  recipients: readonly string[],
) => SubmitOutcome | Promise<SubmitOutcome>
export const taken: Script = (message, beforeData) => {
  beforeData()
  return accepted(message)
}
export const deferred: Script = () => ({ kind: 'deferred', error: { code: 'smtp/deferred' } })
export const refused: Script = () => ({ kind: 'refused', error: { code: 'smtp/refused' } })
export const cutAfterDot: Script = (_message, beforeData) => {
  beforeData()
  return { kind: 'unknown' }
}

/** Made anew for each test. */
export let practice: TestPractice
/** What was handed to the mail host, in order. */
export let attempts: {
  messageId: string
  to: readonly string[]
  requiresTls: boolean
  raw: Uint8Array
}[]
export let heard: Map<string, SubmitOutcome>

/** A practice with one patient for each test of the file. */
export function withQueuePractice(): void {
  beforeEach(async () => {
    practice = await makeTestPractice()
    await practice.addPatient({})
    attempts = []
    heard = new Map()
  })
  afterEach(() => {
    practice.dispose()
  })
}

/** A queue as after a start; `script` stands for the mail host. */
export function makeQueue(script: Script, change: Partial<QueueDeps> = {}): Queue {
  return createQueue({
    ...practice,
    submit: async (_account, message, { recipients, requiresTls }, beforeData) => {
      expect(isSealedMessage(message)).toBe(true)
      attempts.push({ messageId: message.messageId, to: recipients, requiresTls, raw: message.raw })
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

export const outboxOf = (queue: Queue) =>
  createOutbox({
    ...practice,
    fullScan: scanFully,
    onHeld: () => undefined,
    isLookingInSent: queue.isLookingInSent,
  })
export const statesOf = (logicalId: LogicalMessageId) =>
  listSubmissions(practice.store, logicalId).map(({ state }) => state)
export const eventTypes = () => practice.events().map(({ type }) => type)
export const submissionEvents = () => eventTypes().filter((type) => type.startsWith('submission.'))
