import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { MessageList } from './message-list.tsx'

/** What fills a tall window: each row's snippet is made from its text. */
const pageSize = 30

/** What the mail on this computer holds of the words, newest first. */
export function SearchList({ query }: { readonly query: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const result = useInfiniteQuery(
    queries.mail.search.infiniteOptions({
      input: (cursor: string | null) => ({ query, order: 'newest' as const, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      // What was searched for isn't kept longer than it is shown.
      gcTime: 0,
    }),
  )
  const count = result.data?.pages[0]?.total ?? 0
  return (
    <>
      <p className="list-note" role="status">
        {result.isSuccess && count > 0 ? t('mail.list.results', { count }) : ''}
      </p>
      <MessageList label={t('mail.list.messages')} result={result} emptyText={t('mail.list.noMatch')} />
    </>
  )
}
