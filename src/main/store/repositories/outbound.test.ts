import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freed, makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { AccountId, DraftId, LogicalMessageId } from '../../../shared/ids.ts'
import { fail } from '../../../shared/result.ts'
import {
  addAccount,
  addDraft,
  addDraftAttachment,
  addLogicalMessage,
  addReplyKey,
  addSentCopy,
  addSubmission,
  claimNextDue,
  findDraft,
  findReplyKey,
  findSentCopy,
  findSubmission,
  finishSentCopy,
  listDraftAttachments,
  listDrafts,
  listDueSentCopies,
  listSubmissions,
  listSubmissionsIn,
  listUnfinished,
  markDataStarted,
  moveSubmission,
  nextDueAt,
  readDraftAttachment,
  readSentCopyRaw,
  readSubmissionRaw,
  releaseDueHolds,
  releaseSentCopy,
  removeDraft,
  reportRecipient,
  saveDraft,
  sendAgainWithoutTls,
  setDraftLogicalId,
  setRecipientOutcome,
  startSentCopy,
  submissionStates,
  withdrawLogicalMessage,
  type SubmissionState,
  freeDraft,
} from '../index.ts'
import { sql } from '../connection.ts'
import { isLegalStep } from './submission-states.ts'

let test: TestStore
let accountId: AccountId
let draftId: DraftId

beforeEach(() => {
  test = makeTestStore()
  accountId = test.write((tx) =>
    addAccount(tx, { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: null }, 1),
  )
  draftId = test.write((tx) =>
    addDraft(
      tx,
      { accountId, kind: 'new', inReplyTo: null, answeredMethod: null, content: { html: '<p>a</p>' } },
      1,
    ),
  )
})
afterEach(() => test.dispose())

const sealed = randomBytes(700_000)

function hold(holdUntil: number | null = 10_000): { logicalId: LogicalMessageId; id: number } {
  return test.write((tx) => {
    const logicalId = addLogicalMessage(tx, {
      accountId,
      subject: 'True subject',
      people: { to: [{ name: 'Maria', address: 'maria@patients.example' }], cc: [], bcc: [] },
      scheduledFor: null,
      inReplyTo: null,
      answeredMethod: null,
      scan: { counts: { G: 1 } },
      line: 'Sealed for Maria',
      createdAt: 1,
    })
    const id = addSubmission(
      tx,
      {
        logicalId,
        accountId,
        messageId: `${logicalId}@practice.example`,
        method: 'sealed-message',
        form: 'both',
        reason: { why: 'passphrase' },
        protection: { method: 'sealed-message' },
        decision: { policy: 1 },
        envelopeFrom: 'dr@practice.example',
        envelopeId: `envelope-${String(logicalId)}`,
        mac: randomBytes(32),
        notBefore: holdUntil,
        raw: sealed,
        recipients: [
          { address: 'maria@patients.example', contactId: null, certificate: null, passphraseId: 7 },
        ],
      },
      1,
    )
    const copy = { logicalId, accountId, messageId: `own-${logicalId}@practice.example` }
    addSentCopy(tx, { ...copy, mac: randomBytes(32), raw: sealed }, 1)
    addReplyKey(tx, {
      replyId: `reply-${logicalId}`,
      logicalId,
      contactId: null,
      passphraseId: null,
      key: randomBytes(32),
      createdAt: 1,
    })
    setDraftLogicalId(tx, draftId, logicalId)
    return { logicalId, id }
  })
}

const blobCount = () => Number(test.store[sql].get('SELECT count(*) AS n FROM blob_chunks')?.['n'])

describe('drafts', () => {
  it('are saved under a rising revision and listed by last edit', () => {
    expect(test.write((tx) => saveDraft(tx, draftId, { html: '<p>b</p>' }, 2))).toBe(2)
    expect(listDrafts(test.store)).toMatchObject([
      { id: draftId, revision: 2, content: { html: '<p>b</p>' } },
    ])
  })

  it('keep attachments of any size and take them along when removed', () => {
    const bytes = randomBytes(1_300_000)
    const id = test.write((tx) =>
      addDraftAttachment(tx, draftId, {
        name: 'x.pdf',
        contentType: 'application/pdf',
        contentId: null,
        bytes,
      }),
    )
    expect(listDraftAttachments(test.store, draftId)).toMatchObject([
      { id, name: 'x.pdf', sizeBytes: 1_300_000 },
    ])
    expect(Buffer.from(readDraftAttachment(test.store, draftId, id)!).equals(bytes)).toBe(true)
    test.write((tx) => removeDraft(tx, freed(freeDraft(tx, draftId))))
    expect(findDraft(test.store, draftId)).toBeNull()
    expect(blobCount()).toBe(0)
  })

  it('keep an empty attachment', () => {
    const id = test.write((tx) =>
      addDraftAttachment(tx, draftId, {
        name: 'empty.txt',
        contentType: 'text/plain',
        contentId: null,
        bytes: new Uint8Array(),
      }),
    )
    expect(readDraftAttachment(test.store, draftId, id)).toEqual(new Uint8Array())
  })

  it('can not be edited while their message waits to leave', () => {
    hold()
    expect(listDrafts(test.store)).toEqual([])
    expect(
      test.store.transaction((tx) => ({ ok: true, value: saveDraft(tx, draftId, {}, 3) })),
    ).toMatchObject({
      ok: false,
      error: { code: 'store/not-found' },
    })
  })
})

