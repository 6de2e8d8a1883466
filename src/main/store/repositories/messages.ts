import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { packBytes, type PackedBytes } from '../../mime/index.ts'
import { blobRefOf, deleteBlob, writePieces } from '../blobs.ts'
import { requireRow, sql, type Tx } from '../connection.ts'
import { batchMax } from '../limits.ts'
import { flag, int, jsonText, jsonTextOrNull } from '../rows.ts'
import { allocateMessageId } from './message-ids.ts'
import type { BodyState, MessageFacts, MessageFlags } from './message-rows.ts'
import { hasNoFlagsToTell } from './server-actions.ts'
import type { NotHeld } from './not-held.ts'
import { removeText, saveTexts, type SearchText, type TextOf } from './message-texts.ts'
import { assignThread, type ThreadHeaders } from './threads.ts'

/** Of a message whose source isn't here: `blob_first`, `blob_size`, `raw_sha256`. */
const noRaw = [null, null, null] as const

/** What is read from a message itself. */
export type MessageSummary = ThreadHeaders & MessageFacts

/** One message of a mailbox as fetched. */
export type FetchedMessage = {
  readonly uid: number | null
  readonly modseq: string | null
  readonly flags: MessageFlags
  readonly internalDate: number
  readonly sizeBytes: number
  readonly emailId: string | null
  readonly summary: MessageSummary
  /** With `stored`, `raw` is the complete source, which may have been packed already. */
  readonly bodyState: BodyState
  /** Of a beginning (`absent`): it is encrypted or signed, and says nothing until all of it is here. */
  readonly needsWhole: boolean
  readonly raw: Uint8Array | PackedBytes | null
  readonly text: SearchText | null
}

/**
 * Adds or refreshes messages of one mailbox: known UIDs get flags and what is new of the body; a row without UID
 * (moved here, or its mailbox was renumbered) that is the same message takes the UID and keeps its id.
 *
 * @param messages at most 500
 * @returns the ids, in the order given
 */
export function saveMessages(
  tx: Tx,
  place: { readonly accountId: AccountId; readonly mailboxId: MailboxId },
  messages: readonly FetchedMessage[],
  now: number,
): MessageId[] {
  if (messages.length > batchMax) throw new RangeError('too many messages in one batch')
  const texts: TextOf[] = []
  const ids = messages.map((message) => {
    const known = findKnown(tx, place.mailboxId, message)
    const id = known ?? insert(tx, place, message, now)
    if (known !== null) refresh(tx, known, message)
    // A header that came again says less than the whole message, where that is here.
    const isNews = known === null || message.bodyState !== 'absent'
    if (message.text !== null && isNews) texts.push({ id, text: message.text, isFirst: known === null })
    return id
  })
  saveTexts(tx, texts)
  return ids
}

/** A parse that came later than the fetch, or an opening that revealed what was encrypted. */
export function saveSummary(tx: Tx, id: MessageId, summary: MessageSummary): void {
  const row = requireRow(tx[sql].get('SELECT account_id FROM messages WHERE id = ?', id))
  const threadId = assignThread(tx, int(row, 'account_id') as AccountId, summary)
  tx[sql].run(
    `UPDATE messages SET sent_date = ?, message_id = ?, thread_id = ?, envelope_json = ?, subject = ?, snippet = ?,
       has_attachments = ?, attachments_json = ?, mark = ?, protection_json = ?, authenticity_json = ?,
       logical_id = coalesce(?, logical_id)
     WHERE id = ?`,
    summary.sentDate,
    summary.messageId,
    threadId,
    ...summaryValues(summary),
    summary.logicalId,
    id,
  )
}

/** Stores the complete source and its SHA-256; replaces an older one. */
export function saveRaw(tx: Tx, id: MessageId, raw: Uint8Array | PackedBytes): void {
  dropRaw(tx, id)
  tx[sql].run(
    `UPDATE messages SET blob_first = ?, blob_size = ?, raw_sha256 = ?,
       body_state = CASE WHEN body_state = 'too-complex' THEN body_state ELSE 'stored' END
     WHERE id = ?`,
    ...writeRaw(tx, raw),
    id,
  )
}

/** @returns the values of `blob_first`, `blob_size`, `raw_sha256` */
function writeRaw(tx: Tx, raw: Uint8Array | PackedBytes) {
  const packed = raw instanceof Uint8Array ? packBytes(raw) : raw
  const { first, size } = writePieces(tx, packed)
  return [first, size, packed.sha256] as const
}

/** Takes messages away with their source and text. At most 500. */
export function removeMessages(tx: Tx, ids: readonly NotHeld<MessageId>[]): void {
  dropRows(tx, ids)
}

/** The rows alone, where the message itself is known by another one. For this store's own use. */
export function dropRows(tx: Tx, ids: readonly MessageId[]): void {
  if (ids.length > batchMax) throw new RangeError('too many messages in one batch')
  for (const id of ids) {
    dropRaw(tx, id)
    removeText(tx, id)
    tx[sql].run('DELETE FROM messages WHERE id = ?', id)
  }
}

/** Flags as a person set them here; tell the server with a `set-flags` action in the same transaction. */
export function setFlags(tx: Tx, id: MessageId, flags: Partial<Omit<MessageFlags, 'keywords'>>): void {
  tx[sql].run(
    `UPDATE messages SET is_seen = coalesce(?, is_seen), is_flagged = coalesce(?, is_flagged),
       is_answered = coalesce(?, is_answered), is_draft = coalesce(?, is_draft), is_deleted = coalesce(?, is_deleted)
     WHERE id = ?`,
    optionalFlag(flags.isSeen),
    optionalFlag(flags.isFlagged),
    optionalFlag(flags.isAnswered),
    optionalFlag(flags.isDraft),
    optionalFlag(flags.isDeleted),
    id,
  )
}

