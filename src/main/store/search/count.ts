import { requireRow, sql, type Reader } from '../connection.ts'
import { int } from '../rows.ts'
import { candidatesOf, conditions, lookedAtMax } from './candidates.ts'
import type { ResolvedQuery } from './resolve.ts'

/** How many messages a search finds; where not exact, there are at least so many. */
export type HitCount = { readonly count: number; readonly isExact: boolean }

export function countHits(reader: Reader, query: ResolvedQuery): HitCount {
  const { exclude, isVoid } = query
  if (isVoid) return { count: 0, isExact: true }
  if (exclude === null) return count(reader, query)
  const all = count(reader, { ...query, exclude: null })
  const excluded = count(reader, { ...query, exclude: null, match: exclude })
  return { count: Math.max(0, all.count - excluded.count), isExact: all.isExact && excluded.isExact }
}

function count(reader: Reader, query: ResolvedQuery): HitCount {
  const { text, values, rest } = candidatesOf(query, Number.MAX_SAFE_INTEGER, 'any')
  const wanted = conditions(rest)
  const row = requireRow(
    reader[sql].get(
      `SELECT count(*) AS seen, count(*) FILTER (WHERE ${wanted.length === 0 ? 'TRUE' : wanted.join(' AND ')}) AS hits
       FROM (${text} LIMIT ?) c`,
      ...values,
      lookedAtMax,
    ),
  )
  return { count: int(row, 'hits'), isExact: int(row, 'seen') < lookedAtMax }
}
