import type { MessageRow } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  countBodiless,
  matchesIn,
  parseQuery,
  searchAndCount,
  searchByRelevance,
  snippetFor,
  type SearchTerm,
  type Store,
} from '../store/index.ts'
import type { Inbound } from './inbound.ts'
import { cursorOf } from './listing.ts'
import { presentRow } from './present-row.ts'

/** Finds mail on this computer. One audit event per session says that the mail was searched, never for what. */
export function createSearching(store: Store, audit: AuditTrail): Pick<Inbound, 'search' | 'unfetched'> {
  let hasSearched = false

  return {
    unfetched: (mailboxId) => store.attempt((reader) => ok(countBodiless(reader, mailboxId))),

    search: ({ query: typed, mailboxId = null, order, cursor, limit }) => {
      if (!hasSearched) {
        const recorded = audit.record({ type: 'message.searched' })
        if (!recorded.ok) {
          return recorded
        }
        hasSearched = true
      }
      return store.attempt((reader) => {
        const query = { ...parseQuery(typed), within: mailboxId }
        const { hits, next, hints, total } =
          order === 'relevance'
            ? searchByRelevance(reader, query, limit)
            : searchAndCount(reader, query, { before: cursorOf(cursor), limit })
        return ok({
          rows: hits.map((message) =>
            marked(presentRow(reader, message, snippetFor(reader, query.terms, message)), query.terms),
          ),
          nextCursor: next === null ? null : String(next),
          total: total.count,
          isTotalExact: total.isExact,
          hints: [...hints],
        })
      })
    },
  }
}

/** With where the row shows what was looked for. */
function marked(row: MessageRow, terms: readonly SearchTerm[]): MessageRow {
  const found = (text: string) => matchesIn(text, terms).map(([start, end]): [number, number] => [start, end])
  return {
    ...row,
    found: { who: found(row.who), subject: found(row.subject), snippet: found(row.snippet) },
  }
}
