import { sql, type Reader, type SqlValue } from '../connection.ts'
import { int } from '../rows.ts'
import type { ResolvedQuery } from './resolve.ts'

/** Hits of a stretch, newest first. */
export type Candidates = {
  readonly ids: readonly number[]
  /** Where to go on; null at the end. */
  readonly next: number | null
}

/** Messages that one statement may look at: at most some 50 ms, because a lock may have to wait for it. */
export const lookedAtMax = 100_000

/**
 * The newest messages below an id that a query finds: those with its words, or (without words) those that its narrowest
 * filter leaves, as far as the other filters want them too. SQLite looks at one after the other until it has enough.
 *
 * @param enough so many hits make it stop there
 * @param max so many messages are looked at
 */
export function candidatesBelow(
  reader: Reader,
  query: ResolvedQuery,
  before: number,
  enough: number,
  max: number = lookedAtMax,
): Candidates {
  const { text, values, rest } = candidatesOf(query, before, 'newest')
  const wanted = conditions(rest)
  const found = reader[sql].all(
    wanted.length === 0
      ? `${text} LIMIT ?`
      : `SELECT c.id FROM (${text} LIMIT ?) c WHERE ${wanted.join(' AND ')} ORDER BY c.id DESC LIMIT ?`,
    ...values,
    ...(wanted.length === 0 ? [Math.min(enough, max)] : [max, enough]),
  )
  const ids = withoutExcluded(
    reader,
    query,
    found.map((row) => int(row, 'id')),
  )
  const last = found.at(-1)
  if (last !== undefined && found.length === enough) return { ids, next: int(last, 'id') }
  if (wanted.length === 0) return { ids, next: null }
  const end = reader[sql].get(`${text} LIMIT 1 OFFSET ?`, ...values, max - 1)
  return { ids, next: end === undefined ? null : int(end, 'id') }
}

/**
 * The messages with the words of a query, or those that its narrowest filter leaves; a limit may follow. Their order,
 * where none is asked for, is FTS5's own, which costs half as much.
 *
 * @returns `rest`: what they have to fulfil besides
 */
export function candidatesOf(
  query: ResolvedQuery,
  before: number,
  order: 'newest' | 'any',
): { readonly text: string; readonly values: readonly SqlValue[]; readonly rest: ResolvedQuery } {
  const bounds = [Math.min(before, query.below), query.above]
  const ordered = (column: string) => (order === 'newest' ? ` ORDER BY ${column} DESC` : '')
  if (query.match !== null) {
    const text = `SELECT rowid AS id FROM message_search
                  WHERE message_search MATCH ? AND rowid < ? AND rowid > ?${ordered('rowid')}`
    return { text, values: [query.match, ...bounds], rest: query }
  }
  const { filter, rest } = narrowestFilter(query)
  const text = `SELECT id FROM messages WHERE ${filter} AND id < ? AND id > ?${ordered('id')}`
  return { text, values: bounds, rest }
}

/** Each has its index in the order of id; what it says needn't be looked up again. */
function narrowestFilter(query: ResolvedQuery): { readonly filter: string; readonly rest: ResolvedQuery } {
  const { isUnread, isFlagged, hasAttachment, inMailboxes } = query
  if (isFlagged === true) return { filter: 'is_flagged = 1', rest: { ...query, isFlagged: null } }
  if (isUnread === true) return { filter: 'is_seen = 0', rest: { ...query, isUnread: null } }
  if (inMailboxes?.length === 1) {
    const filter = `mailbox_id = ${String(inMailboxes[0])} AND is_deleted = 0`
    return { filter, rest: { ...query, inMailboxes: null, isAnyDeleted: false } }
  }
  if (hasAttachment === true)
    return { filter: 'has_attachments = 1', rest: { ...query, hasAttachment: null } }
  return { filter: 'TRUE', rest: query }
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
    ...(query.isAnyDeleted ? [`NOT ${exists('messages_any_deleted', 'm.is_deleted = 1')}`] : []),
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
