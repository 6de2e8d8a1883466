import type { LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  listSubmissions,
  sendAgainWithoutTls,
  type Store,
  type Submission,
  type SubmissionRecipient,
} from '../store/index.ts'

export interface WithoutTlsDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

/**
 * A host on the way had no TLS, as its own report says, and returned the copy rather than break the requirement (RFC 8689
 * section 5). Nobody waits for the copy any more, and it wasn't let go without the requirement before.
 */
export function canGoWithoutTls(
  { state }: Pick<Submission, 'state'>,
  { outcome, report, tlsWaivedAt }: SubmissionRecipient,
): boolean {
  return (
    state === 'sent' &&
    outcome === 'accepted' &&
    tlsWaivedAt === null &&
    report?.isVouched === true &&
    report.code === 'smtp/tls-required'
  )
}

/**
 * A person's decision: to those alone to whom it couldn't get otherwise, the same sealed bytes leave again, without the
 * requirement, once. What protects the content is the seal; on that part of the way its addresses and its neutral subject
 * may be read. Error: `message/absent` when there is nobody left for whom that would help.
 */
export function sendWithoutTls(
  { store, audit, clock }: WithoutTlsDeps,
  logicalId: LogicalMessageId,
): Result<void> {
  return store.transaction((tx) => {
    const submissions = listSubmissions(tx, logicalId)
    // By address the last copy counts: who was sent the other form since then isn't sent this one again.
    const last = new Map(
      submissions.flatMap(({ id, recipients }) => recipients.map(({ address }) => [address, id] as const)),
    )
    const now = clock().getTime()
    let isAny = false
    for (const submission of submissions) {
      const returned = submission.recipients.filter(
        (one) => last.get(one.address) === submission.id && canGoWithoutTls(submission, one),
      )
      if (returned.length === 0) {
        continue
      }
      isAny = true
      const { id } = submission
      const event = { logical: logicalId, submission: id, recipients: returned.length }
      const recorded = audit.append(tx, { type: 'submission.tls-waived', ...event })
      if (!recorded.ok) {
        return recorded
      }
      sendAgainWithoutTls(
        tx,
        id,
        returned.map(({ address }) => address),
        now,
      )
    }
    return isAny ? ok(undefined) : fail('message/absent')
  })
}
