import { saysWrongAddress } from '../../shared/refusal-code.ts'
import { ok, type Failure, type Result } from '../../shared/result.ts'
import type { AuditEvent, AuditTrail, Receipt } from '../audit/index.ts'
import {
  findDraftOf,
  findSubmission,
  findWrongAddress,
  forgetWrongAddress,
  listSubmissions,
  moveSubmission,
  noteDeferral,
  noteWrongAddress,
  recordEncounters,
  releaseSentCopy,
  dropDraft,
  setRecipientOutcome,
  type Submission,
  type Tx,
} from '../store/index.ts'
import { giveUpAfterMs } from './limits.ts'
import type { HandOver, Receipts } from './receipts.ts'
import type { SubmitOutcome } from './submitter.ts'

/** Where it is written down that a copy was handed over: the log, and the receipts that it names. */
export interface Books {
  readonly audit: AuditTrail
  readonly receipts: Receipts
}

/**
 * Writes down how an attempt ended, with its audit event, in the caller's transaction.
 * @param retryAt when a deferred message is due again; milliseconds since 1970
 */
export function settleAttempt(
  tx: Tx,
  books: Books,
  submission: Submission,
  answer: SubmitOutcome,
  time: { readonly now: number; readonly retryAt: number },
): Result<void> {
  const { audit } = books
  const { id, logicalId: logical } = submission
  const { now, retryAt } = time
  const outcome = asksToWait(answer) && hasAskedTooLong(tx, id, now) ? givenUp(answer) : answer
  switch (outcome.kind) {
    case 'answered':
      return settleAnswers(tx, books, submission, outcome, time)
    case 'deferred': {
      const { code, detail } = outcome.error
      const move = { notBefore: retryAt, errorCode: code, errorDetail: detail ?? null }
      moveSubmission(tx, id, { to: 'queued', ...move }, now)
      return audit.append(tx, { type: 'submission.deferred', logical, submission: id, code })
    }
    case 'refused': {
      const { code } = outcome.error
      const { refused, reached } = endWaitingRecipients(tx, submission, outcome.error, now)
      const event = { logical, submission: id, code }
      return audit.append(
        tx,
        reached === 0
          ? { type: 'submission.refused', ...event }
          : { type: 'submission.refused-in-part', ...event, refused, reached },
      )
    }
    case 'unknown':
      moveSubmission(tx, id, { to: 'unknown', errorCode: 'smtp/unknown-outcome' }, now)
      return audit.append(tx, { type: 'submission.unknown', logical, submission: id })
  }
}

/** The host itself put somebody off; no connection or no login is another matter, and is waited for without end. */
function asksToWait(answer: SubmitOutcome): boolean {
  return answer.kind === 'answered'
    ? answer.recipients.some(({ outcome }) => outcome === 'deferred')
    : answer.kind === 'deferred' && answer.error.code === 'smtp/deferred'
}

function hasAskedTooLong(tx: Tx, id: number, now: number): boolean {
  return now - noteDeferral(tx, id, now) >= giveUpAfterMs
}

/** Whoever was put off once more counts as refused. */
function givenUp(answer: SubmitOutcome): SubmitOutcome {
  const code = 'smtp/given-up'
  return answer.kind === 'answered'
    ? {
        ...answer,
        recipients: answer.recipients.map((one) =>
          one.outcome === 'deferred' ? { ...one, outcome: 'refused', code } : one,
        ),
      }
    : { kind: 'refused', error: { code } }
}

/** An address that its host doesn't take is warned of next time, until a host takes it. */
function noteAnswer(
  tx: Tx,
  address: string,
  { outcome, code }: Pick<Answered['recipients'][number], 'outcome' | 'code'>,
  now: number,
): void {
  if (
    outcome === 'refused' &&
    code !== null &&
    (code === 'smtp/recipient-refused' || saysWrongAddress(code))
  ) {
    noteWrongAddress(tx, { address, reason: 'refused', instead: null, notedAt: now })
  } else if (outcome === 'accepted' && findWrongAddress(tx, address)?.reason === 'refused') {
    forgetWrongAddress(tx, address)
  }
}

type Answered = Extract<SubmitOutcome, { kind: 'answered' }>

