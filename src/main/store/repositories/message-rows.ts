import type { AccountId, LogicalMessageId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { blobRefOf, type BlobRef } from '../blobs.ts'
import type { SqlRow } from '../connection.ts'
import { bool, bytesOrNull, int, intOrNull, json, jsonOrNull, text, textOrNull } from '../rows.ts'

export type StoredAddress = { readonly name: string; readonly address: string }

/** The people of a message, as shown in lists. */
export type StoredEnvelope = {
  readonly from: readonly StoredAddress[]
  readonly to: readonly StoredAddress[]
  readonly cc: readonly StoredAddress[]
  readonly bcc: readonly StoredAddress[]
  readonly replyTo: readonly StoredAddress[]
}

export type MessageFlags = {
  readonly isSeen: boolean
  readonly isFlagged: boolean
  readonly isAnswered: boolean
  readonly isDraft: boolean
  readonly isDeleted: boolean
  readonly keywords: readonly string[]
}

/** The one word of a list row, where one is needed. */
export type MessageMark = 'sealed' | 'encrypted' | 'not-encrypted' | 'suspicious'

/**
 * `absent`: its header alone is here. `stored`: the raw source lies here. `too-complex`: so it does, and isn't to be
 * parsed again.
 */
export type BodyState = 'absent' | 'stored' | 'too-complex'

/** What a message says of itself; the same for a header-only fetch and for a full parse. */
export type MessageFacts = {
  /** The Date header field. */
  readonly sentDate: number | null
  readonly envelope: StoredEnvelope
  readonly subject: string
  readonly snippet: string
  readonly hasAttachments: boolean
  /** Names, types and sizes; inbound owns the shape. */
  readonly attachments: unknown
  readonly mark: MessageMark | null
  /** Cryptographic summary and sender verdict; inbound owns the shapes. */
  readonly protection: unknown
  readonly authenticity: unknown
  /** Set for our own copies: the message that it is a copy of. */
  readonly logicalId: LogicalMessageId | null
}

export type MessageRecord = MessageFlags &
  MessageFacts & {
    readonly id: MessageId
    readonly accountId: AccountId
    readonly mailboxId: MailboxId
    /** Null while only this computer knows it at this place. */
    readonly uid: number | null
    readonly modseq: string | null
    /** When the host got it (IMAP INTERNALDATE). */
    readonly internalDate: number
    readonly sizeBytes: number
    readonly emailId: string | null
    readonly bodyState: BodyState
    readonly messageId: string | null
    readonly threadId: number
    readonly isStale: boolean
    readonly rawSha256: Uint8Array | null
    readonly raw: BlobRef | null
  }

/** What lists show of a message. */
export type ListedMessage = Pick<
  MessageRecord,
  | 'id'
  | 'mailboxId'
  | 'uid'
  | 'isSeen'
  | 'isFlagged'
  | 'isAnswered'
  | 'internalDate'
  | 'sentDate'
  | 'sizeBytes'
  | 'envelope'
  | 'subject'
  | 'snippet'
  | 'hasAttachments'
  | 'mark'
>

/** The columns of `listedOf`: a third of a row, and one value to parse instead of six. */
export const listedColumns =
  'id, mailbox_id, uid, is_seen, is_flagged, is_answered, internal_date, sent_date, size_bytes, envelope_json, subject, snippet, has_attachments, mark'

export function listedOf(row: SqlRow): ListedMessage {
  return {
    id: int(row, 'id') as MessageId,
    mailboxId: int(row, 'mailbox_id') as MailboxId,
    uid: intOrNull(row, 'uid'),
    isSeen: bool(row, 'is_seen'),
    isFlagged: bool(row, 'is_flagged'),
    isAnswered: bool(row, 'is_answered'),
    internalDate: int(row, 'internal_date'),
    sentDate: intOrNull(row, 'sent_date'),
    sizeBytes: int(row, 'size_bytes'),
    envelope: json<StoredEnvelope>(row, 'envelope_json'),
    subject: text(row, 'subject'),
    snippet: text(row, 'snippet'),
    hasAttachments: bool(row, 'has_attachments'),
    mark: textOrNull(row, 'mark') as MessageMark | null,
  }
}

export function messageOf(row: SqlRow): MessageRecord {
  return {
    id: int(row, 'id') as MessageId,
    accountId: int(row, 'account_id') as AccountId,
    mailboxId: int(row, 'mailbox_id') as MailboxId,
    uid: intOrNull(row, 'uid'),
    modseq: textOrNull(row, 'modseq'),
    isSeen: bool(row, 'is_seen'),
    isFlagged: bool(row, 'is_flagged'),
    isAnswered: bool(row, 'is_answered'),
    isDraft: bool(row, 'is_draft'),
    isDeleted: bool(row, 'is_deleted'),
    keywords: json<string[]>(row, 'keywords_json'),
    internalDate: int(row, 'internal_date'),
    sentDate: intOrNull(row, 'sent_date'),
    sizeBytes: int(row, 'size_bytes'),
    emailId: textOrNull(row, 'email_id'),
    bodyState: text(row, 'body_state') as BodyState,
    messageId: textOrNull(row, 'message_id'),
    threadId: int(row, 'thread_id'),
    envelope: json<StoredEnvelope>(row, 'envelope_json'),
    subject: text(row, 'subject'),
    snippet: text(row, 'snippet'),
    hasAttachments: bool(row, 'has_attachments'),
    attachments: json(row, 'attachments_json'),
    mark: textOrNull(row, 'mark') as MessageMark | null,
    protection: jsonOrNull(row, 'protection_json'),
    authenticity: jsonOrNull(row, 'authenticity_json'),
    logicalId: intOrNull(row, 'logical_id') as LogicalMessageId | null,
    isStale: bool(row, 'is_stale'),
    rawSha256: bytesOrNull(row, 'raw_sha256'),
    raw: blobRefOf(row),
  }
}
