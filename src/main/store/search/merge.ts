import { requireRow, sql, type Reader, type Tx } from '../connection.ts'
import { int } from '../rows.ts'

/** Pages of the index (4 KB) that one step writes: some 10 ms. */
const stepPages = 32

/**
 * Puts pieces of the full-text index together, a step at a time. Each commit of new messages is a piece of its own, and
 * every search looks into all of them; FTS5 merges by itself only as far as writing stays fast.
 *
 * @returns whether there is more to do
 */
export function mergeSearchIndex(tx: Tx): boolean {
  const before = changesSoFar(tx)
  tx[sql].run(`INSERT INTO message_search (message_search, rank) VALUES ('merge', ?)`, stepPages)
  // FTS5 counts one change for the command itself (its documentation, section 6.9).
  return changesSoFar(tx) - before > 1
}

function changesSoFar(reader: Reader): number {
  return int(requireRow(reader[sql].get('SELECT total_changes() AS changes')), 'changes')
}
