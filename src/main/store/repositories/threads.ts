import type { AccountId } from '../../../shared/ids.ts'
import { sql, type Tx } from '../connection.ts'
import { referencesMax } from '../limits.ts'
import { int } from '../rows.ts'

/** What ties a message to others (RFC 5322 section 3.6.4), ids without angle brackets. */
export type ThreadHeaders = {
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
}

/**
 * The thread that a message belongs to. A message that names messages of several threads joins them. References
 * to messages that were never seen count too, so that siblings meet.
 */
export function assignThread(tx: Tx, accountId: AccountId, headers: ThreadHeaders): number {
  const ids = relatedIds(headers)
  const known = new Set<number>()
  for (const id of ids) {
    const row = tx[sql].get(
      'SELECT thread_id FROM thread_links WHERE account_id = ? AND message_id = ?',
      accountId,
      id,
    )
    if (row !== undefined) known.add(int(row, 'thread_id'))
  }
  const [thread = newThread(tx, accountId), ...others] = [...known].sort((a, b) => a - b)
  for (const other of others) mergeThread(tx, other, thread)
  for (const id of ids) {
    tx[sql].run(
      'INSERT INTO thread_links (account_id, message_id, thread_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      accountId,
      id,
      thread,
    )
  }
  return thread
}

/** The last references are the nearest; a hostile header may carry thousands. */
function relatedIds({ messageId, inReplyTo, references }: ThreadHeaders): Set<string> {
  const ids = new Set(references.slice(-referencesMax))
  if (inReplyTo !== null) ids.add(inReplyTo)
  if (messageId !== null) ids.add(messageId)
  ids.delete('')
  return ids
}

function newThread(tx: Tx, accountId: AccountId): number {
  return tx[sql].run('INSERT INTO threads (account_id) VALUES (?)', accountId).id
}

function mergeThread(tx: Tx, from: number, into: number): void {
  tx[sql].run('UPDATE messages SET thread_id = ? WHERE thread_id = ?', into, from)
  tx[sql].run('UPDATE thread_links SET thread_id = ? WHERE thread_id = ?', into, from)
  tx[sql].run('DELETE FROM threads WHERE id = ?', from)
}
