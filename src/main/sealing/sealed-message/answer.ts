import { ok, type Result } from '../../../shared/result.ts'
import { decryptAndVerify } from '../openpgp/decrypt.ts'
import { decodeAnswer } from './format/answer-payload.ts'
import type { SealedAttachment } from './format/content.ts'

export type OpenAnswerOptions = {
  /** Armored secret keys of the practice. */
  readonly secretKeys: readonly string[]
  /** The reply key that was put into the message with this Message-ID; null when it isn't known. */
  readonly replyKeyFor: (messageId: string) => Uint8Array | null | Promise<Uint8Array | null>
  readonly now: Date
}

export type OpenedAnswer = {
  readonly text: string
  readonly attachments: readonly SealedAttachment[]
  /** Message-ID of the message that it answers, with angle brackets. A claim, unless the next is true. */
  readonly boundTo: string
  /** True when whoever wrote it had opened that message; anyone else may have written it otherwise. */
  readonly openedWithPassphrase: boolean
}

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
  const answer = decodeAnswer(decrypted.value.inner)
  if (!answer.ok) return answer
  const { text, attachments, messageId, isAuthenticatedBy } = answer.value
  const replyKey = await replyKeyFor(messageId)
  return ok({
    text,
    attachments,
    boundTo: messageId,
    openedWithPassphrase: replyKey !== null && isAuthenticatedBy(replyKey),
  })
}
