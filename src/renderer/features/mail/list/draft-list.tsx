import { useTranslation } from 'react-i18next'
import type { Draft } from '../../../../shared/contract/index.ts'
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

function DraftRow({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation()
  const { to, cc, bcc, subject } = draft.content
  const people = [...to, ...cc, ...bcc].map((person) => person.name || person.address).join(', ')
  return (
    <div className="row">
      <div className="row-line">
        <span className="row-who">{people === '' ? t('mail.list.noRecipient') : people}</span>
        <time className="row-time" dateTime={draft.savedAt}>
          {formatRowDate(draft.savedAt)}
        </time>
      </div>
      <div className="row-line">
        <span className="row-subject">{subject === '' ? t('mail.list.noSubject') : subject}</span>
      </div>
    </div>
  )
}

/** Drafts as the store keeps them; choosing one goes on writing. */
export function DraftList() {
  const { t } = useTranslation()
  const { draftId } = useStore(where)
  const drafts = useDrafts()
  const rows = drafts.data ?? []
  const selectedIndex = rows.findIndex((draft) => draft.id === draftId)
  const select = (index: number) => {
    const draft = rows[index]
    if (draft) go.toDraft(draft.id)
  }
  useCommand('next', () => {
    select(Math.min(rows.length - 1, selectedIndex + 1))
  })
  useCommand('previous', () => {
    select(Math.max(0, selectedIndex - 1))
  })
  if (drafts.isPending) return <SkeletonRows count={3} />
  if (drafts.isError) return <FailureNote failure={failureOf(drafts.error)} />
  if (rows.length === 0) return <Empty text={t('mail.list.empty')} />
  return (
    <VirtualList
      label={t('mail.sidebar.drafts')}
      count={rows.length}
      rowHeight={rowHeight}
      selectedIndex={selectedIndex}
      onSelect={select}
      rowKey={(index) => rows[index]?.id ?? index}
      renderRow={(index) => {
        const draft = rows[index]
        return draft && <DraftRow draft={draft} />
      }}
    />
  )
}
