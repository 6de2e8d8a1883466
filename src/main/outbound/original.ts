import type { MailAddress } from '../../shared/contract/index.ts'
import type { AccountId, MessageId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { findMessage, type AnsweredMethod, type Reader } from '../store/index.ts'

/** A received message as an answer or forward needs it; `engine` gives it, from what inbound opened. */
export interface OriginalMessage {
  readonly id: MessageId
  /** The account whose mailbox holds it. */
  readonly accountId: AccountId
  /** For whom hosts took it in, in lower case; anyone may have written that. */
  readonly deliveredTo: readonly string[]
  /** With angle brackets; null when the sender gave none. */
  readonly messageId: string | null
  /** How it was protected when it came; null: not encrypted, or our own copy. */
  readonly method: AnsweredMethod | null
  readonly references: readonly string[]
  readonly from: readonly MailAddress[]
  readonly replyTo: readonly MailAddress[]
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly bcc: readonly MailAddress[]
  readonly subject: string
  readonly date: string
  /** The body as plain text; a decrypted part that isn't the root of the message is never in it. */
  readonly text: string
  readonly attachments: readonly {
    readonly name: string
    readonly contentType: string
    readonly bytes: Uint8Array
  }[]
}

/** @param part `text`: its files are left out where they aren't here; the text of a large message comes first */
export type ReadOriginal = (id: MessageId, part: 'text' | 'whole') => Promise<Result<OriginalMessage>>

/** Where an answer stands (RFC 5322 section 3.6.4). */
export interface AnsweredThread {
  readonly inReplyTo: string | null
  readonly references: readonly string[]
}

/** The thread of the message that is answered; where it can't be read now, by what the list knows of it. */
export async function threadOf(
  id: MessageId,
  readOriginal: ReadOriginal,
  reader: Reader,
): Promise<AnsweredThread> {
  const original = await readOriginal(id, 'text')
  if (original.ok) {
    const { messageId, references } = original.value
    return { inReplyTo: messageId, references: [...references, ...(messageId === null ? [] : [messageId])] }
  }
  const listed = findMessage(reader, id)?.messageId ?? null
  const inReplyTo = listed === null ? null : `<${listed}>`
  return { inReplyTo, references: inReplyTo === null ? [] : [inReplyTo] }
}
