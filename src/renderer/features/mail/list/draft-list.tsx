import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Draft, MessageRow as Left } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { go, where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { formatRowDate } from '../../../i18n/format.ts'
import { Empty } from '../../../ui/empty.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { useDrafts } from '../../composer/use-drafts.ts'
import { rowHeight } from './message-list.tsx'

/** A draft of the practice, or what another program left in the host's Drafts. */
type Row = { readonly kind: 'own'; readonly draft: Draft } | { readonly kind: 'left'; readonly message: Left }

function inOrder(drafts: readonly Draft[], left: readonly Left[]): Row[] {
  const dateOf = (row: Row) => (row.kind === 'own' ? row.draft.savedAt : row.message.date)
  return [
    ...drafts.map((draft): Row => ({ kind: 'own', draft })),
    ...left.map((message): Row => ({ kind: 'left', message })),
  ].toSorted((one, other) => dateOf(other).localeCompare(dateOf(one)))
}

function DraftRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  const isLeft = row.kind === 'left'
  const { to, cc, bcc } = isLeft ? { to: [], cc: [], bcc: [] } : row.draft.content
  const people = isLeft
    ? row.message.who
    : [...to, ...cc, ...bcc].map((person) => person.name || person.address).join(', ')
  const subject = isLeft ? row.message.subject : row.draft.content.subject
  const date = isLeft ? row.message.date : row.draft.savedAt
  return (
    <div className="row">
      <div className="row-line">
        <span className="row-who">{people === '' ? t('mail.list.noRecipient') : people}</span>
        {isLeft && <span className="row-account">{t('mail.list.leftDraft')}</span>}
        <time className="row-time" dateTime={date}>
          {formatRowDate(date)}
        </time>
      </div>
      <div className="row-line">
        <span className="row-subject">{subject === '' ? t('mail.list.noSubject') : subject}</span>
        {isLeft && <span className="row-snippet">{row.message.snippet}</span>}
      </div>
    </div>
  )
}

/**
 * Drafts as the store keeps them, and those that other programs left on the host. Choosing one of ours goes on writing;
 * of the others it shows what they say.
 */
export function DraftList() {
  const { t } = useTranslation()
  const { draftId, messageId } = useStore(where)
  const { queries } = useEngine()
  const drafts = useDrafts()
  const left = useQuery(queries.mail.leftDrafts.queryOptions())
  const rows = inOrder(drafts.data ?? [], left.data ?? [])
  const selectedIndex = rows.findIndex((row) =>
    row.kind === 'own' ? row.draft.id === draftId : draftId === null && row.message.id === messageId,
  )
  const select = (index: number) => {
    const row = rows[index]
    if (row?.kind === 'own') go.toDraft(row.draft.id)
    if (row?.kind === 'left') go.toMessage(row.message.id)
  }
  useCommand('next', () => {
    select(Math.min(rows.length - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    select(Math.max(0, selectedIndex - 1))
  })
  if (drafts.isPending || left.isPending) return <SkeletonRows count={3} />
  if (drafts.isError) return <FailureNote failure={failureOf(drafts.error)} />
  if (left.isError) return <FailureNote failure={failureOf(left.error)} />
  if (rows.length === 0) return <Empty text={t('mail.list.empty')} />
  return (
    <VirtualList
      label={t('mail.sidebar.drafts')}
      count={rows.length}
      rowHeight={rowHeight}
      selectedIndex={selectedIndex}
      onSelect={select}
      rowKey={(index) => {
        const row = rows[index]
        return row === undefined
          ? index
          : row.kind === 'own'
            ? `own ${row.draft.id}`
            : `left ${row.message.id}`
      }}
      renderRow={(index) => {
        const row = rows[index]
        return row && <DraftRow row={row} />
      }}
    />
  )
}
