import type { MessageId } from '../../../shared/ids.ts'
import { requireRow, sql, type Reader, type Tx } from '../connection.ts'
import { int, textOrNull } from '../rows.ts'
import { ensureLocalAccount, findLocalAccount } from './local-account.ts'
import { saveMailbox } from './mailboxes.ts'
import { assignThread } from './threads.ts'

/** What the mailbox of what holds kept is called. */
const heldBackName = 'Kept by legal hold'

/**
 * The host no longer has these, and a hold keeps them: they go on in a mailbox of this computer alone. Whatever waits to be
 * told about them has nobody to be told to.
 *
 * @returns how many went there; what is here alone already stays where it is
 */
export function holdBack(tx: Tx, ids: readonly MessageId[]): number {
  const rows = ids.map((id) => requireRow(tx[sql].get('SELECT * FROM messages WHERE id = ?', id)))
  const local = findLocalAccount(tx)
  const fromHosts = rows.filter((row) => int(row, 'account_id') !== local)
  const [first] = fromHosts
  if (first === undefined) return 0
  const accountId = ensureLocalAccount(tx, int(first, 'added_at'))
  const mailboxId = saveMailbox(tx, accountId, {
    ...{ path: heldBackName, name: heldBackName, delimiter: '/', role: 'other' },
    ...{ isSubscribed: true, isSelectable: true },
  })
  for (const row of fromHosts) {
    const id = int(row, 'id')
    const headers = { messageId: textOrNull(row, 'message_id'), inReplyTo: null, references: [] }
    tx[sql].run('DELETE FROM server_actions WHERE message_id = ?', id)
    tx[sql].run(
      `UPDATE messages SET account_id = ?, mailbox_id = ?, thread_id = ?, uid = NULL, modseq = NULL, is_deleted = 0,
         is_stale = 0 WHERE id = ?`,
      accountId,
      mailboxId,
      assignThread(tx, accountId, headers),
      id,
    )
    tx[sql].run('INSERT INTO held_back (message_id) VALUES (?) ON CONFLICT DO NOTHING', id)
  }
  return fromHosts.length
}

/** Of which the activity log doesn't tell yet; at most so many. */
export function listUnrecordedHeldBack(reader: Reader, limit: number): MessageId[] {
  return reader[sql]
    .all('SELECT message_id FROM held_back WHERE is_recorded = 0 ORDER BY message_id LIMIT ?', limit)
    .map((row) => int(row, 'message_id') as MessageId)
}

export function noteHeldBackRecorded(tx: Tx, ids: readonly MessageId[]): void {
  for (const id of ids) tx[sql].run('UPDATE held_back SET is_recorded = 1 WHERE message_id = ?', id)
}

export function countHeldBack(reader: Reader): number {
  return int(requireRow(reader[sql].get('SELECT count(*) AS kept FROM held_back')), 'kept')
}
