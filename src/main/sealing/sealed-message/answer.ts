import { ok, type Result } from '../../../shared/result.ts'
import { decryptAndVerify } from '../openpgp/decrypt.ts'
import { isMarked, type Written } from './format/answer-frame.ts'
import { decodeAnswer } from './format/answer-payload.ts'
import { pageAnswerLayout } from './format/layout.ts'
import { decodePageAnswer } from './format/page-answer.ts'

export type OpenAnswerOptions = {
  /** Armored secret keys of the practice. */
  readonly secretKeys: readonly string[]
  /** The reply key that was put into the message with this Message-ID; null when it isn't known. */
  readonly replyKeyFor: (messageId: string) => Uint8Array | null | Promise<Uint8Array | null>
  readonly now: Date
}

/** Written in the answer box of a sealed message. */
export type MessageAnswer = Written & {
  readonly source: 'message'
  /** Message-ID of the message that it answers, with angle brackets. A claim, unless the next is true. */
  readonly boundTo: string
  /** True when whoever wrote it had opened that message; anyone else may have written it otherwise. */
  readonly openedWithPassphrase: boolean
}

/** Written on the reply page, by whoever found it. */
export type ReplyPageAnswer = Written & {
  readonly source: 'reply-page'
  /** Nine digits that were typed: a claim, whichever message they fit. */
  readonly reference: string
}

export type OpenedAnswer = MessageAnswer | ReplyPageAnswer

/**
 * Opens a sealed answer that `findSealedAnswers` found.
 *
 * @returns what `decryptAndVerify` returns; `sealed/not-a-container` when it is another kind of OpenPGP message;
 *   `sealed/version-newer`, `sealed/limits-exceeded` or `sealed/damaged`
 */
export async function openAnswer(armored: string, options: OpenAnswerOptions): Promise<Result<OpenedAnswer>> {
  const { secretKeys, now, replyKeyFor } = options
  const decrypted = await decryptAndVerify(armored, { secretKeys, senderCertificates: [], now })
  if (!decrypted.ok) return decrypted
  const { inner } = decrypted.value
  if (isMarked(inner, pageAnswerLayout)) {
    const written = decodePageAnswer(inner)
    return written.ok ? ok({ source: 'reply-page', ...written.value }) : written
  }
  const answer = decodeAnswer(inner)
  if (!answer.ok) return answer
  const { text, attachments, messageId, isAuthenticatedBy } = answer.value
  const replyKey = await replyKeyFor(messageId)
  return ok({
    source: 'message',
    text,
    attachments,
    boundTo: messageId,
    openedWithPassphrase: replyKey !== null && isAuthenticatedBy(replyKey),
  })
}