/** Puts a message into another mailbox; its UID there is unknown until `placeMessage` or the next sync. */
export function moveMessage(tx: Tx, id: MessageId, to: MailboxId): void {
  tx[sql].run('UPDATE messages SET mailbox_id = ?, uid = NULL, modseq = NULL WHERE id = ?', to, id)
}

/** The server confirmed a move or an append (COPYUID, APPENDUID of RFC 4315). */
export function placeMessage(tx: Tx, id: MessageId, place: { mailboxId: MailboxId; uid: number }): void {
  const taken = tx[sql].get(
    'SELECT id FROM messages WHERE mailbox_id = ? AND uid = ?',
    place.mailboxId,
    place.uid,
  )
  if (taken !== undefined && int(taken, 'id') !== id) {
    // Sync saw it there first: keep the row that the person has been working with.
    dropRows(tx, [int(taken, 'id') as MessageId])
  }
  tx[sql].run(
    'UPDATE messages SET mailbox_id = ?, uid = ?, is_stale = 0 WHERE id = ?',
    place.mailboxId,
    place.uid,
    id,
  )
}

function findKnown(tx: Tx, mailboxId: MailboxId, message: FetchedMessage): MessageId | null {
  if (message.uid === null) return null
  const byUid = tx[sql].get(
    'SELECT id FROM messages WHERE mailbox_id = ? AND uid = ?',
    mailboxId,
    message.uid,
  )
  if (byUid !== undefined) return int(byUid, 'id') as MessageId
  const unplaced = tx[sql].get(
    `SELECT id FROM messages WHERE mailbox_id = ?1 AND uid IS NULL AND size_bytes = ?2
       AND ((?3 IS NOT NULL AND message_id = ?3) OR (?3 IS NULL AND message_id IS NULL AND internal_date = ?4))
     ORDER BY id LIMIT 1`,
    mailboxId,
    message.sizeBytes,
    message.summary.messageId,
    message.internalDate,
  )
  return unplaced === undefined ? null : (int(unplaced, 'id') as MessageId)
}

function insert(
  tx: Tx,
  place: { readonly accountId: AccountId; readonly mailboxId: MailboxId },
  message: FetchedMessage,
  now: number,
): MessageId {
  const { summary, flags } = message
  const id = allocateMessageId(tx, message.internalDate, message.uid ?? message.sizeBytes)
  tx[sql].run(
    `INSERT INTO messages (id, account_id, mailbox_id, uid, modseq, is_seen, is_flagged, is_answered, is_draft,
       is_deleted, keywords_json, internal_date, size_bytes, email_id, body_state, needs_whole, sent_date, message_id,
       blob_first, blob_size, raw_sha256, thread_id, envelope_json, subject, snippet, has_attachments,
       attachments_json, mark, protection_json, authenticity_json, logical_id, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    place.accountId,
    place.mailboxId,
    message.uid,
    message.modseq,
    ...flagValues(flags),
    message.internalDate,
    message.sizeBytes,
    message.emailId,
    message.bodyState,
    flag(message.needsWhole),
    summary.sentDate,
    summary.messageId,
    ...(message.raw === null ? noRaw : writeRaw(tx, message.raw)),
    assignThread(tx, place.accountId, summary),
    ...summaryValues(summary),
    summary.logicalId,
    now,
  )
  return id
}

function refresh(tx: Tx, id: MessageId, message: FetchedMessage): void {
  tx[sql].run(
    `UPDATE messages SET uid = ?, modseq = ?, email_id = ?, is_stale = 0,
       body_state = CASE WHEN ? = 'absent' THEN body_state ELSE ? END
     WHERE id = ?`,
    message.uid,
    message.modseq,
    message.emailId,
    message.bodyState,
    message.bodyState,
    id,
  )
  // What a person set here and the server hasn't heard yet stands.
  tx[sql].run(
    `UPDATE messages SET is_seen = ?, is_flagged = ?, is_answered = ?, is_draft = ?, is_deleted = ?, keywords_json = ?
     WHERE id = ? AND ${hasNoFlagsToTell}`,
    ...flagValues(message.flags),
    id,
  )
  if (message.bodyState !== 'absent') saveSummary(tx, id, message.summary)
  if (message.raw !== null) saveRaw(tx, id, message.raw)
}

function dropRaw(tx: Tx, id: MessageId): void {
  const row = tx[sql].get('SELECT blob_first, blob_size FROM messages WHERE id = ?', id)
  const ref = row === undefined ? null : blobRefOf(row)
  if (ref !== null) deleteBlob(tx, ref)
}

export function flagValues(flags: MessageFlags) {
  return [
    flag(flags.isSeen),
    flag(flags.isFlagged),
    flag(flags.isAnswered),
    flag(flags.isDraft),
    flag(flags.isDeleted),
    jsonText(flags.keywords),
  ] as const
}

function summaryValues(summary: MessageSummary) {
  return [
    jsonText(summary.envelope),
    summary.subject,
    summary.snippet,
    flag(summary.hasAttachments),
    jsonText(summary.attachments),
    summary.mark,
    jsonTextOrNull(summary.protection),
    jsonTextOrNull(summary.authenticity),
  ] as const
}

function optionalFlag(value: boolean | undefined): 0 | 1 | null {
  return value === undefined ? null : flag(value)
}
