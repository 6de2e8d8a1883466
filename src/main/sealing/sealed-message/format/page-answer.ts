import { fail, ok, type Result } from '../../../../shared/result.ts'
import { frameAnswer, readAnswerFrame, type Written } from './answer-frame.ts'
import { pageAnswerLayout } from './layout.ts'
import { isReference } from './reference.ts'

/** What somebody writes on the practice's reply page. */
export type PageAnswer = Written & {
  /** The number that was typed from a PDF, nine digits. */
  readonly reference: string
}

/** The bytes that are then encrypted with OpenPGP. There is no secret on the page, so there is no MAC. */
export function encodePageAnswer(answer: PageAnswer): Uint8Array {
  return frameAnswer(pageAnswerLayout, { reference: answer.reference }, answer)
}

/**
 * Reads a decrypted answer of the reply page. It says nothing of who wrote it: anyone can write one.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer`, `sealed/limits-exceeded` or `sealed/damaged`
 */
export function decodePageAnswer(payload: Uint8Array): Result<PageAnswer> {
  const frame = readAnswerFrame(payload, pageAnswerLayout)
  if (!frame.ok) return frame
  const { fields, text, attachments } = frame.value
  const { reference } = fields
  return isReference(reference)
    ? ok({ reference, text, attachments })
    : fail('sealed/damaged', { part: 'reference' })
}
