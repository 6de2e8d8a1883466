import type { AccountId, LogicalMessageId, MailboxId } from '../../../shared/ids.ts'
import { requireRow, sql, type Reader, type Tx } from '../connection.ts'
import { batchMax } from '../limits.ts'
import { int } from '../rows.ts'
import { forgetLogicalMessage } from './logical-messages.ts'
import { removeMailbox } from './mailboxes.ts'
import { freeAccount, freeLogicalMessage, type NotHeld } from './not-held.ts'
import { removeAllMessages } from './sync.ts'

/** What lies here of an account. */
export type AccountHoldings = {
  readonly messages: number
  /** Being written; those that wait to leave aren't counted. */
  readonly drafts: number
  /** Sent, and their copies not filed in Sent on the server yet. */
  readonly unfiledCopies: number
  /** Done here and not told to the server yet. */
  readonly untoldActions: number
}

export function countHoldings(reader: Reader, id: AccountId): AccountHoldings {
  const row = requireRow(
    reader[sql].get(
      `SELECT (SELECT count(*) FROM messages m JOIN mailboxes b ON b.id = m.mailbox_id
               WHERE b.account_id = ?1 AND m.is_deleted = 0) AS messages,
              (SELECT count(*) FROM drafts WHERE account_id = ?1 AND logical_id IS NULL) AS drafts,
              (SELECT count(*) FROM sent_copies
               WHERE account_id = ?1 AND state IN ('pending', 'attempting')) AS unfiled,
              (SELECT count(*) FROM server_actions WHERE account_id = ?1 AND state <> 'failed') AS untold`,
      id,
    ),
  )
  return {
    messages: int(row, 'messages'),
    drafts: int(row, 'drafts'),
    unfiledCopies: int(row, 'unfiled'),
    untoldActions: int(row, 'untold'),
  }
}

/**
 * The account is gone from here on, its credentials at once; what is being written goes on from another one. Its mail
 * follows with `removeSomeOfAccount`.
 */
export function markAccountRemoved(tx: Tx, id: NotHeld<AccountId>, draftsGoTo: AccountId, now: number): void {
  tx[sql].run('UPDATE drafts SET account_id = ? WHERE account_id = ? AND logical_id IS NULL', draftsGoTo, id)
  // The address is unique: it may be set up again before the last of the mail has gone.
  tx[sql].run(
    `UPDATE accounts SET removed_at = ?1, updated_at = ?1, address = 'removed ' || id, name = '',
       settings_json = '{}', credentials_json = NULL, signature = NULL WHERE id = ?2`,
    now,
    id,
  )
}

/** Those whose mail hasn't all gone yet. */
export function listRemovedAccounts(reader: Reader): AccountId[] {
  return reader[sql]
    .all('SELECT id FROM accounts WHERE removed_at IS NOT NULL ORDER BY id')
    .map((row) => int(row, 'id') as AccountId)
}

/**
 * Takes a batch of what lies here of a removed account, and at last the account: received mail with its text and
 * source, sent messages with every copy, threads. Receipts stay, as the audit log does. A legal hold that came meanwhile
 * ends it until it is lifted. Call until false.
 */
export function removeSomeOfAccount(tx: Tx, id: AccountId): boolean {
  if (freeAccount(tx, id) === null) return false
  const mailbox = tx[sql].get('SELECT id FROM mailboxes WHERE account_id = ? LIMIT 1', id)
  if (mailbox !== undefined) {
    const mailboxId = int(mailbox, 'id') as MailboxId
    if (removeAllMessages(tx, mailboxId) < batchMax) removeMailbox(tx, mailboxId)
    return true
  }
  const sent = tx[sql].all('SELECT id FROM logical_messages WHERE account_id = ? LIMIT 50', id)
  for (const row of sent) {
    const free = freeLogicalMessage(tx, int(row, 'id') as LogicalMessageId)
    if (free === null) return false
    forgetLogicalMessage(tx, free)
  }
  if (sent.length > 0) return true
  const threads = tx[sql].run(
    `DELETE FROM threads WHERE id IN (SELECT id FROM threads WHERE account_id = ? LIMIT ${batchMax})`,
    id,
  )
  if (threads.changes > 0) return true
  tx[sql].run('DELETE FROM accounts WHERE id = ? AND removed_at IS NOT NULL', id)
  return false
}