describe('the queue', () => {
  it('commits nothing when the transaction fails half-way', () => {
    const before = blobCount()
    const result = test.store.transaction((tx) => {
      addDraftAttachment(tx, draftId, { name: 'x', contentType: 'x/y', contentId: null, bytes: sealed })
      return fail('audit/write-failed')
    })
    expect(result).toEqual(fail('audit/write-failed'))
    expect(blobCount()).toBe(before)
    expect(listDraftAttachments(test.store, draftId)).toEqual([])
  })

  it('releases a hold when it is over, claims it once, and ends as sent', () => {
    const { id, logicalId } = hold(10_000)
    expect(nextDueAt(test.store)).toBe(10_000)
    expect(test.write((tx) => releaseDueHolds(tx, 9_999))).toEqual([])
    expect(test.write((tx) => claimNextDue(tx, 9_999))).toBeNull()
    expect(test.write((tx) => releaseDueHolds(tx, 10_000))).toEqual([id])
    expect(test.write((tx) => claimNextDue(tx, 10_000))).toMatchObject({
      id,
      state: 'attempting',
      stage: 'connect',
      attempts: 1,
    })
    expect(test.write((tx) => claimNextDue(tx, 10_000))).toBeNull()
    test.write((tx) => {
      markDataStarted(tx, id, { host: 'mail.example:465', tls: 'TLSv1.3', at: 10_001 })
      setRecipientOutcome(tx, id, 'maria@patients.example', 'accepted', null, 10_002)
      moveSubmission(tx, id, { to: 'sent' }, 10_002)
    })
    expect(listSubmissions(test.store, logicalId)).toMatchObject([
      {
        state: 'sent',
        finishedAt: 10_002,
        connection: { host: 'mail.example:465', tls: 'TLSv1.3', at: 10_001 },
        recipients: [{ address: 'maria@patients.example', outcome: 'accepted', passphraseId: 7 }],
      },
    ])
    expect(listUnfinished(test.store)).toEqual([])
  })

  it('keeps the sealed bytes as they were', () => {
    const { id } = hold()
    expect(Buffer.from(readSubmissionRaw(test.store, id)).equals(sealed)).toBe(true)
  })

  it('keeps a message without an end of its hold until it is told', () => {
    const { id } = hold(null)
    expect(nextDueAt(test.store)).toBeNull()
    expect(test.write((tx) => releaseDueHolds(tx, Number.MAX_SAFE_INTEGER))).toEqual([])
    test.write((tx) => moveSubmission(tx, id, { to: 'queued', notBefore: 5 }, 5))
    expect(test.write((tx) => claimNextDue(tx, 5))).toMatchObject({ id })
  })

  it('waits for the time of a retry', () => {
    const { id } = hold(1)
    test.write((tx) => {
      releaseDueHolds(tx, 1)
      claimNextDue(tx, 1)
      moveSubmission(tx, id, { to: 'queued', notBefore: 60_000, errorCode: 'smtp/deferred' }, 2)
    })
    expect(test.write((tx) => claimNextDue(tx, 59_999))).toBeNull()
    expect(findSubmission(test.store, id)).toMatchObject({
      state: 'queued',
      errorCode: 'smtp/deferred',
      stage: null,
    })
    expect(nextDueAt(test.store)).toBe(60_000)
    expect(test.write((tx) => claimNextDue(tx, 60_000))).toMatchObject({ attempts: 2 })
  })

  it('shows after a crash which attempts were under way and how far they were', () => {
    const { id } = hold(1)
    test.write((tx) => {
      releaseDueHolds(tx, 1)
      claimNextDue(tx, 1)
      markDataStarted(tx, id, { host: 'mail.example:465', tls: 'TLSv1.3', at: 2 })
    })
    expect(listSubmissionsIn(test.store, 'attempting')).toMatchObject([{ id, stage: 'data' }])
  })

  it('gives everything back when the message is withdrawn', () => {
    const { logicalId, id } = hold()
    test.write((tx) => withdrawLogicalMessage(tx, logicalId))
    expect(findSubmission(test.store, id)).toBeNull()
    expect(findSentCopy(test.store, logicalId)).toBeNull()
    expect(findReplyKey(test.store, `reply-${logicalId}`)).toBeNull()
    expect(listDrafts(test.store)).toMatchObject([{ id: draftId, logicalId: null }])
    expect(blobCount()).toBe(0)
  })
})

