import type { MailboxId, MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type Tx } from '../connection.ts'
import { batchMax } from '../limits.ts'
import { int } from '../rows.ts'
import type { MessageFlags } from './message-rows.ts'
import { holdBack } from './held-back.ts'
import { dropRows, flagValues, removeMessages } from './messages.ts'
import { partHeld } from './not-held.ts'
import { hasNoFlagsToTell } from './server-actions.ts'

export type FlagUpdate = {
  readonly uid: number
  readonly modseq: string | null
  readonly flags: MessageFlags
}

/** UIDs known of a mailbox, of what isn't listed (`twins`, copies of drafts) too: what VANISHED or a UID search is compared with. */
export function listUids(reader: Reader, mailboxId: MailboxId): number[] {
  const uids: number[] = []
  let last = 0
  for (;;) {
    const rows = reader[sql].all(
      'SELECT uid FROM messages WHERE mailbox_id = ? AND uid > ? ORDER BY uid LIMIT 5000',
      mailboxId,
      last,
    )
    for (const row of rows) uids.push(int(row, 'uid'))
    if (rows.length === 0) return [...uids, ...unlistedUids(reader, mailboxId)]
    last = uids.at(-1) ?? 0
  }
}

function unlistedUids(reader: Reader, mailboxId: MailboxId): number[] {
  return reader[sql]
    .all(
      `SELECT uid FROM twins WHERE mailbox_id = ?1
       UNION ALL SELECT uid FROM draft_copies WHERE mailbox_id = ?1 AND uid IS NOT NULL`,
      mailboxId,
    )
    .map((row) => int(row, 'uid'))
}

/**
 * Flags as the server has them. A message with a change that the server hasn't been told keeps its own: the
 * person's change wins and is replayed.
 *
 * @returns ids of messages whose row changed
 */
export function applyServerFlags(tx: Tx, mailboxId: MailboxId, updates: readonly FlagUpdate[]): MessageId[] {
  const changed: MessageId[] = []
  for (const { uid, modseq, flags } of updates) {
    const values = flagValues(flags)
    const row = tx[sql].get(
      `UPDATE messages SET modseq = ?1, is_seen = ?2, is_flagged = ?3, is_answered = ?4, is_draft = ?5,
         is_deleted = ?6, keywords_json = ?7
       WHERE mailbox_id = ?8 AND uid = ?9
         AND (is_seen, is_flagged, is_answered, is_draft, is_deleted, keywords_json) IS NOT (?2, ?3, ?4, ?5, ?6, ?7)
         AND ${hasNoFlagsToTell}
       RETURNING id`,
      modseq,
      ...values,
      mailboxId,
      uid,
    )
    if (row !== undefined) changed.push(int(row, 'id') as MessageId)
  }
  return changed
}

/** The server no longer has these: they go here too, but for what a legal hold keeps. @returns how many were known */
export function removeByUids(tx: Tx, mailboxId: MailboxId, uids: readonly number[]): number {
  let removed = 0
  for (const uid of uids) {
    tx[sql].run('DELETE FROM twins WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
    // The draft stays, and isn't copied again before it is edited: elsewhere it may have been sent or discarded.
    tx[sql].run('DELETE FROM draft_copies WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
    const row = tx[sql].get('SELECT id FROM messages WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
    if (row === undefined) continue
    removeOrHold(tx, [int(row, 'id') as MessageId])
    removed += 1
  }
  return removed
}

/** What was listed as mail is a copy of a draft, and known as that. */
export function unlistDraftCopy(tx: Tx, mailboxId: MailboxId, uid: number): void {
  const row = tx[sql].get('SELECT id FROM messages WHERE mailbox_id = ? AND uid = ?', mailboxId, uid)
  if (row !== undefined) dropRows(tx, [int(row, 'id') as MessageId])
}

/**
 * UIDVALIDITY changed: all UIDs are void (RFC 3501 section 2.3.1.1). Rows and their sources stay readable as
 * stale; `saveMessages` gives them their new UIDs when it meets the same message, `removeUnmatched` ends it.
 */
export function forgetUids(tx: Tx, mailboxId: MailboxId): void {
  for (;;) {
    const { changes } = tx[sql].run(
      `UPDATE messages SET uid = NULL, modseq = NULL, is_stale = 1
       WHERE id IN (SELECT id FROM messages WHERE mailbox_id = ? AND uid IS NOT NULL LIMIT ${batchMax})`,
      mailboxId,
    )
    if (changes < batchMax) break
  }
  tx[sql].run('DELETE FROM twins WHERE mailbox_id = ?', mailboxId)
  tx[sql].run('UPDATE draft_copies SET uid = NULL WHERE mailbox_id = ?', mailboxId)
  tx[sql].run('UPDATE server_actions SET uid = NULL WHERE mailbox_id = ?', mailboxId)
}

/**
 * After the mailbox was read again: rows without UID that met no message (stale ones, moves that found nothing to
 * move) are not on the server. What an action still waits for stays, and so does what a legal hold keeps, elsewhere.
 * Call until 0.
 */
export function removeUnmatched(tx: Tx, mailboxId: MailboxId): number {
  tx[sql].run(
    `DELETE FROM draft_copies WHERE mailbox_id = ? AND uid IS NULL AND state <> 'attempting'`,
    mailboxId,
  )
  return removeWhere(
    tx,
    `mailbox_id = ? AND uid IS NULL AND NOT EXISTS (SELECT 1 FROM server_actions a
       WHERE a.message_id = messages.id AND a.state <> 'failed')`,
    mailboxId,
  )
}

/**
 * Empties a mailbox that vanished on the server, a batch per call; what a legal hold keeps goes on elsewhere, or stays where
 * the mailbox is on this computer alone. Call until 0.
 */
export function removeAllMessages(tx: Tx, mailboxId: MailboxId): number {
  return removeWhere(tx, 'mailbox_id = ?', mailboxId)
}

function removeWhere(tx: Tx, condition: string, mailboxId: MailboxId): number {
  const rows = tx[sql].all(`SELECT id FROM messages WHERE ${condition} LIMIT ${batchMax}`, mailboxId)
  return removeOrHold(
    tx,
    rows.map((row) => int(row, 'id') as MessageId),
  )
}

/** @returns how many are no longer where they were */
function removeOrHold(tx: Tx, ids: readonly MessageId[]): number {
  const { free, held } = partHeld(tx, ids)
  removeMessages(tx, free)
  return free.length + holdBack(tx, held)
}
