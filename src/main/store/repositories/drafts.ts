import type { AccountId, DraftId, LogicalMessageId, MessageId } from '../../../shared/ids.ts'
import { blobRefOf, deleteBlob, readBlob, writeBlob } from '../blobs.ts'
import { requireRow, sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import { freeDraft, type NotHeld } from './not-held.ts'
import type { SubmissionMethod } from './submissions.ts'

export type DraftKind = 'new' | 'reply' | 'forward'

/** How a message that is answered was protected when it came. */
export type AnsweredMethod = Extract<SubmissionMethod, 'openpgp' | 'smime' | 'sealed-message'>

export type DraftRow = {
  readonly id: DraftId
  readonly accountId: AccountId
  /** 32 hexadecimal digits, the same on every computer of the practice. */
  readonly lastingId: string
  readonly kind: DraftKind
  readonly inReplyTo: MessageId | null
  /** Kept here, since the answered message may be gone before the answer is sent. Null: not protected, or no answer. */
  readonly answeredMethod: AnsweredMethod | null
  /** People, subject and text; outbound owns the shape. */
  readonly content: unknown
  /** What the writer said is no PHI here; outbound owns the shape. */
  readonly dismissed: unknown
  /** Rises with each save. */
  readonly revision: number
  /** The revision with which another computer's text last took the place of the one here; 0: none did. */
  readonly takenRevision: number
  readonly createdAt: number
  readonly updatedAt: number
  /** Set while it waits to leave: kept for undo, hidden from the list. */
  readonly logicalId: LogicalMessageId | null
  /** Of the copy on the host that holds the text as it was in `copiedRevision`; see `draft-copies.ts`. */
  readonly copyMessageId: string | null
  readonly copiedRevision: number | null
  /** Message-IDs of the copies that this text came after, the newest first. */
  readonly versions: readonly string[]
}

export type DraftAttachment = {
  readonly id: number
  readonly name: string
  readonly contentType: string
  /** Set for a picture inside the text. */
  readonly contentId: string | null
  readonly sizeBytes: number
}

/** Those that can be edited, last edited first. */
export function listDrafts(reader: Reader): DraftRow[] {
  return reader[sql]
    .all('SELECT * FROM drafts WHERE logical_id IS NULL ORDER BY updated_at DESC, id DESC')
    .map(draftOf)
}

export function findDraft(reader: Reader, id: DraftId): DraftRow | null {
  const row = reader[sql].get('SELECT * FROM drafts WHERE id = ?', id)
  return row === undefined ? null : draftOf(row)
}

/** The draft kept while its message waits to leave. */
export function findDraftOf(reader: Reader, logicalId: LogicalMessageId): DraftRow | null {
  const row = reader[sql].get('SELECT * FROM drafts WHERE logical_id = ?', logicalId)
  return row === undefined ? null : draftOf(row)
}

export function addDraft(
  tx: Tx,
  draft: Pick<DraftRow, 'accountId' | 'kind' | 'inReplyTo' | 'answeredMethod' | 'content'> & {
    /** Of a draft that was begun on another computer. */
    readonly lastingId?: string
  },
  now: number,
): DraftId {
  const { id } = tx[sql].run(
    `INSERT INTO drafts (account_id, lasting_id, kind, in_reply_to, answered_method, content_json, revision, created_at,
       updated_at)
     VALUES (?, coalesce(?, lower(hex(randomblob(16)))), ?, ?, ?, ?, 1, ?, ?)`,
    draft.accountId,
    draft.lastingId ?? null,
    draft.kind,
    draft.inReplyTo,
    draft.answeredMethod,
    jsonText(draft.content),
    now,
    now,
  )
  return id as DraftId
}

/**
 * @returns the new revision
 * @throws StoreError `store/not-found` when the draft is gone or waits to leave
 */
export function saveDraft(tx: Tx, id: DraftId, content: unknown, now: number): number {
  keepWhatHoldKeeps(tx, id)
  const row = tx[sql].get(
    `UPDATE drafts SET content_json = ?, revision = revision + 1, updated_at = ?
     WHERE id = ? AND logical_id IS NULL RETURNING revision`,
    jsonText(content),
    now,
    id,
  )
  return int(requireRow(row), 'revision')
}

/** From which account it will leave; save the draft in the same transaction, so that its revision rises. */
export function setDraftAccount(tx: Tx, id: DraftId, accountId: AccountId): void {
  keepWhatHoldKeeps(tx, id)
  tx[sql].run('UPDATE drafts SET account_id = ? WHERE id = ? AND logical_id IS NULL', accountId, id)
}

/** A draft doesn't leave a legal hold by being written to somebody else. */
function keepWhatHoldKeeps(tx: Tx, id: DraftId): void {
  if (freeDraft(tx, id) === null) tx[sql].run('UPDATE drafts SET was_held = 1 WHERE id = ?', id)
}

/** Keeps what is no PHI in this draft; the text and its revision stay. */
export function saveDraftDismissals(tx: Tx, id: DraftId, dismissed: unknown): void {
  tx[sql].run('UPDATE drafts SET dismissed_json = ? WHERE id = ?', jsonText(dismissed), id)
}

/** Ties the draft to the message made of it, or (null) gives it back for editing. */
export function setDraftLogicalId(tx: Tx, id: DraftId, logicalId: LogicalMessageId | null): void {
  tx[sql].run('UPDATE drafts SET logical_id = ? WHERE id = ?', logicalId, id)
}

/** Takes a draft away with its files. */
export function removeDraft(tx: Tx, id: NotHeld<DraftId>): void {
  dropDraft(tx, id)
}

/** Its message left, or is forgotten as a whole: our own copy has the text. */
export function dropDraft(tx: Tx, id: DraftId): void {
  for (const { id: attachmentId } of listDraftAttachments(tx, id)) removeDraftAttachment(tx, id, attachmentId)
  tx[sql].run('DELETE FROM drafts WHERE id = ?', id)
}

export function listDraftAttachments(reader: Reader, draftId: DraftId): DraftAttachment[] {
  return reader[sql]
    .all('SELECT * FROM draft_attachments WHERE draft_id = ? ORDER BY id', draftId)
    .map(attachmentOf)
}

export function addDraftAttachment(
  tx: Tx,
  draftId: DraftId,
  attachment: Omit<DraftAttachment, 'id' | 'sizeBytes'> & { readonly bytes: Uint8Array },
): number {
  const { first, size } = writeBlob(tx, attachment.bytes)
  const { id } = tx[sql].run(
    `INSERT INTO draft_attachments (draft_id, name, content_type, content_id, blob_first, blob_size)
     VALUES (?, ?, ?, ?, ?, ?)`,
    draftId,
    attachment.name,
    attachment.contentType,
    attachment.contentId,
    first,
    size,
  )
  return id
}

export function readDraftAttachment(reader: Reader, draftId: DraftId, id: number): Uint8Array | null {
  const ref = attachmentBlob(reader, draftId, id)
  return ref === null ? null : readBlob(reader, ref)
}

export function removeDraftAttachment(tx: Tx, draftId: DraftId, id: number): void {
  const ref = attachmentBlob(tx, draftId, id)
  if (ref === null) return
  deleteBlob(tx, ref)
  tx[sql].run('DELETE FROM draft_attachments WHERE id = ?', id)
}

function attachmentBlob(reader: Reader, draftId: DraftId, id: number) {
  const row = reader[sql].get(
    'SELECT blob_first, blob_size FROM draft_attachments WHERE id = ? AND draft_id = ?',
    id,
    draftId,
  )
  return row === undefined ? null : blobRefOf(row)
}

export function draftOf(row: SqlRow): DraftRow {
  return {
    id: int(row, 'id') as DraftId,
    accountId: int(row, 'account_id') as AccountId,
    lastingId: text(row, 'lasting_id'),
    kind: text(row, 'kind') as DraftKind,
    inReplyTo: intOrNull(row, 'in_reply_to') as MessageId | null,
    answeredMethod: textOrNull(row, 'answered_method') as AnsweredMethod | null,
    content: json(row, 'content_json'),
    dismissed: json(row, 'dismissed_json'),
    revision: int(row, 'revision'),
    takenRevision: int(row, 'taken_revision'),
    createdAt: int(row, 'created_at'),
    updatedAt: int(row, 'updated_at'),
    logicalId: intOrNull(row, 'logical_id') as LogicalMessageId | null,
    copyMessageId: textOrNull(row, 'copy_message_id'),
    copiedRevision: intOrNull(row, 'copied_revision'),
    versions: json<string[]>(row, 'versions_json'),
  }
}

function attachmentOf(row: SqlRow): DraftAttachment {
  return {
    id: int(row, 'id'),
    name: text(row, 'name'),
    contentType: text(row, 'content_type'),
    contentId: textOrNull(row, 'content_id'),
    sizeBytes: int(row, 'blob_size'),
  }
}
