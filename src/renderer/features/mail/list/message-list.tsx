import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, type ReactNode } from 'react'
import type { MessagePage, MessageRow as Row } from '../../../../shared/contract/index.ts'
import { failureOf } from '../../../app/failure.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { go, where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { Empty } from '../../../ui/empty.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { listOrder } from '../list-order.ts'
import { MessageRow } from './message-row.tsx'

type Props = {
  readonly label: string
  readonly result: UseInfiniteQueryResult<InfiniteData<MessagePage>>
  /** What stands there when nothing is. */
  readonly emptyText: string
  readonly emptyHint?: string
  readonly emptyAction?: ReactNode
  /** Which account a row is of, where rows of several stand together; null: there is but one. */
  readonly accountOf?: ((row: Row) => string | null) | undefined
}

export const rowHeight = 64

/** Messages page by page as they are scrolled to, with J and K. */
export function MessageList({ label, result, emptyText, emptyHint, emptyAction, accountOf }: Props) {
  const { messageId } = useStore(where)
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.rows) ?? [], [result.data])
  const selectedIndex = rows.findIndex((row) => row.id === messageId)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = result

  useEffect(() => {
    listOrder.set(rows.map((row) => row.id))
  }, [rows])

  const select = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row) go.toMessage(row.id)
    },
    [rows],
  )
  useCommand('next', () => {
    select(Math.min(rows.length - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    select(Math.max(0, selectedIndex - 1))
  })
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  if (result.isPending) return <SkeletonRows />
  if (result.isError) {
    return (
      <div className="list-failure">
        <FailureNote failure={failureOf(result.error)} retry={() => void result.refetch()} />
      </div>
    )
  }
  if (rows.length === 0) {
    return (
      <Empty text={emptyText} {...(emptyHint !== undefined && { hint: emptyHint })}>
        {emptyAction}
      </Empty>
    )
  }
  return (
    <VirtualList
      label={label}
      count={rows.length}
      rowHeight={rowHeight}
      selectedIndex={selectedIndex}
      onSelect={select}
      onReachEnd={more}
      rowKey={(index) => rows[index]?.id ?? index}
      renderRow={(index) => {
        const row = rows[index]
        return row && <MessageRow row={row} account={accountOf?.(row) ?? null} />
      }}
    />
  )
}
