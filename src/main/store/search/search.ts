import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader } from '../connection.ts'
import type { PageRequest } from '../repositories/message-reads.ts'
import { listedColumns, listedOf, type ListedMessage } from '../repositories/message-rows.ts'
import { readSnippetText } from '../repositories/message-texts.ts'
import { int } from '../rows.ts'
import { candidatesBelow, lookedAtMax } from './candidates.ts'
import { countHits, type HitCount } from './count.ts'
import type { SearchTerm } from './match.ts'
import type { SearchHint, SearchQuery } from './query.ts'
import { resolveQuery, type ResolvedQuery } from './resolve.ts'
import { snippetOf } from './snippet.ts'

export type SearchPage = {
  readonly hits: readonly ListedMessage[]
  /** Where the next page starts; null at the end. */
  readonly next: MessageId | null
  readonly hints: readonly SearchHint[]
}

export type CountedPage = SearchPage & { readonly total: HitCount }

const rankedMax = 5000
const excludingStretch = 5000

/** Newest first. A page may hold fewer hits than asked for and still have a `next`. */
export function search(reader: Reader, query: SearchQuery, page: PageRequest): SearchPage {
  return pageOf(reader, resolveQuery(reader, query), page)
}

/** As `search`, with how many are found in all: what fits on one page needn't be looked for again to be counted. */
export function searchAndCount(reader: Reader, query: SearchQuery, page: PageRequest): CountedPage {
  const resolved = resolveQuery(reader, query)
  const found = pageOf(reader, resolved, page)
  const isAll = page.before === null && found.next === null
  const total = isAll ? { count: found.hits.length, isExact: true } : countHits(reader, resolved)
  return { ...found, total }
}

function pageOf(reader: Reader, query: ResolvedQuery, { before, limit }: PageRequest): SearchPage {
  const { hints } = query
  if (query.isVoid) return { hits: [], next: null, hints }
  const ids: number[] = []
  let next: number | null = before ?? Number.MAX_SAFE_INTEGER
  // Messages that are left out are known only afterwards, so more of them are looked at together.
  const stretch = query.exclude === null ? limit : excludingStretch
  for (let seen = 0; seen < lookedAtMax && ids.length < limit && next !== null; seen += stretch) {
    const found = candidatesBelow(reader, query, next, stretch)
    ids.push(...found.ids)
    next = found.next
    if (query.exclude === null) break
  }
  const last = ids[limit - 1]
  if (last !== undefined) next = last
  ids.length = Math.min(ids.length, limit)
  return { hits: hitsOf(reader, ids), next: next as MessageId | null, hints }
}

/** Best match first (BM25) among the newest 5,000 hits: ranking a word that is everywhere would take too long. */
export function searchByRelevance(reader: Reader, query: SearchQuery, limit: number): CountedPage {
  const resolved = resolveQuery(reader, query)
  if (resolved.match === null || resolved.isVoid)
    return searchAndCount(reader, query, { before: null, limit })
  const { ids } = candidatesBelow(reader, resolved, Number.MAX_SAFE_INTEGER, rankedMax)
  const wanted = new Set(ids)
  const ranked = reader[sql].all(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid >= ? AND rowid < ?
     ORDER BY rank LIMIT ${String(rankedMax)}`,
    resolved.match,
    ids.at(-1) ?? 0,
    resolved.below,
  )
  const best = ranked.map((row) => int(row, 'id')).filter((id) => wanted.has(id))
  const total = countHits(reader, resolved)
  return { hits: hitsOf(reader, best.slice(0, limit)), next: null, hints: resolved.hints, total }
}

/** The text around what was looked for. The index has none, so it is made from the stored text of rows to be shown. */
export function snippetFor(reader: Reader, terms: readonly SearchTerm[], message: ListedMessage): string {
  if (terms.length === 0) return message.snippet
  const text = readSnippetText(reader, message.id)
  if (text === null) return message.snippet
  return snippetOf(text.body, terms) ?? snippetOf(text.attachmentText, terms) ?? message.snippet
}

function hitsOf(reader: Reader, ids: readonly number[]): ListedMessage[] {
  return ids.flatMap((id) => {
    const row = reader[sql].get(`SELECT ${listedColumns} FROM messages WHERE id = ?`, id)
    return row === undefined ? [] : listedOf(row)
  })
}
