import type { AccountId, DraftId, MailboxId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bool, flag, int, intOrNull, jsonText, text } from '../rows.ts'
import { draftOf, type DraftRow } from './drafts.ts'

/**
 * A sealed copy of a draft in the host's Drafts mailbox. `attempting`: an APPEND was under way, look for its Message-ID.
 * `removed`: marked as deleted on a host that can't expunge a single message; nothing is left to do.
 */
export type DraftCopy = {
  readonly id: number
  readonly accountId: AccountId
  readonly mailboxId: MailboxId
  /** Of a draft that may be gone. Null: of none that is here. */
  readonly draftId: DraftId | null
  /** With angle brackets; of this version alone. */
  readonly messageId: string
  /** Of the draft, when it was copied. */
  readonly revision: number
  readonly state: 'attempting' | 'there' | 'removed'
  /** By this computer, not by another one of the practice. */
  readonly isMadeHere: boolean
  readonly uid: number | null
}

/** How many earlier versions a draft remembers. */
const mostVersions = 50

/**
 * Drafts whose text is newer than what the host has: at rest since `quietSince`, or not copied since `copiedSince`. Not
 * those in which nothing was written yet.
 */
export function listDraftsToCopy(
  reader: Reader,
  accountId: AccountId,
  { quietSince, copiedSince }: { readonly quietSince: number; readonly copiedSince: number },
): DraftRow[] {
  return reader[sql]
    .all(
      `SELECT * FROM drafts WHERE account_id = ?1 AND logical_id IS NULL AND copied_revision IS NOT revision
         AND given_up_revision IS NOT revision AND (updated_at <= ?2 OR coalesce(copied_at, created_at) <= ?3) AND (kind <> 'new' OR revision > 1)
       ORDER BY id LIMIT 100`,
      accountId,
      quietSince,
      copiedSince,
    )
    .map(draftOf)
}

/** The draft that has this lasting id. */
export function findDraftByLastingId(reader: Reader, lastingId: string): DraftRow | null {
  const row = reader[sql].get('SELECT * FROM drafts WHERE lasting_id = ?', lastingId)
  return row === undefined ? null : draftOf(row)
}

/** The draft whose text a copy holds. */
export function findDraftByCopy(reader: Reader, messageId: string): DraftRow | null {
  const row = reader[sql].get('SELECT * FROM drafts WHERE copy_message_id = ?', messageId)
  return row === undefined ? null : draftOf(row)
}

/** Appends that were interrupted. */
export function listAttemptedCopies(reader: Reader, accountId: AccountId): DraftCopy[] {
  return reader[sql]
    .all(`SELECT * FROM draft_copies WHERE account_id = ? AND state = 'attempting' ORDER BY id`, accountId)
    .map(copyOf)
}

/**
 * Copies that hold nothing that is still to be kept on the host: the draft is gone, on its way, leaves from another account
 * now, or has a newer copy. With `keepsNone` also whatever this computer put there.
 */
export function listObsoleteCopies(reader: Reader, accountId: AccountId, keepsNone: boolean): DraftCopy[] {
  return reader[sql]
    .all(
      `SELECT * FROM draft_copies c WHERE account_id = ?1 AND state = 'there' AND (
         (?2 = 1 AND made_here = 1) OR NOT EXISTS (
           SELECT 1 FROM drafts d WHERE d.id = c.draft_id AND d.copy_message_id = c.message_id
             AND d.logical_id IS NULL AND d.account_id = c.account_id))
       ORDER BY id LIMIT 100`,
      accountId,
      flag(keepsNone),
    )
    .map(copyOf)
}

/** Durable before the APPEND goes out. @returns its id */
export function startDraftCopy(
  tx: Tx,
  copy: Pick<DraftCopy, 'accountId' | 'mailboxId' | 'messageId' | 'revision'> & { readonly draftId: DraftId },
): number {
  const { id } = tx[sql].run(
    `INSERT INTO draft_copies (account_id, mailbox_id, draft_id, message_id, revision, state, made_here)
     VALUES (?, ?, ?, ?, ?, 'attempting', 1)`,
    copy.accountId,
    copy.mailboxId,
    copy.draftId,
    copy.messageId,
    copy.revision,
  )
  return id
}

/** The host refused it. */
export function abandonDraftCopy(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM draft_copies WHERE id = ?', id)
}

/** The host has it: it is the draft's newest version, as far as the draft still is what was copied. */
export function finishDraftCopy(tx: Tx, id: number, uid: number | null, now: number): void {
  const row = tx[sql].get(
    `UPDATE draft_copies SET state = 'there', uid = ? WHERE id = ? RETURNING *`,
    uid,
    id,
  )
  if (row === undefined) return
  const { draftId, messageId, revision } = copyOf(row)
  const draft = draftId === null ? undefined : tx[sql].get('SELECT * FROM drafts WHERE id = ?', draftId)
  if (draft === undefined) return
  noteCopied(tx, draftOf(draft), { messageId, revision, earlier: [] }, now)
}

