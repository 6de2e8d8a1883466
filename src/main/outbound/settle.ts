import type { Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  findDraftOf,
  listSubmissions,
  moveSubmission,
  recordEncounters,
  releaseSentCopy,
  removeDraft,
  setRecipientOutcome,
  type Submission,
  type Tx,
} from '../store/index.ts'
import type { SubmitOutcome } from './submitter.ts'

/**
 * Writes down how an attempt ended, with its audit event, in the caller's transaction.
 * @param retryAt when a deferred message is due again; milliseconds since 1970
 */
export function settleAttempt(
  tx: Tx,
  audit: AuditTrail,
  submission: Submission,
  outcome: SubmitOutcome,
  time: { readonly now: number; readonly retryAt: number },
): Result<void> {
  const { id, logicalId: logical } = submission
  const { now, retryAt } = time
  switch (outcome.kind) {
    case 'answered': {
      for (const { address, outcome: one, code } of outcome.recipients) {
        setRecipientOutcome(tx, id, address, one, code)
      }
      if (!outcome.recipients.some((recipient) => recipient.outcome === 'accepted')) {
        const code = outcome.recipients[0]?.code ?? 'smtp/recipient-refused'
        moveSubmission(tx, id, { to: 'refused', errorCode: code }, now)
        return audit.append(tx, { type: 'submission.refused', logical, submission: id, code })
      }
      markSent(tx, submission, { tls: outcome.tls }, now)
      return audit.append(tx, { type: 'submission.sent', logical, submission: id, tls: outcome.tls })
    }
    case 'deferred': {
      const { code, detail } = outcome.error
      const move = { notBefore: retryAt, errorCode: code, errorDetail: detail ?? null }
      moveSubmission(tx, id, { to: 'queued', ...move }, now)
      return audit.append(tx, { type: 'submission.deferred', logical, submission: id, code })
    }
    case 'refused': {
      const { code, detail } = outcome.error
      moveSubmission(tx, id, { to: 'refused', errorCode: code, errorDetail: detail ?? null }, now)
      return audit.append(tx, { type: 'submission.refused', logical, submission: id, code })
    }
    case 'unknown':
      moveSubmission(tx, id, { to: 'unknown', errorCode: 'smtp/unknown-outcome' }, now)
      return audit.append(tx, { type: 'submission.unknown', logical, submission: id })
  }
}

/** The host has it: our copy may go to Sent, and the draft goes once nobody is left who didn't get it. */
export function markSent(
  tx: Tx,
  submission: Submission,
  receipt: Record<string, unknown>,
  now: number,
): void {
  const { id, logicalId, recipients } = submission
  moveSubmission(tx, id, { to: 'sent', receipt }, now)
  releaseSentCopy(tx, logicalId, now)
  const draft = findDraftOf(tx, logicalId)
  const isAllThere = listSubmissions(tx, logicalId).every(
    (one) => one.state === 'sent' && one.recipients.every(({ outcome }) => outcome !== 'refused'),
  )
  if (draft !== null && isAllThere) {
    removeDraft(tx, draft.id)
  }
  recordEncounters(
    tx,
    recipients.map(({ address }) => ({ address, name: '', direction: 'sent' as const, at: now })),
  )
}
