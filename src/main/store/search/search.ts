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

export type SearchHit = { readonly message: MessageRecord; readonly snippet: string }
export type SearchPage = {
  readonly hits: readonly SearchHit[]
  /** Where the next page starts; null at the end. */
  readonly next: MessageId | null
  readonly hints: readonly SearchHint[]
}

/** Hits looked at per statement: keeps each under 50 ms, whatever the filters leave of them. */
const windowMax = 4000
/** Hits looked at for one page; beyond them an incomplete page is returned with `next` set. */
const scannedMax = 100_000
const rankedMax = 5000

/** Newest first. A page may hold fewer hits than asked for and still have a `next`. */
export function search(reader: Reader, query: SearchQuery, page: PageRequest): SearchPage {
  const resolved = resolveQuery(reader, query)
  const { hints } = resolved
  if (resolved.isVoid) return { hits: [], next: null, hints }
  const hits: SearchHit[] = []
  let before = page.before ?? Number.MAX_SAFE_INTEGER
  let size = page.limit * 2
  for (let scanned = 0; scanned < scannedMax; scanned += size) {
    size = Math.min(scanned === 0 ? size : size * 4, windowMax)
    const candidates = candidatesBelow(reader, resolved, before, size)
    for (const { id, isWanted } of candidates) {
      before = id
      const hit = isWanted ? hitOf(reader, query.terms, id) : null
      if (hit !== null && hits.push(hit) === page.limit) return { hits, next: hit.message.id, hints }
    }
    if (candidates.length < size) return { hits, next: null, hints }
  }
  return { hits, next: before as MessageId, hints }
}

/** Best match first (BM25) among the newest 5,000 hits: ranking a word that is everywhere would take too long. */
export function searchByRelevance(reader: Reader, query: SearchQuery, limit: number): SearchPage {
  const resolved = resolveQuery(reader, query)
  if (resolved.match === null || resolved.isVoid) return search(reader, query, { before: null, limit })
  const candidates = candidatesBelow(reader, resolved, Number.MAX_SAFE_INTEGER, rankedMax)
  const wanted = new Set(candidates.filter(({ isWanted }) => isWanted).map(({ id }) => id))
  const ranked = reader[sql].all(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid >= ? AND rowid < ?
     ORDER BY rank LIMIT ${String(rankedMax)}`,
    resolved.match,
    candidates.at(-1)?.id ?? 0,
    resolved.below,
  )
  const best = ranked.map((row) => int(row, 'id')).filter((id) => wanted.has(id))
  const hits = best.slice(0, limit).flatMap((id) => hitOf(reader, query.terms, id) ?? [])
  return { hits, next: null, hints: resolved.hints }
}

function hitOf(reader: Reader, terms: readonly SearchTerm[], id: number): SearchHit | null {
  const message = findMessage(reader, id as MessageId)
  return message === null ? null : { message, snippet: snippetFor(reader, terms, message) }
}

/** Made from the stored text of the rows that are shown: the contentless index has none. */
function snippetFor(reader: Reader, terms: readonly SearchTerm[], message: MessageRecord): string {
  if (terms.length === 0) return message.snippet
  const text = readSnippetText(reader, message.id)
  if (text === null) return message.snippet
  return snippetOf(text.body, terms) ?? snippetOf(text.attachmentText, terms) ?? message.snippet
}
