import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHint, SearchInput, SearchPage } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { openSheet } from '../../../app/sheets.ts'
import { useAccountOf } from '../use-account-of.ts'
import { MessageList } from './message-list.tsx'

/** What fills a tall window: each row's snippet is made from its text. */
const pageSize = 30

/** How many there are, and in which order they stand. */
function ResultLine({ page, order, onOrder }: ResultLineProps) {
  const { t } = useTranslation()
  const other = order === 'newest' ? 'relevance' : 'newest'
  const count = page?.total ?? 0
  return (
    <div className="result-line">
      <p role="status">
        {count > 0 &&
          t(page?.isTotalExact === false ? 'mail.search.atLeast' : 'mail.list.results', { count })}
      </p>
      {count > 1 && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            onOrder(other)
          }}
        >
          {t(`mail.search.order.${other}`)}
        </Button>
      )}
    </div>
  )
}

type ResultLineProps = {
  readonly page: SearchPage | undefined
  readonly order: SearchInput['order']
  readonly onOrder: (order: SearchInput['order']) => void
}

function Hints({ hints }: { readonly hints: readonly SearchHint[] }) {
  const { t } = useTranslation()
  return hints.map(({ kind, word }) => (
    <p key={`${kind} ${word}`} className="list-note">
      {t(`mail.search.hints.${kind}`, { word })}
    </p>
  ))
}

/** What the mail on this computer holds of the words: newest first, or the best match first when that is asked for. */
export function SearchList({ query }: { readonly query: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [order, setOrder] = useState<SearchInput['order']>('newest')
  const result = useInfiniteQuery(
    queries.mail.search.infiniteOptions({
      input: (cursor: string | null) => ({ query, order, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      // What was searched for isn't kept longer than it is shown.
      gcTime: 0,
    }),
  )
  const accountOf = useAccountOf()
  const [first] = result.data?.pages ?? []
  return (
    <>
      <ResultLine page={result.isSuccess ? first : undefined} order={order} onOrder={setOrder} />
      <Hints hints={first?.hints ?? []} />
      <MessageList
        accountOf={accountOf}
        label={t('mail.list.messages')}
        result={result}
        emptyText={t('mail.list.noMatch')}
        emptyHint={t('mail.search.suggestion')}
        emptyAction={
          <Button
            variant="default"
            onClick={() => {
              openSheet({ kind: 'search-help' })
            }}
          >
            {t('mail.search.help')}
          </Button>
        }
      />
    </>
  )
}
