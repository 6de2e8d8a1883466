import type { MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlValue } from '../connection.ts'
import { firstIdAt } from '../repositories/message-ids.ts'
import { findMessage, type PageRequest } from '../repositories/message-reads.ts'
import type { MessageRecord } from '../repositories/message-rows.ts'
import { readText } from '../repositories/message-texts.ts'
import { int } from '../rows.ts'
import type { SearchQuery } from './query.ts'
import { snippetOf } from './snippet.ts'

export type SearchHit = { readonly message: MessageRecord; readonly snippet: string }
export type SearchPage = {
  readonly hits: readonly SearchHit[]
  /** Where the next page starts; null at the end. */
  readonly next: MessageId | null
}

/** Hits looked at per statement: keeps each under 50 ms, whatever the filters leave of them. */
const windowMax = 4000
/** Hits looked at for one page; beyond them an incomplete page is returned with `next` set. */
const scannedMax = 100_000
const rankedMax = 5000

/** Newest first. A page may hold fewer hits than asked for and still have a `next`. */
export function search(reader: Reader, query: SearchQuery, page: PageRequest): SearchPage {
  const mailboxes = mailboxesIn(reader, query)
  if (asksNothing(query) || mailboxes?.length === 0) return { hits: [], next: null }
  const hits: SearchHit[] = []
  let before = Math.min(page.before ?? Number.MAX_SAFE_INTEGER, upperBound(query))
  let size = page.limit * 2
  for (let scanned = 0; scanned < scannedMax; scanned += size) {
    size = Math.min(scanned === 0 ? size : size * 4, windowMax)
    const candidates = candidatesBelow(reader, query, mailboxes, before, size)
    for (const { id, isWanted } of candidates) {
      before = id
      const hit = isWanted ? hitOf(reader, query, id) : null
      if (hit !== null && hits.push(hit) === page.limit) return { hits, next: hit.message.id }
    }
    if (candidates.length < size) return { hits, next: null }
  }
  return { hits, next: before as MessageId }
}

/** Best match first (BM25) among the newest 5,000 hits: ranking a word that is everywhere would take too long. */
export function searchByRelevance(reader: Reader, query: SearchQuery, limit: number): SearchPage {
  if (query.match === null) return search(reader, query, { before: null, limit })
  const mailboxes = mailboxesIn(reader, query)
  if (mailboxes?.length === 0) return { hits: [], next: null }
  const wanted = new Set<number>()
  let oldest = Number.MAX_SAFE_INTEGER
  for (const { id, isWanted } of candidatesBelow(reader, query, mailboxes, upperBound(query), rankedMax)) {
    oldest = id
    if (isWanted) wanted.add(id)
  }
  const ranked = reader[sql].all(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid >= ? AND rowid < ?
     ORDER BY rank LIMIT ${rankedMax}`,
    query.match,
    oldest,
    upperBound(query),
  )
  const best = ranked.map((row) => int(row, 'id')).filter((id) => wanted.has(id))
  return { hits: best.slice(0, limit).flatMap((id) => hitOf(reader, query, id) ?? []), next: null }
}

type Candidate = { readonly id: number; readonly isWanted: boolean }

/**
 * The newest messages below an id that hold the words, or (without words) that the narrowest filter leaves; and for
 * each whether all filters want it. Filters look into their covering indexes, so that no row has to be read for a no.
 */
function candidatesBelow(
  reader: Reader,
  query: SearchQuery,
  mailboxes: readonly number[] | null,
  before: number,
  limit: number,
): Candidate[] {
  const source =
    query.match === null
      ? `SELECT id FROM messages WHERE ${narrowestFilter(query)}`
      : 'SELECT rowid AS id FROM message_search WHERE message_search MATCH ?'
  const idColumn = query.match === null ? 'id' : 'rowid'
  const match: SqlValue[] = query.match === null ? [] : [query.match]
  return reader[sql]
    .all(
      `SELECT c.id, (${conditions(query, mailboxes).join(' AND ')}) AS is_wanted
       FROM (${source} AND ${idColumn} < ? AND ${idColumn} > ? ORDER BY ${idColumn} DESC LIMIT ?) c`,
      ...match,
      before,
      lowerBound(query),
      limit,
    )
    .map((row) => ({ id: int(row, 'id'), isWanted: int(row, 'is_wanted') === 1 }))
}

/** Each has its partial index in the order of id. */
function narrowestFilter(query: SearchQuery): string {
  if (query.isUnread) return 'is_seen = 0'
  if (query.isFlagged) return 'is_flagged = 1'
  if (query.hasAttachment) return 'has_attachments = 1'
  return 'TRUE'
}

function conditions(query: SearchQuery, mailboxes: readonly number[] | null): string[] {
  const exists = (condition: string) => `EXISTS (SELECT 1 FROM messages m WHERE ${condition} AND m.id = c.id)`
  const inMailbox = mailboxes?.map((id) => exists(`m.mailbox_id = ${id} AND m.is_deleted = 0`))
  return [
    `NOT ${exists('m.is_deleted = 1')}`,
    ...(query.isUnread ? [exists('m.is_seen = 0')] : []),
    ...(query.isFlagged ? [exists('m.is_flagged = 1')] : []),
    ...(query.hasAttachment ? [exists('m.has_attachments = 1')] : []),
    ...(inMailbox === undefined ? [] : [`(${inMailbox.join(' OR ')})`]),
  ]
}

function hitOf(reader: Reader, query: SearchQuery, id: number): SearchHit | null {
  const message = findMessage(reader, id as MessageId)
  return message === null ? null : { message, snippet: snippetFor(reader, query, message) }
}

/** Made from the stored text of the rows that are shown: the contentless index has none. */
function snippetFor(reader: Reader, query: SearchQuery, message: MessageRecord): string {
  if (query.terms.length === 0) return message.snippet
  const text = readText(reader, message.id)
  return (text === null ? null : snippetOf(text.body, query.terms)) ?? message.snippet
}

/** Those that `in:` names by role, name or path; null without it. */
function mailboxesIn(reader: Reader, { inMailbox }: SearchQuery): number[] | null {
  if (inMailbox === null) return null
  return reader[sql]
    .all(
      'SELECT id FROM mailboxes WHERE role = ?1 OR name = ?1 COLLATE NOCASE OR path = ?1 COLLATE NOCASE',
      inMailbox,
    )
    .map((row) => int(row, 'id'))
}

/** Only signs that no word is made of: better nothing than everything. */
function asksNothing(query: SearchQuery): boolean {
  const { match, hasAttachment, isUnread, isFlagged, inMailbox, before, after } = query
  const filters = [match, inMailbox, before, after].some((filter) => filter !== null)
  return !filters && !hasAttachment && !isUnread && !isFlagged
}

function upperBound({ before }: SearchQuery): number {
  return before === null ? Number.MAX_SAFE_INTEGER : firstIdAt(before)
}

function lowerBound({ after }: SearchQuery): number {
  return after === null ? -1 : firstIdAt(after) - 1
}
