import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { MessagePage, MessageRow } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'

/** A long list of which only a part is here. */
export type ListRows = {
  /** Of the whole list. */
  readonly count: number
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => MessageRow | undefined
  /** Where a message stands; -1 where that isn't known. */
  readonly indexOf: (id: MessageId | null) => number
  /** What is here, in order. */
  readonly ids: readonly MessageId[]
  /** Null while there is nothing to show yet. */
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
  /** These are in sight now: what is missing there is fetched. */
  readonly show: (first: number, last: number) => void
}

/** So many rows before its end the next page is asked for. */
const aheadOfEnd = 20

/** Rows of pages that follow each other, as far as they were scrolled to. */
export function usePagedRows(result: UseInfiniteQueryResult<InfiniteData<MessagePage>>): ListRows {
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = result
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const show = useCallback(
    (_first: number, last: number) => {
      if (last >= rows.length - aheadOfEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    [fetchNextPage, hasNextPage, isFetchingNextPage, rows.length],
  )
  return {
    count: rows.length,
    rowAt: (index) => rows[index],
    indexOf: (id) => (id === null ? -1 : ids.indexOf(id)),
    ids,
    isPending,
    error: isError ? error : null,
    retry: () => void refetch(),
    show,
  }
}
