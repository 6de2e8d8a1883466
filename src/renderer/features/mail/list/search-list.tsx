import { Button, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox, SearchHint, SearchInput, SearchPage } from '../../../../shared/contract/index.ts'
import type { MailboxId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { go, where } from '../../../app/places.ts'
import { openSheet } from '../../../app/sheets.ts'
import { useStore } from '../../../app/store.ts'
import { mailboxOf, useMailboxes } from '../boxes.ts'
import { useAccountOf } from '../use-account-of.ts'
import { usePagedRows } from './list-rows.ts'
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

/** In the mailbox that was open before, or in all; it stays as chosen until the search is over. */
function Scope({ mailbox, isHere }: { readonly mailbox: Mailbox; readonly isHere: boolean }) {
  const { t } = useTranslation()
  const { name, role } = mailbox
  return (
    <SegmentedControl
      className="search-scope"
      size="xs"
      aria-label={t('mail.search.scope')}
      value={isHere ? 'here' : 'all'}
      onChange={(value) => {
        go.toSearchHere(value === 'here')
      }}
      data={[
        { value: 'all', label: t('mail.search.allMail') },
        { value: 'here', label: role === 'other' ? name : t(`mail.sidebar.${role}`) },
      ]}
    />
  )
}

/** What can't be found by its text, because it isn't here. */
function UnfetchedNote({ mailboxId }: { readonly mailboxId: MailboxId | null }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const count = useQuery(queries.mail.unfetched.queryOptions({ input: { mailboxId } })).data?.count ?? 0
  return count === 0 ? null : <p className="list-note">{t('mail.search.unfetched', { count })}</p>
}

/** What the mail on this computer holds of the words: newest first, or the best match first when that is asked for. */
export function SearchList({ query }: { readonly query: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { box, isSearchHere } = useStore(where)
  const mailbox = mailboxOf(box, useMailboxes())
  const mailboxId = isSearchHere ? (mailbox?.id ?? null) : null
  const [order, setOrder] = useState<SearchInput['order']>('newest')
  const result = useInfiniteQuery(
    queries.mail.search.infiniteOptions({
      input: (cursor: string | null) => ({ query, mailboxId, order, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      // What was searched for isn't kept longer than it is shown.
      gcTime: 0,
    }),
  )
  const rows = usePagedRows(result)
  const accountOf = useAccountOf()
  const [first] = result.data?.pages ?? []
  return (
    <>
      {mailbox !== undefined && <Scope mailbox={mailbox} isHere={mailboxId !== null} />}
      <ResultLine page={result.isSuccess ? first : undefined} order={order} onOrder={setOrder} />
      <Hints hints={first?.hints ?? []} />
      <UnfetchedNote mailboxId={mailboxId} />
      <MessageList
        accountOf={accountOf}
        label={t('mail.list.messages')}
        rows={rows}
        emptyText={t('mail.list.noMatch')}
        emptyHint={t('mail.search.suggestion')}
        emptyAction={
          <>
            {mailboxId !== null && (
              <Button
                onClick={() => {
                  go.toSearchHere(false)
                }}
              >
                {t('mail.search.searchAll')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => {
                openSheet({ kind: 'search-help' })
              }}
            >
              {t('mail.search.help')}
            </Button>
          </>
        }
      />
    </>
  )
}
