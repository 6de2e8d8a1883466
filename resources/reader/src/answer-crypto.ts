import { createMessage, encrypt, readKey } from 'openpgp'
import type { Written } from '../../../src/main/sealing/sealed-message/format/answer-frame.ts'
import { encodeAnswer } from '../../../src/main/sealing/sealed-message/format/answer-payload.ts'
import type { ReplyMeans, SealedContent } from '../../../src/main/sealing/sealed-message/format/content.ts'
import { encodePageAnswer } from '../../../src/main/sealing/sealed-message/format/page-answer.ts'

/**
 * Seals an answer to the practice's certificate and binds it to the message that it answers.
 *
 * @returns an armored OpenPGP message with LF line ends
 */
export function sealAnswer(
  written: Written,
  content: SealedContent,
  containerId: Uint8Array,
  reply: ReplyMeans,
): Promise<string> {
  const payload = encodeAnswer({ ...written, messageId: content.messageId, containerId }, reply.key)
  return encryptTo(reply.certificate, payload, new Date(content.sentAt))
}

/**
 * Seals what was written on the reply page. Nothing binds it but the number that was typed.
 *
 * @param madeAt when the page was made
 * @returns an armored OpenPGP message with LF line ends
 */
export function sealPageAnswer(
  written: Written,
  reference: string,
  certificate: string,
  madeAt: Date,
): Promise<string> {
  return encryptTo(certificate, encodePageAnswer({ ...written, reference }), madeAt)
}

/**
 * @param date the certificate is judged at the time of the message, or of the page: a computer's clock may be wrong,
 *   and an old message may still be answered
 */
async function encryptTo(certificate: string, payload: Uint8Array, date: Date): Promise<string> {
  // Text, by its format; the library's types name Node's streams, which a page doesn't have.
  const armored: unknown = await encrypt({
    message: await createMessage({ binary: payload, date }),
    encryptionKeys: await readKey({ armoredKey: certificate }),
    date,
    format: 'armored',
    config: { showVersion: false, showComment: false },
  })
  return String(armored).replace(/\r\n/g, '\n')
}
