import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListedBinder } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { go } from '../../../app/places.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { BinderRemoval } from './binder-removal.tsx'
import { Standing } from './standing.tsx'

/** Binders of others that are here, below their logs; nothing where there is none. */
export function BinderList() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  // What the logs say of one changes with them.
  const binders = useQuery(queries.binders.list.queryOptions({ staleTime: 0 }))
  if (binders.isError) {
    return (
      <div className="binders-title">
        <FailureNote failure={failureOf(binders.error)} retry={() => void binders.refetch()} />
      </div>
    )
  }
  if (binders.data === undefined || binders.data.length === 0) return null
  return (
    <section aria-labelledby="binders-title">
      <h2 id="binders-title" className="section-title binders-title">
        {t('binders.list')}
      </h2>
      <ul className="log-list">
        {binders.data.map((binder) =>
          binder.kind === 'read' ? (
            <BinderRow key={binder.id} binder={binder} />
          ) : (
            <UnreadableRow key={binder.id} binder={binder} />
          ),
        )}
      </ul>
    </section>
  )
}

type Row<Kind> = { readonly binder: Extract<ListedBinder, { kind: Kind }> }

function BinderRow({ binder }: Row<'read'>) {
  const { t } = useTranslation()
  const { id, title, practice, createdAt } = binder
  const when = formatMoment(createdAt)
  return (
    <li className="log-row">
      <div className="log-row-words">
        <span className="section-title">{title}</span>
        <Standing facts={binder} />
        <p className="detail">
          {practice === '' ? t('binders.made', { when }) : t('binders.madeBy', { when, practice })}
        </p>
      </div>
      <Button
        variant="default"
        aria-label={t('binders.open', { title })}
        onClick={() => {
          go.toBinder(id)
        }}
      >
        {t('logs.openShort')}
      </Button>
    </li>
  )
}

/** It goes from here: it has no page on which it could. */
function UnreadableRow({ binder }: Row<'unreadable'>) {
  const { t } = useTranslation()
  const { title, addedAt } = binder
  return (
    <li className="log-row">
      <div className="log-row-words">
        <span className="section-title">{title}</span>
        <p className="log-verdict" data-broken>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          <span>{t('binders.unreadable')}</span>
        </p>
        <p className="detail">{t('binders.added', { when: formatMoment(addedAt) })}</p>
        <BinderRemoval binder={binder} />
      </div>
    </li>
  )
}
