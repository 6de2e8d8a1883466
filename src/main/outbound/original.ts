import type { MailAddress } from '../../shared/contract/index.ts'
import type { AccountId, MessageId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { AnsweredMethod } from '../store/index.ts'

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

export type ReadOriginal = (id: MessageId) => Promise<Result<OriginalMessage>>
