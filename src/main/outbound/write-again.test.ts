import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { letLeave, ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import {
  addDraft,
  findDraft,
  listDraftAttachments,
  listDrafts,
  listSubmissions,
  markDataStarted,
  moveSubmission,
  readDraftAttachment,
  reportRecipient,
} from '../store/index.ts'
import { settleAttempt } from './settle.ts'
import { writeAgain } from './write-again.ts'

const [lee, kim] = ['lee@lakeside.example', 'kim@harbor.example'] as const
const tls = 'TLSv1.3 TLS_AES_256_GCM_SHA384'
const plan = { name: 'plan.txt', bytes: new TextEncoder().encode('The plan') }

let practice: TestPractice
let logicalId: LogicalMessageId

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addColleague('Dr. Lee', lee)
  await practice.addColleague('Dr. Kim', kim)
  const to = [lee, kim].map((address) => ({ name: '', address }))
  const sent = valueOf(await testSender(practice).send(writeDraft(practice, { to }, [plan]), []))
  if (sent.kind !== 'held') throw new Error('it is held')
  ;({ logicalId } = sent)
  practice.write((tx) => {
    const [{ id } = { id: 0 }] = listSubmissions(tx, logicalId)
    moveSubmission(tx, id, { to: 'queued' }, 1)
    moveSubmission(tx, id, { to: 'attempting' }, 2)
    markDataStarted(tx, id, { host: 'mail.hope.test:465', tls, at: 2 })
    const [submission] = listSubmissions(tx, logicalId)
    if (submission === undefined) throw new Error('it was held')
    const recipients = [lee, kim].map((address) => ({ address, outcome: 'accepted' as const, code: null }))
    const time = { now: 3, retryAt: 4 }
    valueOf(settleAttempt(tx, practice, submission, { kind: 'answered', recipients, tls }, time))
  })
})
afterEach(() => {
  practice.dispose()
})

const comesBackFrom = (address: string) =>
  practice.write((tx) => {
    const [{ id } = { id: 0 }] = listSubmissions(tx, logicalId)
    reportRecipient(tx, id, address, { code: 'smtp/mailbox-full', isVouched: true, at: 5 })
  })

describe('a message that came back', () => {
  it('can be written again: same text and attachments, to those alone whom it did not reach', async () => {
    comesBackFrom(kim)
    const id = valueOf(await writeAgain(practice, logicalId))
    const draft = findDraft(practice.store, id)
    expect(draft).toMatchObject({
      kind: 'new',
      logicalId: null,
      content: { to: [{ address: kim }], cc: [], bcc: [], subject: 'Tuesday' },
    })
    expect(JSON.stringify(draft?.content)).toContain('Bring the diary, please.')
    const [file] = listDraftAttachments(practice.store, id)
    expect(file).toMatchObject({ name: 'plan.txt' })
    expect(readDraftAttachment(practice.store, id, file?.id ?? 0)).toEqual(plan.bytes)
  })

  it('stays sent as it was, and nothing of it leaves again by itself', async () => {
    comesBackFrom(kim)
    const before = listSubmissions(practice.store, logicalId)
    valueOf(await writeAgain(practice, logicalId))
    expect(listSubmissions(practice.store, logicalId)).toEqual(before)
    expect(practice.events().at(-1)).toMatchObject({ type: 'message.written-again', recipients: 1 })
  })

  it('goes through scan and questions like any other when it is sent', async () => {
    comesBackFrom(kim)
    const id = valueOf(await writeAgain(practice, logicalId))
    const broken = testSender(practice, { fullScan: () => Promise.reject(new Error('worker died')) })
    expect(await broken.send(id, [])).toMatchObject({ error: { code: 'phi/scan-failed' } })
    expect(valueOf(await testSender(practice).send(id, []))).toMatchObject({ kind: 'held' })
  })

  it('asks anew where it answers what came better protected', async () => {
    await practice.addPatient({})
    const answer = { accountId: practice.accountId, kind: 'reply', inReplyTo: null } as const
    const first = practice.write((tx) =>
      addDraft(tx, { ...answer, answeredMethod: 'openpgp', content: ordinaryLetter }, 6),
    )
    const weaker = { kind: 'weaker-than-before', measure: 'answered-message' }
    const sender = testSender(practice)
    const asked = valueOf(await sender.send(first, []))
    const ids = asked.kind === 'decide' ? asked.review.questions.map(({ id }) => id) : []
    const sent = valueOf(await sender.send(first, ids))
    if (sent.kind !== 'held') throw new Error('it was decided')
    await letLeave(practice)
    practice.write((tx) => {
      const [{ id, recipients } = { id: 0, recipients: [] }] = listSubmissions(tx, sent.logicalId)
      const report = { code: 'smtp/mailbox-full', isVouched: true, at: 7 }
      reportRecipient(tx, id, recipients[0]?.address ?? '', report)
    })
    const again = valueOf(await writeAgain(practice, sent.logicalId))
    expect(valueOf(await sender.send(again, []))).toMatchObject({
      kind: 'decide',
      review: { questions: [{ question: weaker }] },
    })
  })

  it('is not offered while nobody’s came back', async () => {
    expect(await writeAgain(practice, logicalId)).toMatchObject({ error: { code: 'message/absent' } })
    expect(listDrafts(practice.store)).toEqual([])
  })

  it('A2: becomes no draft when the audit log cannot be written', async () => {
    comesBackFrom(kim)
    const blocked = { ...practice, audit: practice.auditWithout('message.written-again') }
    expect(await writeAgain(blocked, logicalId)).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(listDrafts(practice.store)).toEqual([])
  })
})
