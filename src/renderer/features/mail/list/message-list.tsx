import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageRow as Row } from '../../../../shared/contract/index.ts'
import { failureOf } from '../../../app/failure.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { go, where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { Empty } from '../../../ui/empty.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { listOrder } from '../list-order.ts'
import type { ListRows } from './list-rows.ts'
import { MessageRow } from './message-row.tsx'

type Props = {
  readonly label: string
  readonly rows: ListRows
  /** What stands there when nothing is. */
  readonly emptyText: string
  readonly emptyHint?: string
  readonly emptyAction?: ReactNode
  /** Which account a row is of, where rows of several stand together; null: there is but one. */
  readonly accountOf?: ((row: Row) => string | null) | undefined
}

export const rowHeight = 64

/** Keeps its place in the list until it is here. */
function WaitingRow() {
  const { t } = useTranslation()
  return (
    <div className="row row-waiting">
      <span className="visually-hidden">{t('common.loading')}</span>
      <span className="skeleton-bar" data-part="name" />
      <span className="skeleton-bar" data-part="text" />
    </div>
  )
}

/** Messages, of which those in sight are fetched, with J and K. */
export function MessageList({ label, rows, emptyText, emptyHint, emptyAction, accountOf }: Props) {
  const { messageId } = useStore(where)
  // Chosen by its place before it was here; given up as soon as another message is open.
  const [chosen, setChosen] = useState<{ index: number; instead: typeof messageId } | null>(null)
  const awaited = chosen !== null && chosen.instead === messageId ? chosen.index : null
  const { count, rowAt, show, ids } = rows
  const selectedIndex = awaited ?? rows.indexOf(messageId)
  const awaitedId = awaited === null ? null : (rowAt(awaited)?.id ?? null)

  useEffect(() => {
    listOrder.set(ids)
  }, [ids])
  useEffect(() => {
    if (awaitedId !== null) go.toMessage(awaitedId)
  }, [awaitedId])

  const select = (index: number) => {
    const row = rowAt(index)
    setChosen(row === undefined ? { index, instead: messageId } : null)
    if (row !== undefined) go.toMessage(row.id)
  }
  useCommand('next', () => {
    if (count > 0) select(Math.min(count - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    if (count > 0) select(Math.max(0, selectedIndex - 1))
  })

  if (rows.isPending) return <SkeletonRows />
  if (rows.error !== null) {
    return (
      <div className="list-failure">
        <FailureNote failure={failureOf(rows.error)} retry={rows.retry} />
      </div>
    )
  }
  if (count === 0) {
    return (
      <Empty text={emptyText} {...(emptyHint !== undefined && { hint: emptyHint })}>
        {emptyAction}
      </Empty>
    )
  }
  return (
    <VirtualList
      label={label}
      count={count}
      rowHeight={rowHeight}
      selectedIndex={selectedIndex}
      selectedKey={awaited ?? messageId}
      onSelect={select}
      onShown={show}
      renderRow={(index) => {
        const row = rowAt(index)
        return row === undefined ? (
          <WaitingRow />
        ) : (
          <MessageRow row={row} account={accountOf?.(row) ?? null} />
        )
      }}
    />
  )
}
