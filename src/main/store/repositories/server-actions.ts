import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import { isLocalAccount } from './local-account.ts'

export type ServerActionKind =
  'set-flags' | 'move' | 'delete' | 'append' | 'create-mailbox' | 'rename-mailbox' | 'delete-mailbox'

/** Something done here that the server doesn't know yet. */
export type ServerAction = {
  readonly id: number
  readonly accountId: AccountId
  readonly kind: ServerActionKind
  /** Where the message lay, and its UID there (null once UIDVALIDITY changed). */
  readonly mailboxId: MailboxId | null
  readonly uid: number | null
  readonly messageId: MessageId | null
  /** What inbound needs to do it; inbound owns the shape. */
  readonly payload: unknown
  readonly state: 'pending' | 'attempting' | 'failed'
  readonly attempts: number
  readonly notBefore: number
  readonly errorCode: string | null
  readonly createdAt: number
}

export type NewServerAction = Pick<
  ServerAction,
  'accountId' | 'kind' | 'mailboxId' | 'uid' | 'messageId' | 'payload' | 'createdAt'
>

/** A condition on a row of `messages`: nothing was set or deleted here that the server hasn't been told. */
export const hasNoFlagsToTell = `NOT EXISTS (SELECT 1 FROM server_actions a
  WHERE a.message_id = messages.id AND a.kind IN ('set-flags', 'delete') AND a.state <> 'failed')`

/**
 * @returns its id; 0 for imported mail, which has no server to tell: nothing of it may ever wait to leave
 */
export function addServerAction(tx: Tx, action: NewServerAction): number {
  if (isLocalAccount(tx, action.accountId)) return 0
  const { id } = tx[sql].run(
    `INSERT INTO server_actions (account_id, kind, mailbox_id, uid, message_id, payload_json, state, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'pending', ?)`,
    action.accountId,
    action.kind,
    action.mailboxId,
    action.uid,
    action.messageId,
    jsonText(action.payload),
    action.createdAt,
  )
  return id
}

/** In the order in which they were done; `attempting` ones are left over from an interrupted run. */
export function listServerActions(reader: Reader, accountId: AccountId, limit: number): ServerAction[] {
  return reader[sql]
    .all(
      `SELECT * FROM server_actions WHERE account_id = ? AND state <> 'failed' ORDER BY id LIMIT ?`,
      accountId,
      limit,
    )
    .map(actionOf)
}

/** What waits to be done to mailboxes as a whole, of one account or of all, in the order in which it was done. */
export function listMailboxActions(reader: Reader, accountId?: AccountId): ServerAction[] {
  return reader[sql]
    .all(
      `SELECT * FROM server_actions WHERE (?1 IS NULL OR account_id = ?1) AND state <> 'failed'
         AND kind IN ('create-mailbox', 'rename-mailbox', 'delete-mailbox') ORDER BY id`,
      accountId ?? null,
    )
    .map(actionOf)
}

/** Messages that leave their mailbox, of which the server isn't being told yet, and their twins; the latest first. */
export function listDepartures(reader: Reader): ServerAction[] {
  return reader[sql]
    .all(
      `SELECT * FROM server_actions WHERE kind IN ('move', 'delete') AND state = 'pending' ORDER BY id DESC`,
    )
    .map(actionOf)
}

/** UIDs in this mailbox that were moved or deleted here: sync must not bring them back. */
export function listDepartedUids(reader: Reader, mailboxId: MailboxId): Set<number> {
  const rows = reader[sql].all(
    `SELECT uid FROM server_actions
     WHERE mailbox_id = ? AND uid IS NOT NULL AND kind IN ('move', 'delete') AND state <> 'failed'`,
    mailboxId,
  )
  return new Set(rows.map((row) => int(row, 'uid')))
}

/** Durable before the command goes out. */
export function startServerAction(tx: Tx, id: number): void {
  tx[sql].run(`UPDATE server_actions SET state = 'attempting', attempts = attempts + 1 WHERE id = ?`, id)
}

/** The server did it. */
export function finishServerAction(tx: Tx, id: number): void {
  tx[sql].run('DELETE FROM server_actions WHERE id = ?', id)
}

/** Try again not before a time; or, for `failed`, keep it as a record of what the server refused. */
export function postponeServerAction(
  tx: Tx,
  id: number,
  outcome: { readonly state: 'pending' | 'failed'; readonly errorCode: string; readonly notBefore: number },
): void {
  tx[sql].run(
    'UPDATE server_actions SET state = ?, error_code = ?, not_before = ? WHERE id = ?',
    outcome.state,
    outcome.errorCode,
    outcome.notBefore,
    id,
  )
}

/** Undo: takes back an action that wasn't begun. @returns false when it was under way or done already */
export function cancelServerAction(tx: Tx, id: number): boolean {
  const { changes } = tx[sql].run(`DELETE FROM server_actions WHERE id = ? AND state = 'pending'`, id)
  return changes > 0
}

/** The server said where a moved message lies now: what is to be done with it there can be addressed to its UID. */
export function locateServerActions(
  tx: Tx,
  messageId: MessageId,
  place: { readonly mailboxId: MailboxId; readonly uid: number },
): void {
  tx[sql].run(
    'UPDATE server_actions SET uid = ? WHERE message_id = ? AND mailbox_id = ? AND uid IS NULL',
    place.uid,
    messageId,
    place.mailboxId,
  )
}

function actionOf(row: SqlRow): ServerAction {
  return {
    id: int(row, 'id'),
    accountId: int(row, 'account_id') as AccountId,
    kind: text(row, 'kind') as ServerActionKind,
    mailboxId: intOrNull(row, 'mailbox_id') as MailboxId | null,
    uid: intOrNull(row, 'uid'),
    messageId: intOrNull(row, 'message_id') as MessageId | null,
    payload: json(row, 'payload_json'),
    state: text(row, 'state') as ServerAction['state'],
    attempts: int(row, 'attempts'),
    notBefore: int(row, 'not_before'),
    errorCode: textOrNull(row, 'error_code'),
    createdAt: int(row, 'created_at'),
  }
}
