import type { DraftContent } from '../../src/shared/contract/index.ts'
import type { DraftId, LogicalMessageId } from '../../src/shared/ids.ts'
import { fail } from '../../src/shared/result.ts'
import { createDrafts, createSender, type Sender } from '../../src/main/outbound/index.ts'
import { holdMs } from '../../src/main/outbound/limits.ts'
import { createQueue } from '../../src/main/outbound/queue.ts'
import type { SenderDeps } from '../../src/main/outbound/send.ts'
import { scanFully } from '../../src/main/phi/index.ts'
import { addDraft, findDraft, listSubmissions } from '../../src/main/store/index.ts'
import type { TestPractice } from './practice.ts'
import { valueOf } from './store.ts'

export const ordinaryLetter: DraftContent = {
  to: [{ name: 'Maria Alvarez', address: 'maria@mail.example' }],
  cc: [],
  bcc: [],
  subject: 'Tuesday',
  html: '<p>Good morning, we see each other on Tuesday at three. Bring the diary, please.</p>',
}

/** As `Sender`, for a person who sees each draft as it is stored. */
export type TestSender = Pick<Sender, 'scanWhileTyping'> & {
  readonly review: (id: DraftId) => ReturnType<Sender['review']>
  readonly send: (id: DraftId, answered: string[], leavesAt?: Date) => ReturnType<Sender['send']>
  readonly sealForHand: (id: DraftId) => ReturnType<Sender['sealForHand']>
}

export function testSender(practice: TestPractice, change: Partial<SenderDeps> = {}): TestSender {
  const sender = createTestSender(practice, change)
  const seen = (id: DraftId) => ({ id, takenRevision: findDraft(practice.store, id)?.takenRevision ?? 0 })
  return {
    scanWhileTyping: sender.scanWhileTyping,
    review: (id) => sender.review(seen(id)),
    send: (id, answered, leavesAt) => sender.send(seen(id), answered, leavesAt),
    sealForHand: (id) => sender.sealForHand(seen(id)),
  }
}

export function createTestSender(practice: TestPractice, change: Partial<SenderDeps> = {}): Sender {
  return createSender({
    ...practice,
    fullScan: scanFully,
    readOriginal: () => Promise.resolve(fail('message/absent')),
    hasRecoveryKit: () => true,
    hasSecondFactor: () => true,
    onHeld: () => undefined,
    ...change,
  })
}

/** A draft that was begun before: nothing of it is in the log yet. */
export function writeDraft(
  practice: TestPractice,
  content: Partial<DraftContent> = {},
  files: readonly { name: string; bytes: Uint8Array }[] = [],
): DraftId {
  const drafts = createDrafts({
    ...practice,
    readOriginal: () => Promise.resolve(fail('message/absent')),
    onSaved: () => undefined,
    onGone: () => undefined,
  })
  const { accountId, clock } = practice
  const begun = { ...ordinaryLetter, ...content }
  const id = practice.write((tx) =>
    addDraft(
      tx,
      { accountId, kind: 'new', inReplyTo: null, answeredMethod: null, content: begun },
      clock().getTime(),
    ),
  )
  if (files.length > 0) valueOf(drafts.attach(id, files))
  return id
}

/** A letter that was sent and waits in the hold. */
export async function heldLetter(
  practice: TestPractice,
  content: Partial<DraftContent> = {},
): Promise<{ draftId: DraftId; logicalId: LogicalMessageId; submissions: number[] }> {
  const draftId = writeDraft(practice, content)
  const sent = valueOf(await testSender(practice).send(draftId, []))
  if (sent.kind !== 'held') throw new Error(`asked about ${JSON.stringify(sent.review.questions)}`)
  const submissions = listSubmissions(practice.store, sent.logicalId).map(({ id }) => id)
  return { draftId, logicalId: sent.logicalId, submissions }
}

/** Ends the hold and lets everything leave, through a host that takes whatever it is given. */
export async function letLeave(practice: TestPractice): Promise<void> {
  practice.pass(holdMs)
  const connection = { host: 'mail.hope.test:465', tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }
  const queue = createQueue({
    ...practice,
    submit: (_account, _message, { recipients }, beforeData) => {
      beforeData(connection)
      const answered = recipients.map((address) => ({ address, outcome: 'accepted' as const, code: null }))
      return Promise.resolve({ kind: 'answered', tls: connection.tls, recipients: answered })
    },
    findInSent: () => Promise.resolve('cannot-tell'),
    wait: () => Promise.resolve(),
    heard: new Map(),
    onChanged: () => undefined,
  })
  valueOf(await queue.runDue())
}
