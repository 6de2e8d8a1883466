import { createMessage, encrypt, readKey } from 'openpgp'
import { encodeAnswer } from '../../../src/main/sealing/sealed-message/format/answer-payload.ts'
import type {
  ReplyMeans,
  SealedAttachment,
  SealedContent,
} from '../../../src/main/sealing/sealed-message/format/content.ts'

export type AnswerDraft = {
  readonly text: string
  readonly attachments: readonly SealedAttachment[]
}

/**
 * Seals an answer to the practice's certificate and binds it to the message that it answers.
 *
 * The certificate is judged at the time of the message: a computer's clock may be wrong, and an old message may
 * still be answered.
 *
 * @returns an armored OpenPGP message with LF line ends
 */
export async function sealAnswer(
  draft: AnswerDraft,
  content: SealedContent,
  containerId: Uint8Array,
  reply: ReplyMeans,
): Promise<string> {
  const date = new Date(content.sentAt)
  const payload = encodeAnswer({ ...draft, messageId: content.messageId, containerId }, reply.key)
  // Text, by its format; the library's types name Node's streams, which a page doesn't have.
  const armored: unknown = await encrypt({
    message: await createMessage({ binary: payload, date }),
    encryptionKeys: await readKey({ armoredKey: reply.certificate }),
    date,
    format: 'armored',
    config: { showVersion: false, showComment: false },
  })
  return String(armored).replace(/\r\n/g, '\n')
}
