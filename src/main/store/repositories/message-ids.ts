import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Tx } from '../connection.ts'

const slotsPerSecond = 1024
const lastSecond = 2 ** 33

/**
 * A free id that sorts like the time: seconds times 1024 plus the last bits of the UID. So one number orders a
 * list, a search and their pages, newest first, without a sort. Where more than 1024 messages share a second (an
 * import that lost its dates), later ones get the slots of the following seconds; the date shown is its own column.
 *
 * @param time milliseconds since 1970; times outside 1970 to 2242 are clamped
 */
export function allocateMessageId(tx: Tx, time: number, tieBreaker: number): MessageId {
  const second = Math.min(Math.max(Math.floor(time / 1000), 0), lastSecond)
  let id = second * slotsPerSecond + (Math.abs(tieBreaker) % slotsPerSecond)
  while (id === 0 || tx[sql].get('SELECT 1 FROM messages WHERE id = ?', id) !== undefined)
    id += slotsPerSecond
  return id as MessageId
}

/** The smallest id that a message of this time can have: turns a date into a bound for pages and searches. */
export function firstIdAt(time: number): number {
  return Math.min(Math.max(Math.floor(time / 1000), 0), lastSecond) * slotsPerSecond
}
