import { sql, type Reader, type SqlRow, type SqlValue } from '../connection.ts'
import { int } from '../rows.ts'
import type { ResolvedQuery } from './resolve.ts'

export type Candidate = { readonly id: number; readonly isWanted: boolean }

/**
 * The newest messages below an id that hold the words, or (without words) that the narrowest filter leaves; and for
 * each whether all filters want it. Filters look into their covering indexes, so that no row has to be read for a no.
 */
export function candidatesBelow(
  reader: Reader,
  query: ResolvedQuery,
  before: number,
  limit: number,
): Candidate[] {
  const { source, idColumn, values } = sourceOf(query)
  const rows = reader[sql].all(
    `SELECT c.id, (${conditions(query).join(' AND ')}) AS is_wanted
     FROM (${source} AND ${idColumn} < ? AND ${idColumn} > ? ORDER BY ${idColumn} DESC LIMIT ?) c`,
    ...values,
    Math.min(before, query.below),
    query.above,
    limit,
  )
  const candidates = rows.map((row) => ({ id: int(row, 'id'), isWanted: int(row, 'is_wanted') === 1 }))
  return withoutExcluded(reader, query, candidates)
}

function sourceOf(query: ResolvedQuery): { source: string; idColumn: string; values: SqlValue[] } {
  return query.match === null
    ? { source: `SELECT id FROM messages WHERE ${narrowestFilter(query)}`, idColumn: 'id', values: [] }
    : {
        source: 'SELECT rowid AS id FROM message_search WHERE message_search MATCH ?',
        idColumn: 'rowid',
        values: [query.match],
      }
}

/** Each has its index in the order of id. */
function narrowestFilter({ isUnread, isFlagged, hasAttachment, inMailboxes }: ResolvedQuery): string {
  if (isFlagged === true) return 'is_flagged = 1'
  if (inMailboxes?.length === 1) return `mailbox_id = ${String(inMailboxes[0])} AND is_deleted = 0`
  if (isUnread === true) return 'is_seen = 0'
  if (hasAttachment === true) return 'has_attachments = 1'
  return 'TRUE'
}

function conditions(query: ResolvedQuery): string[] {
  const exists = (condition: string) => `EXISTS (SELECT 1 FROM messages m WHERE ${condition} AND m.id = c.id)`
  const either = (wish: boolean | null, condition: string) =>
    wish === null ? [] : [wish ? exists(condition) : `NOT ${exists(condition)}`]
  const inMailbox = (id: number) => exists(`m.mailbox_id = ${String(id)} AND m.is_deleted = 0`)
  return [
    `NOT ${exists('m.is_deleted = 1')}`,
    ...either(query.isUnread, 'm.is_seen = 0'),
    ...either(query.isFlagged, 'm.is_flagged = 1'),
    ...either(query.hasAttachment, 'm.has_attachments = 1'),
    ...(query.inMailboxes === null ? [] : [`(${query.inMailboxes.map(inMailbox).join(' OR ')})`]),
    ...query.notInMailboxes.map((id) => `NOT ${inMailbox(id)}`),
  ]
}

/** Where nothing has to be there, what may not be there is looked up for the candidates' stretch of ids. */
function withoutExcluded(
  reader: Reader,
  query: ResolvedQuery,
  candidates: readonly Candidate[],
): Candidate[] {
  const [first, last] = [candidates[0], candidates.at(-1)]
  if (query.exclude === null || first === undefined || last === undefined) return [...candidates]
  const rows: SqlRow[] = reader[sql].all(
    'SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid BETWEEN ? AND ?',
    query.exclude,
    last.id,
    first.id,
  )
  const excluded = new Set(rows.map((row) => int(row, 'id')))
  return candidates.map(({ id, isWanted }) => ({ id, isWanted: isWanted && !excluded.has(id) }))
}
