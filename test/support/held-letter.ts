import type { DraftContent } from '../../src/shared/contract/index.ts'
import type { DraftId, LogicalMessageId } from '../../src/shared/ids.ts'
import { fail } from '../../src/shared/result.ts'
import { createDrafts, createSender, type Sender } from '../../src/main/outbound/index.ts'
import { holdMs } from '../../src/main/outbound/limits.ts'
import { createQueue } from '../../src/main/outbound/queue.ts'
import type { SenderDeps } from '../../src/main/outbound/send.ts'
import { scanFully } from '../../src/main/phi/index.ts'
import { listSubmissions } from '../../src/main/store/index.ts'
import type { TestPractice } from './practice.ts'
import { valueOf } from './store.ts'

export const ordinaryLetter: DraftContent = {
  to: [{ name: 'Maria Alvarez', address: 'maria@mail.example' }],
  cc: [],
  bcc: [],
  subject: 'Tuesday',
  html: '<p>Good morning, we see each other on Tuesday at three. Bring the diary, please.</p>',
}

export function testSender(practice: TestPractice, change: Partial<SenderDeps> = {}): Sender {
  return createSender({
    ...practice,
    fullScan: scanFully,
    readOriginal: () => Promise.resolve(fail('message/absent')),
    hasRecoveryKit: () => true,
    onHeld: () => undefined,
    ...change,
  })
}

export function writeDraft(
  practice: TestPractice,
  content: Partial<DraftContent> = {},
  files: readonly { name: string; bytes: Uint8Array }[] = [],
): DraftId {
  const drafts = createDrafts({ ...practice, readOriginal: () => Promise.resolve(fail('message/absent')) })
  const { id } = valueOf(drafts.createNew({}, ''))
  valueOf(drafts.save(id, { ...ordinaryLetter, ...content }))
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
