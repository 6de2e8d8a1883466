import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { requireRow, sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bool, flag, int, intOrNull, jsonOrNull, jsonTextOrNull, text, textOrNull } from '../rows.ts'

export type MailboxRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'other'

/** A mailbox as the server's LIST told it. */
export type MailboxFields = {
  readonly path: string
  readonly delimiter: string
  /** Last part of the path, decoded. */
  readonly name: string
  readonly role: MailboxRole
  readonly isSubscribed: boolean
  readonly isSelectable: boolean
}

/** Where sync stands. `highestModseq` is decimal text (63 bits, RFC 7162); `progress` belongs to inbound. */
export type SyncState = {
  readonly uidValidity: number | null
  readonly uidNext: number | null
  readonly highestModseq: string | null
  readonly serverTotal: number | null
  readonly progress: unknown
  readonly syncedAt: number | null
}

export type MailboxRow = MailboxFields & SyncState & { readonly id: MailboxId; readonly accountId: AccountId }
export type MailboxCounts = { readonly total: number; readonly unread: number }

/** In the order of the accounts, by role (inbox first), then by path. Those of a removed account aren't among them. */
export function listMailboxes(reader: Reader, accountId?: AccountId): MailboxRow[] {
  return reader[sql]
    .all(
      `SELECT m.* FROM mailboxes m JOIN accounts a ON a.id = m.account_id
       WHERE a.removed_at IS NULL AND (?1 IS NULL OR a.id = ?1) ORDER BY a.is_local, a.position, a.id,
       CASE role WHEN 'inbox' THEN 0 WHEN 'drafts' THEN 1 WHEN 'sent' THEN 2 WHEN 'archive' THEN 3
         WHEN 'junk' THEN 5 WHEN 'trash' THEN 6 ELSE 4 END, path`,
      accountId ?? null,
    )
    .map(mailboxOf)
}

export function findMailbox(reader: Reader, id: MailboxId): MailboxRow | null {
  const row = reader[sql].get('SELECT * FROM mailboxes WHERE id = ?', id)
  return row === undefined ? null : mailboxOf(row)
}

export function findMailboxByRole(
  reader: Reader,
  accountId: AccountId,
  role: MailboxRole,
): MailboxRow | null {
  const row = reader[sql].get(
    'SELECT * FROM mailboxes WHERE account_id = ? AND role = ? ORDER BY id LIMIT 1',
    accountId,
    role,
  )
  return row === undefined ? null : mailboxOf(row)
}

/** What is listed here (messages flagged \Deleted don't count). */
export function countMessages(reader: Reader, id: MailboxId): MailboxCounts {
  const row = requireRow(
    reader[sql].get(
      `SELECT (SELECT count(*) FROM messages WHERE mailbox_id = ?1 AND is_deleted = 0) AS total,
              (SELECT count(*) FROM messages WHERE mailbox_id = ?1 AND is_seen = 0 AND is_deleted = 0) AS unread`,
      id,
    ),
  )
  return { total: int(row, 'total'), unread: int(row, 'unread') }
}

/** Adds a mailbox or updates what LIST says of it; its messages and sync state stay. */
export function saveMailbox(tx: Tx, accountId: AccountId, mailbox: MailboxFields): MailboxId {
  const row = requireRow(
    tx[sql].get(
      `INSERT INTO mailboxes (account_id, path, delimiter, name, role, is_subscribed, is_selectable)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (account_id, path) DO UPDATE SET delimiter = excluded.delimiter, name = excluded.name,
         role = excluded.role, is_subscribed = excluded.is_subscribed, is_selectable = excluded.is_selectable
       RETURNING id`,
      accountId,
      mailbox.path,
      mailbox.delimiter,
      mailbox.name,
      mailbox.role,
      flag(mailbox.isSubscribed),
      flag(mailbox.isSelectable),
    ),
  )
  return int(row, 'id') as MailboxId
}

export function saveSyncState(tx: Tx, id: MailboxId, state: SyncState): void {
  tx[sql].run(
    `UPDATE mailboxes SET uid_validity = ?, uid_next = ?, highest_modseq = ?, server_total = ?, progress_json = ?,
       synced_at = ? WHERE id = ?`,
    state.uidValidity,
    state.uidNext,
    state.highestModseq,
    state.serverTotal,
    jsonTextOrNull(state.progress),
    state.syncedAt,
    id,
  )
}

/** All flags are fetched anew at the next sync: what is here may not be what the server has. */
export function forgetModseq(tx: Tx, id: MailboxId): void {
  tx[sql].run('UPDATE mailboxes SET highest_modseq = NULL WHERE id = ?', id)
}

export function renameMailbox(tx: Tx, id: MailboxId, path: string, name: string): void {
  tx[sql].run('UPDATE mailboxes SET path = ?, name = ? WHERE id = ?', path, name, id)
}

/** Those of accounts that were removed and whose mail hasn't all gone yet: no search and no export shows it any more. */
export function listDepartingMailboxes(reader: Reader): MailboxId[] {
  return reader[sql]
    .all('SELECT b.id FROM mailboxes b JOIN accounts a ON a.id = b.account_id WHERE a.removed_at IS NOT NULL')
    .map((row) => int(row, 'id') as MailboxId)
}

/**
 * Removes an empty mailbox; take its messages away first (`removeAllMessages`, in batches).
 *
 * @returns false, with nothing done, where it holds some still: a legal hold keeps them
 */
export function removeMailbox(tx: Tx, id: MailboxId): boolean {
  if (tx[sql].get('SELECT 1 FROM messages WHERE mailbox_id = ? LIMIT 1', id) !== undefined) return false
  tx[sql].run('DELETE FROM server_actions WHERE mailbox_id = ?', id)
  tx[sql].run('DELETE FROM mailboxes WHERE id = ?', id)
  return true
}

function mailboxOf(row: SqlRow): MailboxRow {
  return {
    id: int(row, 'id') as MailboxId,
    accountId: int(row, 'account_id') as AccountId,
    path: text(row, 'path'),
    delimiter: text(row, 'delimiter'),
    name: text(row, 'name'),
    role: text(row, 'role') as MailboxRole,
    isSubscribed: bool(row, 'is_subscribed'),
    isSelectable: bool(row, 'is_selectable'),
    uidValidity: intOrNull(row, 'uid_validity'),
    uidNext: intOrNull(row, 'uid_next'),
    highestModseq: textOrNull(row, 'highest_modseq'),
    serverTotal: intOrNull(row, 'server_total'),
    progress: jsonOrNull(row, 'progress_json'),
    syncedAt: intOrNull(row, 'synced_at'),
  }
}
