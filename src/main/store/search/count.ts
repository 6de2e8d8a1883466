import { requireRow, sql, type Reader } from '../connection.ts'
import { int } from '../rows.ts'
import { candidatesOf, conditions } from './candidates.ts'
import type { SearchQuery } from './query.ts'
import { resolveQuery, type ResolvedQuery } from './resolve.ts'

/** How many messages a search finds; where not exact, there are at least so many. */
export type HitCount = { readonly count: number; readonly isExact: boolean }

/** Hits looked at for a count: it is one statement, which a lock may have to wait for. */
const countedMax = 100_000

export function countHits(reader: Reader, query: SearchQuery): HitCount {
  const resolved = resolveQuery(reader, query)
  if (resolved.isVoid) return { count: 0, isExact: true }
  const { exclude } = resolved
  if (exclude === null) return count(reader, resolved)
  const all = count(reader, { ...resolved, exclude: null })
  const excluded = count(reader, { ...resolved, exclude: null, match: exclude })
  return { count: Math.max(0, all.count - excluded.count), isExact: all.isExact && excluded.isExact }
}

function count(reader: Reader, query: ResolvedQuery): HitCount {
  const { text, values } = candidatesOf(query, Number.MAX_SAFE_INTEGER, countedMax)
  const wanted = isPlain(reader, query) ? 'TRUE' : conditions(query).join(' AND ')
  const row = requireRow(
    reader[sql].get(
      `SELECT count(*) AS seen, count(*) FILTER (WHERE ${wanted}) AS hits FROM (${text}) c`,
      ...values,
    ),
  )
  return { count: int(row, 'hits'), isExact: int(row, 'seen') < countedMax }
}

/** Nothing has to be looked up for each hit. */
function isPlain(reader: Reader, query: ResolvedQuery): boolean {
  const { isUnread, isFlagged, hasAttachment, inMailboxes, notInMailboxes } = query
  return (
    [isUnread, isFlagged, hasAttachment, inMailboxes].every((filter) => filter === null) &&
    notInMailboxes.length === 0 &&
    reader[sql].get('SELECT 1 FROM messages WHERE is_deleted = 1 LIMIT 1') === undefined
  )
}
