import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { useCommand } from '../../app/keys/registry.ts'
import { go, where } from '../../app/places.ts'
import { useStore } from '../../app/store.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { isSettled, stateText } from './outbox-state.ts'

function OutboxRow({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation()
  const isOpen = item.state === 'refused' || item.state === 'unknown'
  return (
    <div className="row outbox-row">
      <div className="row-line">
        <span className="row-who">{item.to.join(', ')}</span>
      </div>
      <div className="row-line">
        <span className="outbox-row-subject">
          {item.subject === '' ? t('mail.list.noSubject') : item.subject}
        </span>
      </div>
      {/* A line of its own: where it is and when it leaves must be read, not guessed from half a sentence. */}
      <div className="row-line">
        <span className="row-snippet" data-attention={isOpen || undefined}>
          {stateText(item, t)}
        </span>
      </div>
    </div>
  )
}

/** What waits to leave, and what needs an answer before it can. */
export function OutboxList() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { outboxId } = useStore(where)
  const outbox = useQuery(queries.outbox.list.queryOptions())
  const items = (outbox.data ?? []).filter((item) => !isSettled(item))
  const selectedIndex = items.findIndex((item) => item.logicalId === outboxId)
  const select = (index: number) => {
    const item = items[index]
    if (item) go.toOutboxItem(item.logicalId)
  }
  useCommand('next', () => {
    select(Math.min(items.length - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    select(Math.max(0, selectedIndex - 1))
  })
  if (outbox.isError) return <FailureNote failure={failureOf(outbox.error)} />
  if (outbox.isSuccess && items.length === 0) return <Empty text={t('outbox.empty')} />
  return (
    <VirtualList
      label={t('outbox.label')}
      count={items.length}
      rowHeight={84}
      selectedIndex={selectedIndex}
      onSelect={select}
      rowKey={(index) => items[index]?.logicalId ?? index}
      renderRow={(index) => {
        const item = items[index]
        return item && <OutboxRow item={item} />
      }}
    />
  )
}
