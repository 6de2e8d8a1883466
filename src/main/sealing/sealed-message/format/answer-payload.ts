import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import { frameAnswer, lengthOffset, readAnswerFrame, type Written } from './answer-frame.ts'
import { encodeHex, equalBytes, joinBytes } from './encodings.ts'
import { answerLayout } from './layout.ts'
import { isMessageId } from './manifest.ts'

/** What a patient writes back. */
export type Answer = Written & {
  /** Message-ID of the message that is answered, with angle brackets. */
  readonly messageId: string
  /** Id of the container that was opened, 16 bytes. */
  readonly containerId: Uint8Array
}

export type ReadAnswer = Omit<Answer, 'containerId'> & {
  /** Lower-case hexadecimal. */
  readonly containerId: string
  /** True when the answer was made by somebody who holds this reply key. */
  readonly isAuthenticatedBy: (replyKey: Uint8Array) => boolean
}

const { magic } = answerLayout
const macAt = magic.length + 1
const lengthAt = lengthOffset(answerLayout)
const utf8 = new TextEncoder()

/** The bytes that are then encrypted with OpenPGP. */
export function encodeAnswer(answer: Answer, replyKey: Uint8Array): Uint8Array {
  const { messageId, containerId } = answer
  const payload = frameAnswer(answerLayout, { messageId, id: encodeHex(containerId) }, answer)
  payload.set(macOf(payload, replyKey), macAt)
  return payload
}

/**
 * Reads a decrypted answer. Whether it was made by somebody who opened the message is a second question, put to
 * `isAuthenticatedBy` with the reply key of the message that it names.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer`, `sealed/limits-exceeded` or `sealed/damaged`
 */
export function decodeAnswer(payload: Uint8Array): Result<ReadAnswer> {
  const frame = readAnswerFrame(payload, answerLayout)
  if (!frame.ok) return frame
  const { fields, text, attachments } = frame.value
  const { messageId, id } = fields
  if (!isMessageId(messageId)) return fail('sealed/damaged', { part: 'messageId' })
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) return fail('sealed/damaged', { part: 'id' })
  const mac = payload.slice(macAt, lengthAt)
  return ok({
    messageId,
    containerId: id,
    text,
    attachments,
    isAuthenticatedBy: (replyKey) => equalBytes(mac, macOf(payload, replyKey)),
  })
}

/** Over everything that follows the MAC, padding included. */
function macOf(payload: Uint8Array, replyKey: Uint8Array): Uint8Array {
  return hmac(sha256, replyKey, joinBytes([utf8.encode('sealpost/answer/1'), payload.subarray(lengthAt)]))
}