describe('states of a submission', () => {
  const path: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
    held: [],
    queued: ['queued'],
    attempting: ['queued', 'attempting'],
    sent: ['queued', 'attempting', 'sent'],
    refused: ['queued', 'attempting', 'refused'],
    unknown: ['queued', 'attempting', 'unknown'],
  }
  const pairs = submissionStates.flatMap((from) => submissionStates.map((to) => [from, to] as const))

  it.each(pairs)('%s → %s is taken when it is legal and throws when it is not', (from, to) => {
    const { id } = hold()
    for (const state of path[from]) test.write((tx) => moveSubmission(tx, id, { to: state }, 1))
    const step = () => test.write((tx) => moveSubmission(tx, id, { to }, 2))
    if (isLegalStep(from, to)) step()
    else expect(step).toThrow(`can't go from ${from} to ${to}`)
    expect(findSubmission(test.store, id)?.state).toBe(isLegalStep(from, to) ? to : from)
  })

  it('never leads out of sent or refused, and to an attempt only from the queue', () => {
    for (const state of submissionStates) {
      expect(isLegalStep('sent', state)).toBe(false)
      expect(isLegalStep('refused', state)).toBe(false)
      expect(isLegalStep(state, 'attempting')).toBe(state === 'queued')
    }
  })
})

describe('the one way back from sent', () => {
  const address = 'maria@patients.example'
  const vouched = { code: 'smtp/tls-required', isVouched: true, at: 3 }
  const again = (id: number) => () => test.write((tx) => sendAgainWithoutTls(tx, id, [address], 4))
  function sent(report: typeof vouched | null): number {
    const { id } = hold()
    test.write((tx) => {
      for (const to of ['queued', 'attempting'] as const) moveSubmission(tx, id, { to }, 1)
      setRecipientOutcome(tx, id, address, 'accepted', null, 2)
      moveSubmission(tx, id, { to: 'sent' }, 2)
      if (report !== null) reportRecipient(tx, id, address, report)
    })
    return id
  }

  it('is for whom a host returned it to, once', () => {
    const id = sent(vouched)
    again(id)()
    expect(findSubmission(test.store, id)).toMatchObject({
      ...{ state: 'queued', notBefore: 4, finishedAt: null },
      recipients: [{ outcome: 'pending', tlsWaivedAt: 4, report: null }],
    })
    expect(again(id)).toThrow('only what was sent')
    test.write((tx) => {
      moveSubmission(tx, id, { to: 'attempting' }, 5)
      setRecipientOutcome(tx, id, address, 'accepted', null, 6)
      moveSubmission(tx, id, { to: 'sent' }, 6)
      reportRecipient(tx, id, address, { ...vouched, at: 7 })
    })
    expect(again(id)).toThrow('only what came back')
    expect(findSubmission(test.store, id)?.state).toBe('sent')
  })

  it.each([
    ['nothing came back', null],
    ['anyone may have said so', { ...vouched, isVouched: false }],
  ])('is closed where %s', (_name, report) => {
    const id = sent(report)
    expect(again(id)).toThrow('only what came back')
    expect(findSubmission(test.store, id)?.state).toBe('sent')
  })
})

describe('own copies', () => {
  it('wait until a copy was handed over, then are appended once', () => {
    const { logicalId } = hold()
    expect(listDueSentCopies(test.store, accountId, 5)).toEqual([])
    test.write((tx) => releaseSentCopy(tx, logicalId, 5))
    expect(listDueSentCopies(test.store, accountId, 5)).toMatchObject([{ logicalId, state: 'pending' }])
    test.write((tx) => startSentCopy(tx, logicalId, 6))
    expect(listDueSentCopies(test.store, accountId, 6)).toMatchObject([{ state: 'attempting', attempts: 1 }])
    test.write((tx) => finishSentCopy(tx, logicalId, 44, 7))
    test.write((tx) => releaseSentCopy(tx, logicalId, 8))
    expect(listDueSentCopies(test.store, accountId, 9)).toEqual([])
    expect(Buffer.from(readSentCopyRaw(test.store, logicalId)!).equals(sealed)).toBe(true)
  })
})
