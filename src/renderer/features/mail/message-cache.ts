import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Contact, MessagePage, MessageRow, MessageView } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import type { Engine } from '../../app/engine.ts'

type Pages = InfiniteData<MessagePage, string | null>

function mapRows(pages: Pages, change: (rows: MessageRow[]) => MessageRow[]): Pages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, rows: change(page.rows) })) }
}

function editLists(
  cache: QueryClient,
  queries: Engine['queries'],
  change: (rows: MessageRow[]) => MessageRow[],
): void {
  cache.setQueriesData<MessagePage>({ queryKey: queries.mail.list.key({ type: 'query' }) }, (page) =>
    page === undefined ? page : { ...page, rows: change(page.rows) },
  )
  cache.setQueriesData<Pages>(
    { queryKey: queries.mail.search.key({ type: 'infinite' }) },
    (pages) => pages && mapRows(pages, change),
  )
}

/** Takes rows out of the lists at once; the engine's `mail-changed` brings the truth. */
export function dropRows(cache: QueryClient, queries: Engine['queries'], ids: readonly MessageId[]): void {
  const gone = new Set(ids)
  editLists(cache, queries, (rows) => rows.filter((row) => !gone.has(row.id)))
}

/** What was opened says where it lay: after a move it is read anew, so that Delete doesn't mean another mailbox. */
export function forgetOpened(cache: QueryClient, queries: Engine['queries'], id: MessageId): void {
  cache.removeQueries({
    queryKey: queries.mail.open.key(),
    type: 'inactive',
    predicate: ({ queryKey }) => cache.getQueryData<MessageView>(queryKey)?.id === id,
  })
}

/** Shows changed flags at once, in the lists and in the open message. */
export function patchFlags(
  cache: QueryClient,
  queries: Engine['queries'],
  ids: readonly MessageId[],
  flags: { readonly isUnread?: boolean; readonly isFlagged?: boolean },
): void {
  const changed = new Set(ids)
  editLists(cache, queries, (rows) => rows.map((row) => (changed.has(row.id) ? { ...row, ...flags } : row)))
  editOpened(cache, queries, (view) => (changed.has(view.id) ? { ...view, ...flags } : view))
}

/**
 * Changes what was opened in place. A view that waits to be read anew goes on waiting: `setQueryData` would take the
 * change for a new answer of the engine, and what a message was judged by before would stay.
 */
function editOpened(
  cache: QueryClient,
  queries: Engine['queries'],
  change: (view: MessageView) => MessageView,
): void {
  for (const [queryKey, view] of cache.getQueriesData<MessageView>({ queryKey: queries.mail.open.key() })) {
    if (view !== undefined) {
      cache
        .getQueryCache()
        .find<MessageView>({ queryKey })
        ?.setState({ data: change(view) })
    }
  }
}

/** A sender became a contact, or a certificate that came with the mail was accepted: shown at once in open messages. */
export function patchSender(
  cache: QueryClient,
  queries: Engine['queries'],
  { id, name, kind, addresses, certificates }: Contact,
): void {
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const isDecided = (fingerprint: string | null | undefined) =>
    certificates.some((one) => one.fingerprint === fingerprint && one.trust !== 'seen')
  editOpened(cache, queries, (view) =>
    own.has(view.from[0]?.address.toLowerCase() ?? '')
      ? {
          ...view,
          contact: { id, name, kind },
          offeredCertificate: isDecided(view.offeredCertificate) ? null : view.offeredCertificate,
        }
      : view,
  )
}
