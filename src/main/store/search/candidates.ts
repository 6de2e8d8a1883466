import { sql, type Reader, type SqlValue } from '../connection.ts'
import { int } from '../rows.ts'
import type { ResolvedQuery } from './resolve.ts'

/** A stretch of what may be hits, newest first. */
export type Candidates = {
  /** Those that all filters want. */
  readonly ids: readonly number[]
  /** Where to go on; null at the end. */
  readonly next: number | null
}

/**
 * The newest messages below an id that hold the words, or (without words) that the narrowest filter leaves, as far as
 * all filters want them. Filters look into their covering indexes, so that no row has to be read for a no.
 *
 * @param size how many are looked at: what keeps each statement short
 * @param enough so many hits make it stop there
 */
export function candidatesBelow(
  reader: Reader,
  query: ResolvedQuery,
  before: number,
  size: number,
  enough: number,
): Candidates {
  const { text, values } = candidatesOf(query, before, size)
  const rows = reader[sql].all(
    `SELECT c.id FROM (${text}) c WHERE ${conditions(query).join(' AND ')} ORDER BY c.id DESC`,
    ...values,
  )
  const ids = withoutExcluded(
    reader,
    query,
    rows.map((row) => int(row, 'id')),
  )
  const last = ids[enough - 1]
  if (last !== undefined) return { ids: ids.slice(0, enough), next: last }
  const seen = reader[sql].get(`SELECT count(*) AS seen, min(id) AS last FROM (${text})`, ...values)
  const isEnd = seen === undefined || int(seen, 'seen') < size
  return { ids, next: isEnd ? null : int(seen, 'last') }
}

/** The newest messages that hold the words, or that the narrowest filter leaves, at most `limit`. */
export function candidatesOf(
  query: ResolvedQuery,
  before: number,
  limit: number,
): { readonly text: string; readonly values: readonly SqlValue[] } {
  const bounds = [Math.min(before, query.below), query.above, limit]
  return query.match === null
    ? {
        text: `SELECT id FROM messages WHERE ${narrowestFilter(query)} AND id < ? AND id > ? ORDER BY id DESC LIMIT ?`,
        values: bounds,
      }
    : {
        text: `SELECT rowid AS id FROM message_search
               WHERE message_search MATCH ? AND rowid < ? AND rowid > ? ORDER BY rowid DESC LIMIT ?`,
        values: [query.match, ...bounds],
      }
}

/** Each has its index in the order of id. */
function narrowestFilter({ isUnread, isFlagged, hasAttachment, inMailboxes }: ResolvedQuery): string {
  if (isFlagged === true) return 'is_flagged = 1'
  if (isUnread === true) return 'is_seen = 0'
  if (inMailboxes?.length === 1) return `mailbox_id = ${String(inMailboxes[0])} AND is_deleted = 0`
  if (hasAttachment === true) return 'has_attachments = 1'
  return 'TRUE'
}

/**
 * What a candidate `c` has to fulfil besides. Indexes are named because the planner prefers the row itself, which lies
 * on a page of its own that has to be read and decrypted: fifteen times slower over 60,000 candidates.
 */
export function conditions(query: ResolvedQuery): string[] {
  const exists = (index: string, condition: string) =>
    `EXISTS (SELECT 1 FROM messages m INDEXED BY ${index} WHERE ${condition} AND m.id = c.id)`
  const either = (wish: boolean | null, index: string, condition: string) =>
    wish === null ? [] : [`${wish ? '' : 'NOT '}${exists(index, condition)}`]
  const inMailbox = (id: number) =>
    exists('messages_listed', `m.mailbox_id = ${String(id)} AND m.is_deleted = 0`)
  return [
    ...either(query.isFlagged, 'messages_any_flagged', 'm.is_flagged = 1'),
    ...either(query.isUnread, 'messages_any_unread', 'm.is_seen = 0'),
    ...either(query.hasAttachment, 'messages_any_attachment', 'm.has_attachments = 1'),
    `NOT ${exists('messages_any_deleted', 'm.is_deleted = 1')}`,
    ...(query.inMailboxes === null ? [] : [`(${query.inMailboxes.map(inMailbox).join(' OR ')})`]),
    ...query.notInMailboxes.map((id) => `NOT ${inMailbox(id)}`),
  ]
}

/** Where nothing has to be there, what may not be there is looked up for the candidates' stretch of ids. */
function withoutExcluded(reader: Reader, { exclude }: ResolvedQuery, ids: readonly number[]): number[] {
  const [first, last] = [ids[0], ids.at(-1)]
  if (exclude === null || first === undefined || last === undefined) return [...ids]
  const rows = reader[sql].all(
    'SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid BETWEEN ? AND ?',
    exclude,
    last,
    first,
  )
  const excluded = new Set(rows.map((row) => int(row, 'id')))
  return ids.filter((id) => !excluded.has(id))
}