/** A draft's text is that of a copy on the host; `earlier`: what that copy came after, as it says itself. */
export function noteCopied(
  tx: Tx,
  draft: Pick<DraftRow, 'id' | 'versions'>,
  copy: { readonly messageId: string; readonly revision: number; readonly earlier: readonly string[] },
  now: number,
): void {
  const versions = [...new Set([copy.messageId, ...copy.earlier, ...draft.versions])].slice(0, mostVersions)
  tx[sql].run(
    'UPDATE drafts SET copy_message_id = ?, copied_revision = ?, copied_at = ?, versions_json = ? WHERE id = ?',
    copy.messageId,
    copy.revision,
    now,
    jsonText(versions),
    draft.id,
  )
}

/**
 * The host won't have this version: the next one is tried. What its copy there holds stays what it is, so that the text
 * here still counts as written on since.
 */
export function giveUpDraftCopy(tx: Tx, draftId: DraftId, revision: number): void {
  tx[sql].run('UPDATE drafts SET given_up_revision = ? WHERE id = ?', revision, draftId)
}

/** Another computer's text took the place of the one here: what is still being written on that one must not replace it. */
export function noteTextTaken(tx: Tx, id: DraftId): void {
  tx[sql].run('UPDATE drafts SET taken_revision = revision WHERE id = ?', id)
}

/** The draft is another one from now on: no copy on the host is of it. */
export function separateDraft(tx: Tx, id: DraftId): void {
  tx[sql].run(
    `UPDATE drafts SET lasting_id = lower(hex(randomblob(16))), copy_message_id = NULL, copied_revision = NULL,
       given_up_revision = NULL, versions_json = '[]' WHERE id = ?`,
    id,
  )
}

export function setLastingId(tx: Tx, id: DraftId, lastingId: string): void {
  tx[sql].run('UPDATE drafts SET lasting_id = ? WHERE id = ?', lastingId, id)
}

/** A copy that was met on the host: its place is known from now on. The same may lie there several times. */
export function placeDraftCopy(
  tx: Tx,
  copy: Pick<DraftCopy, 'accountId' | 'mailboxId' | 'messageId' | 'draftId' | 'revision'> & {
    readonly uid: number
    readonly state: 'there' | 'removed'
  },
): void {
  const { accountId, mailboxId, messageId, uid } = copy
  const known = tx[sql].get('SELECT id FROM draft_copies WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
  if (known !== undefined) return
  const { changes } = tx[sql].run(
    `UPDATE draft_copies SET mailbox_id = ?1, uid = ?2 WHERE id = (
       SELECT id FROM draft_copies WHERE account_id = ?3 AND message_id = ?4 AND uid IS NULL LIMIT 1)`,
    mailboxId,
    uid,
    accountId,
    messageId,
  )
  if (changes > 0) return
  tx[sql].run(
    `INSERT INTO draft_copies (account_id, mailbox_id, draft_id, message_id, revision, state, made_here, uid)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?)`,
    accountId,
    mailboxId,
    copy.draftId,
    messageId,
    copy.revision,
    copy.state,
    uid,
  )
}

export function findDraftCopy(reader: Reader, accountId: AccountId, messageId: string): DraftCopy | null {
  const row = reader[sql].get(
    'SELECT * FROM draft_copies WHERE account_id = ? AND message_id = ? ORDER BY id LIMIT 1',
    accountId,
    messageId,
  )
  return row === undefined ? null : copyOf(row)
}

/** It was removed from the host, or never got there: should its draft be written on, it is copied anew. */
export function forgetDraftCopy(tx: Tx, { accountId, messageId }: DraftCopy): void {
  tx[sql].run('DELETE FROM draft_copies WHERE account_id = ? AND message_id = ?', accountId, messageId)
  forgetVersion(tx, messageId)
}

/** As `forgetDraftCopy`, on a host that only marks it as deleted: its UID stays known. */
export function markDraftCopyRemoved(tx: Tx, { accountId, messageId }: DraftCopy): void {
  tx[sql].run(
    `UPDATE draft_copies SET state = 'removed', draft_id = NULL WHERE account_id = ? AND message_id = ?`,
    accountId,
    messageId,
  )
  forgetVersion(tx, messageId)
}

function forgetVersion(tx: Tx, messageId: string): void {
  tx[sql].run(
    'UPDATE drafts SET copy_message_id = NULL, copied_revision = NULL WHERE copy_message_id = ?',
    messageId,
  )
}

function copyOf(row: SqlRow): DraftCopy {
  return {
    id: int(row, 'id'),
    accountId: int(row, 'account_id') as AccountId,
    mailboxId: int(row, 'mailbox_id') as MailboxId,
    draftId: intOrNull(row, 'draft_id') as DraftId | null,
    messageId: text(row, 'message_id'),
    revision: int(row, 'revision'),
    state: text(row, 'state') as DraftCopy['state'],
    isMadeHere: bool(row, 'made_here'),
    uid: intOrNull(row, 'uid'),
  }
}
