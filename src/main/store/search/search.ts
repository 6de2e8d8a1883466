import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader } from '../connection.ts'
import { findMessage, type PageRequest } from '../repositories/message-reads.ts'
import type { MessageRecord } from '../repositories/message-rows.ts'
import { readSnippetText } from '../repositories/message-texts.ts'
import { int } from '../rows.ts'
import { candidatesBelow } from './candidates.ts'
import type { SearchTerm } from './match.ts'
import type { SearchHint, SearchQuery } from './query.ts'
import { resolveQuery } from './resolve.ts'
import { snippetOf } from './snippet.ts'

export type SearchPage = {
  readonly hits: readonly MessageRecord[]
  /** Where the next page starts; null at the end. */
  readonly next: MessageId | null
  readonly hints: readonly SearchHint[]
}

/** Candidates looked at per statement: keeps each under 50 ms, whatever the filters leave of them. */
const windowMax = 20_000
/** Candidates looked at for one page; beyond them an incomplete page is returned with `next` set. */
const scannedMax = 100_000
const rankedMax = 5000

/** Newest first. A page may hold fewer hits than asked for and still have a `next`. */
export function search(reader: Reader, query: SearchQuery, page: PageRequest): SearchPage {
  const resolved = resolveQuery(reader, query)
  const { hints } = resolved
  if (resolved.isVoid) return { hits: [], next: null, hints }
  const ids: number[] = []
  let next: number | null = page.before ?? Number.MAX_SAFE_INTEGER
  let size = Math.min(page.limit * 4, windowMax)
  for (let scanned = 0; scanned < scannedMax && ids.length < page.limit && next !== null;) {
    const found = candidatesBelow(reader, resolved, next, size, page.limit - ids.length)
    ids.push(...found.ids)
    next = found.next
    scanned += size
    size = Math.min(size * 10, windowMax)
  }
  return { hits: ids.flatMap((id) => messageOf(reader, id)), next: next as MessageId | null, hints }
}

/** Best match first (BM25) among the newest 5,000 hits: ranking a word that is everywhere would take too long. */
export function searchByRelevance(reader: Reader, query: SearchQuery, limit: number): SearchPage {
  const resolved = resolveQuery(reader, query)
  if (resolved.match === null || resolved.isVoid) return search(reader, query, { before: null, limit })
  const { ids } = candidatesBelow(reader, resolved, Number.MAX_SAFE_INTEGER, rankedMax, rankedMax)
  const wanted = new Set(ids)
  const ranked = reader[sql].all(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid >= ? AND rowid < ?
     ORDER BY rank LIMIT ${String(rankedMax)}`,
    resolved.match,
    ids.at(-1) ?? 0,
    resolved.below,
  )
  const best = ranked.map((row) => int(row, 'id')).filter((id) => wanted.has(id))
  const hits = best.slice(0, limit).flatMap((id) => messageOf(reader, id))
  return { hits, next: null, hints: resolved.hints }
}

/** The text around what was looked for. The index has none, so it is made from the stored text of rows to be shown. */
export function snippetFor(reader: Reader, terms: readonly SearchTerm[], message: MessageRecord): string {
  if (terms.length === 0) return message.snippet
  const text = readSnippetText(reader, message.id)
  if (text === null) return message.snippet
  return snippetOf(text.body, terms) ?? snippetOf(text.attachmentText, terms) ?? message.snippet
}

function messageOf(reader: Reader, id: number): MessageRecord[] {
  const message = findMessage(reader, id as MessageId)
  return message === null ? [] : [message]
}
