import { fail, ok, type Result } from '../../../shared/result.ts'
import { refusal, replyOf, smtpErrorCode, type SmtpReply } from './errors.ts'

/** What became of one recipient. `reply` is the server's answer that says so. */
export type RecipientOutcome =
  | { readonly address: string; readonly state: 'accepted' }
  | { readonly address: string; readonly state: 'refused' | 'deferred'; readonly reply: SmtpReply }

export type SubmissionOutcome =
  /** The server has answered for every recipient, in the order of the envelope, over a connection so protected. */
  | { readonly kind: 'answered'; readonly recipients: readonly RecipientOutcome[]; readonly tls: string }
  /** The connection died after the message may have been complete: it may have left or not. Never send again. */
  | { readonly kind: 'unknown' }

/** The part of nodemailer's error that says who was rejected and in which command. */
type SendError = {
  readonly command?: string | undefined
  readonly recipient?: string | undefined
  readonly rejectedErrors?: readonly SendError[] | undefined
}

/** The outcome of a message that the server took: accepted for all but the rejected recipients. */
export function answered(
  recipients: readonly string[],
  rejections: readonly SendError[],
  tls: string,
): SubmissionOutcome {
  return {
    kind: 'answered',
    tls,
    recipients: recipients.map((address) => {
      const rejection = rejections.find((error) => error.recipient === address)
      return rejection === undefined
        ? { address, state: 'accepted' }
        : turnedAway(address, replyOf(rejection))
    }),
  }
}

/**
 * What an error while sending means. The reply to the final dot is about the whole message: a recipient that was
 * refused before it is counted with the others, since none got anything.
 */
export function interpretError(
  error: SendError,
  recipients: readonly string[],
  dotMayHaveLeft: boolean,
  tls: string,
): Result<SubmissionOutcome> {
  const reply = replyOf(error)
  if (error.command === 'API') return fail('mime/bad-address')
  if (error.command === 'MAIL FROM' && reply !== null) return senderRefused(reply)
  if (error.rejectedErrors !== undefined) return ok(answered(recipients, error.rejectedErrors, tls))
  if (reply !== null && (error.command === 'DATA' || dotMayHaveLeft)) {
    return ok({ kind: 'answered', tls, recipients: recipients.map((address) => turnedAway(address, reply)) })
  }
  if (dotMayHaveLeft) return ok({ kind: 'unknown' })
  return fail(smtpErrorCode(error), reply === null ? undefined : detailOf(reply))
}

function senderRefused(reply: SmtpReply): Result<never> {
  // RFC 1870 section 6.1: the size that MAIL declared is over the limit, or the disk is full.
  if (reply.replyCode === 552 || reply.status === '5.3.4') return fail('smtp/too-large', detailOf(reply))
  if (refusal(reply) === 'smtp/deferred') return fail('smtp/deferred', detailOf(reply))
  return fail('smtp/sender-refused', detailOf(reply))
}

function turnedAway(address: string, reply: SmtpReply | null): RecipientOutcome {
  // A rejection without a readable code can't be counted as final.
  const known = reply ?? { replyCode: 450, status: null }
  return { address, state: refusal(known) === 'smtp/deferred' ? 'deferred' : 'refused', reply: known }
}

function detailOf({ replyCode, status }: SmtpReply): Record<string, string | number> {
  return status === null ? { replyCode } : { replyCode, status }
}
