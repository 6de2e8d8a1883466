import type { LogicalMessageId } from '../../shared/ids.ts'
import { refusalCode, saysWrongAddress } from '../../shared/refusal-code.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { DeliveryReport } from '../mime/index.ts'
import { readEnvelopeId } from '../sealing/index.ts'
import {
  findSubmissionByEnvelopeId,
  findSubmissionByMessageId,
  noteWrongAddress,
  reportRecipient,
  type Submission,
  type SubmissionRecipient,
  type Tx,
} from '../store/index.ts'

/**
 * Attaches a report to the submission it speaks of. It is matched by the envelope id, which only hosts on the way know,
 * or else by the Message-ID, which every recipient knows: then it is noted as what somebody says. Either way it is a
 * note beside the recipient; that the host took the message stays as it was, and nothing is sent again for it. An
 * address that a host on the way says nobody has is warned of next time; what somebody says warns of nothing. Of a copy
 * that a person let leave again, a report on the first time is no news.
 *
 * @returns the message it speaks of, or null: it isn't about one of ours
 */
export function noteDeliveryReport(
  tx: Tx,
  audit: AuditTrail,
  report: DeliveryReport,
  at: number,
): Result<LogicalMessageId | null> {
  const named = report.envelopeId === null ? null : readEnvelopeId(report.envelopeId)
  const vouched = named === null ? null : findSubmissionByEnvelopeId(tx, named.id)
  const submission =
    vouched ?? (report.messageId === null ? null : findSubmissionByMessageId(tx, report.messageId))
  if (submission === null) {
    return ok(null)
  }
  const { id, logicalId } = submission
  const isVouched = vouched !== null
  const requiredTls = vouched === null ? null : (named?.requiresTls ?? null)
  for (const { addresses, action, status } of report.recipients) {
    const recipient = recipientOf(submission, addresses)
    if (action === 'failed' && recipient !== null && !isOfFirstTime(recipient, requiredTls, at)) {
      const { address } = recipient
      const code = refusalCode({ replyCode: null, status })
      const isNews = reportRecipient(tx, id, address, { code, isVouched, at })
      const recorded = isNews
        ? audit.append(tx, {
            type: 'submission.returned',
            logical: logicalId,
            submission: id,
            code,
            isVouched,
          })
        : ok(undefined)
      if (!recorded.ok) {
        return recorded
      }
      // Of one that forwards, the report may speak of where it forwards to: the address itself was right.
      if (isNews && isVouched && saysWrongAddress(code) && addresses.every((one) => one === address)) {
        noteWrongAddress(tx, { address, reason: 'refused', instead: null, notedAt: at })
      }
    }
  }
  return ok(logicalId)
}

/** Hosts that forward name another address than the one written to; with one recipient it can be nobody else. */
function recipientOf({ recipients }: Submission, addresses: readonly string[]): SubmissionRecipient | null {
  const named = recipients.find(({ address }) => addresses.includes(address.toLowerCase()))
  const only = recipients.length === 1 ? recipients[0] : undefined
  return named ?? only ?? null
}

/**
 * It speaks of the sending that required TLS, to somebody to whom it left again since.
 * @param requiredTls whether the sending did that the report names; null where it names none, and its time has to do
 */
function isOfFirstTime(
  { tlsWaivedAt }: SubmissionRecipient,
  requiredTls: boolean | null,
  at: number,
): boolean {
  return tlsWaivedAt !== null && (requiredTls ?? at < tlsWaivedAt)
}