/** Each recipient for itself: who was taken or refused is settled, and the copy waits for the others alone. */
function settleAnswers(
  tx: Tx,
  books: Books,
  submission: Submission,
  { recipients, tls }: Answered,
  { now, retryAt }: { readonly now: number; readonly retryAt: number },
): Result<void> {
  const { audit } = books
  const { id, logicalId: logical } = submission
  for (const { address, outcome, code } of recipients) {
    setRecipientOutcome(tx, id, address, outcome === 'deferred' ? 'pending' : outcome, code, now)
    noteAnswer(tx, address, { outcome, code }, now)
  }
  const reached = recipients.filter(({ outcome }) => outcome === 'accepted').map(({ address }) => address)
  const noted = noteHandedOver(tx, books, submission, { reached, confirmedBy: 'host' }, now)
  if (!noted.ok) {
    return noted
  }
  const count = (outcome: Answered['recipients'][number]['outcome']) =>
    recipients.filter((one) => one.outcome === outcome).length
  const [accepted, refused, waiting] = [count('accepted'), count('refused'), count('deferred')]
  if (waiting > 0) {
    const code = 'smtp/deferred'
    moveSubmission(tx, id, { to: 'queued', notBefore: retryAt, errorCode: code }, now)
    const deferred: AuditEvent = { type: 'submission.deferred', logical, submission: id, code }
    return accepted + refused === 0
      ? audit.append(tx, deferred)
      : appendAll(tx, audit, [answeredInPart(), deferred])
  }
  if (!isHandedOver(tx, id)) {
    const code = recipients[0]?.code ?? 'smtp/recipient-refused'
    moveSubmission(tx, id, { to: 'refused', errorCode: code }, now)
    return audit.append(tx, { type: 'submission.refused', logical, submission: id, code })
  }
  finishSent(tx, submission, now)
  // Where this attempt's all were taken, the sentence needs no numbers.
  return refused === 0
    ? audit.append(tx, { type: 'submission.sent', logical, submission: id, tls })
    : audit.append(tx, answeredInPart())

  function answeredInPart(): AuditEvent {
    return { type: 'submission.answered-in-part', logical, submission: id, tls, accepted, refused, waiting }
  }
}

/**
 * Nobody who still waits for this copy will get it, for this reason. It ends as `sent` where the host took it for
 * somebody before.
 * @returns how many that is, and how many had it before
 */
export function endWaitingRecipients(
  tx: Tx,
  submission: Submission,
  { code, detail }: Failure,
  now: number,
): { readonly refused: number; readonly reached: number } {
  const { id, recipients } = submission
  const waiting = waitingRecipients(submission)
  const reached = recipients.filter(({ outcome }) => outcome === 'accepted').length
  if (reached === 0) {
    moveSubmission(tx, id, { to: 'refused', errorCode: code, errorDetail: detail ?? null }, now)
  } else {
    for (const { address } of waiting) {
      setRecipientOutcome(tx, id, address, 'refused', code, now)
    }
    finishSent(tx, submission, now)
  }
  return { refused: waiting.length, reached }
}

/** Who hasn't been answered for good: the envelope of the next attempt. */
export function waitingRecipients({ recipients }: Submission): Submission['recipients'] {
  return recipients.filter(({ outcome }) => outcome === 'pending')
}

/**
 * Those who still waited for this copy have it, as Sent or a person says.
 * @param confirmedBy how that is known
 */
export function settleAsArrived(
  tx: Tx,
  books: Books,
  submission: Submission,
  confirmedBy: Receipt['confirmedBy'],
  now: number,
): Result<void> {
  const reached = waitingRecipients(submission).map(({ address }) => address)
  reached.forEach((address) => {
    setRecipientOutcome(tx, submission.id, address, 'accepted', null, now)
  })
  finishSent(tx, submission, now)
  return noteHandedOver(tx, books, submission, { reached, confirmedBy }, now)
}

/** Nobody waits for this copy any more; the draft goes once nobody is left who didn't get it. */
function finishSent(tx: Tx, { id, logicalId }: Submission, now: number): void {
  moveSubmission(tx, id, { to: 'sent' }, now)
  const draft = findDraftOf(tx, logicalId)
  const isAllThere = listSubmissions(tx, logicalId).every(
    (one) => one.state === 'sent' && one.recipients.every(({ outcome }) => outcome !== 'refused'),
  )
  if (draft !== null && isAllThere) {
    dropDraft(tx, draft.id)
  }
}

/**
 * Whoever has it is known from now on, the receipt says what protected it on its way there, and our own copy goes to
 * Sent; nothing where nobody has.
 */
function noteHandedOver(
  tx: Tx,
  { audit, receipts }: Books,
  { id, logicalId }: Submission,
  handedOver: HandOver,
  now: number,
): Result<void> {
  const { reached } = handedOver
  if (reached.length === 0) {
    return ok(undefined)
  }
  releaseSentCopy(tx, logicalId, now)
  recordEncounters(
    tx,
    reached.map((address) => ({ address, name: '', direction: 'sent' as const, at: now })),
  )
  const receipt = receipts.issue(tx, id, handedOver, now)
  const written = { logical: logicalId, submission: id, receipt, recipients: reached.length }
  return audit.append(tx, { type: 'receipt.written', ...written })
}

function isHandedOver(tx: Tx, id: number): boolean {
  return findSubmission(tx, id)?.recipients.some(({ outcome }) => outcome === 'accepted') ?? false
}

function appendAll(tx: Tx, audit: AuditTrail, events: readonly AuditEvent[]): Result<void> {
  for (const event of events) {
    const recorded = audit.append(tx, event)
    if (!recorded.ok) {
      return recorded
    }
  }
  return ok(undefined)
}
