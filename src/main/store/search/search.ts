import type { MailboxId, MessageId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlValue } from '../connection.ts'
import { firstIdAt } from '../repositories/message-ids.ts'
import { messageOf, type MessageRecord } from '../repositories/message-rows.ts'
import { readText } from '../repositories/message-texts.ts'
import type { PageRequest } from '../repositories/message-reads.ts'
import { int } from '../rows.ts'
import type { SearchQuery } from './query.ts'
import { snippetOf } from './snippet.ts'

export type SearchHit = { readonly message: MessageRecord; readonly snippet: string }
export type SearchPage = {
  readonly hits: readonly SearchHit[]
  /** Where the next page starts; null at the end. */
  readonly next: MessageId | null
}

/** Hits looked at per statement: keeps each under 50 ms, whatever the filter leaves of them. */
const windowSize = 1000
/** Looked at for one page; beyond it an incomplete page is returned with `next` set. */
const windowsMax = 50
const rankedMax = 5000

/** Newest first. A page may hold fewer hits than asked for and still have a `next`. */
export function search(reader: Reader, query: SearchQuery, page: PageRequest): SearchPage {
  const mailboxes = mailboxesIn(reader, query)
  if (asksNothing(query) || (query.inMailbox !== null && mailboxes.length === 0))
    return { hits: [], next: null }
  const hits: SearchHit[] = []
  let before = Math.min(page.before ?? Number.MAX_SAFE_INTEGER, upperBound(query))
  for (let window = 0; window < windowsMax; window += 1) {
    const ids = candidateIds(reader, query, before)
    for (const id of ids) {
      before = id
      const message = findHit(reader, query, mailboxes, id)
      if (message === null) continue
      hits.push({ message, snippet: snippetFor(reader, query, message) })
      if (hits.length === page.limit) return { hits, next: id as MessageId }
    }
    if (ids.length < windowSize) return { hits, next: null }
  }
  return { hits, next: before as MessageId }
}

/** Best match first (BM25) among the newest 5,000 hits: ranking a word that is everywhere would take too long. */
export function searchByRelevance(reader: Reader, query: SearchQuery, limit: number): SearchPage {
  if (query.match === null) return search(reader, query, { before: null, limit })
  const mailboxes = mailboxesIn(reader, query)
  if (query.inMailbox !== null && mailboxes.length === 0) return { hits: [], next: null }
  const oldest = reader[sql].get(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ${rankedMax}`,
    query.match,
  )
  const rows = reader[sql].all(
    `SELECT rowid AS id FROM message_search WHERE message_search MATCH ? AND rowid > ? AND rowid < ?
     ORDER BY rank LIMIT ${windowSize}`,
    query.match,
    Math.max(oldest === undefined ? 0 : int(oldest, 'id'), lowerBound(query)),
    upperBound(query),
  )
  const hits: SearchHit[] = []
  for (const row of rows) {
    const message = findHit(reader, query, mailboxes, int(row, 'id'))
    if (message !== null) hits.push({ message, snippet: snippetFor(reader, query, message) })
    if (hits.length === limit) break
  }
  return { hits, next: null }
}

/** Only signs that no word is made of: better nothing than everything. */
function asksNothing(query: SearchQuery): boolean {
  const { match, hasAttachment, isUnread, isFlagged, inMailbox, before, after } = query
  return (
    match === null &&
    !hasAttachment &&
    !isUnread &&
    !isFlagged &&
    inMailbox === null &&
    before === null &&
    after === null
  )
}

/** At most one window of ids below `before`, newest first, from the index that narrows most. */
function candidateIds(reader: Reader, query: SearchQuery, before: number): number[] {
  const from = query.match === null ? 'messages' : 'message_search'
  const condition = query.match === null ? filterCondition(query) : 'message_search MATCH ?'
  const values: SqlValue[] = query.match === null ? [] : [query.match]
  return reader[sql]
    .all(
      `SELECT rowid AS id FROM ${from} WHERE ${condition} AND rowid < ? AND rowid > ?
       ORDER BY rowid DESC LIMIT ${windowSize}`,
      ...values,
      before,
      lowerBound(query),
    )
    .map((row) => int(row, 'id'))
}

/** Each has its partial index in the order of id. */
function filterCondition(query: SearchQuery): string {
  if (query.isUnread) return 'is_seen = 0'
  if (query.isFlagged) return 'is_flagged = 1'
  if (query.hasAttachment) return 'has_attachments = 1'
  return 'TRUE'
}

function findHit(
  reader: Reader,
  query: SearchQuery,
  mailboxes: readonly number[],
  id: number,
): MessageRecord | null {
  const row = reader[sql].get('SELECT * FROM messages WHERE id = ?', id)
  if (row === undefined) return null
  const isWanted =
    int(row, 'is_deleted') === 0 &&
    (!query.hasAttachment || int(row, 'has_attachments') === 1) &&
    (!query.isUnread || int(row, 'is_seen') === 0) &&
    (!query.isFlagged || int(row, 'is_flagged') === 1) &&
    (query.inMailbox === null || mailboxes.includes(int(row, 'mailbox_id')))
  return isWanted ? messageOf(row) : null
}

function mailboxesIn(reader: Reader, { inMailbox }: SearchQuery): MailboxId[] {
  if (inMailbox === null) return []
  return reader[sql]
    .all(
      'SELECT id FROM mailboxes WHERE role = ?1 OR name = ?1 COLLATE NOCASE OR path = ?1 COLLATE NOCASE',
      inMailbox,
    )
    .map((row) => int(row, 'id') as MailboxId)
}

function upperBound({ before }: SearchQuery): number {
  return before === null ? Number.MAX_SAFE_INTEGER : firstIdAt(before)
}

function lowerBound({ after }: SearchQuery): number {
  return after === null ? -1 : firstIdAt(after) - 1
}

/** Made from the stored text of the rows that are shown: the contentless index has none. */
function snippetFor(reader: Reader, query: SearchQuery, message: MessageRecord): string {
  if (query.terms.length === 0) return message.snippet
  const text = readText(reader, message.id)
  return (text === null ? null : snippetOf(text.body, query.terms)) ?? message.snippet
}
