import type { MessageRow } from '../../shared/contract/index.ts'
import { ok } from '../../shared/result.ts'
import { createRepetition, sameActMs, type AuditTrail } from '../audit/index.ts'
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

/** Finds mail on this computer. Each search is in the audit log, never what it was for. */
export function createSearching(
  store: Store,
  audit: AuditTrail,
  uptimeMs = () => performance.now(),
): Pick<Inbound, 'search' | 'unfetched'> {
  const once = createRepetition<string>(uptimeMs, typedOn)

  return {
    unfetched: (mailboxId) => store.attempt((reader) => ok(countBodiless(reader, mailboxId))),

    search: ({ query: typed, mailboxId = null, order, cursor, limit }) => {
      const recorded = once(typed.trim(), () => audit.record({ type: 'message.searched' }))
      if (!recorded.ok) return recorded
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

/**
 * Each letter more, or taken back, asks anew; what is typed after that instead is another search. The same words are asked
 * for again, however late, when mail comes to a list that is still open.
 */
function typedOn(last: string, next: string, afterMs: number): string | null {
  if (next === last) return last
  if (afterMs >= sameActMs) return null
  if (next.startsWith(last)) return next
  return last.startsWith(next) ? last : null
}

/** With where the row shows what was looked for. */
function marked(row: MessageRow, terms: readonly SearchTerm[]): MessageRow {
  const found = (text: string) => matchesIn(text, terms).map(([start, end]): [number, number] => [start, end])
  return {
    ...row,
    found: { who: found(row.who), subject: found(row.subject), snippet: found(row.snippet) },
  }
}
