import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReadBinder } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { go } from '../../../app/places.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { ReadHead } from '../read-head.tsx'
import { BinderRemoval } from './binder-removal.tsx'
import { BinderSections } from './binder-sections.tsx'
import { isContradicted, Standing } from './standing.tsx'
import '../logs.css'

/** One binder of somebody else: what the logs here say of it, and what it shows. */
export function BinderView({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  // Each opening is recorded: it isn't asked for again while it is looked through.
  const opened = useQuery(
    queries.binders.open.queryOptions({ input: { id }, gcTime: 0, staleTime: Infinity, retry: false }),
  )
  const binder = opened.data
  return (
    <section className="pane logs" aria-labelledby="binder-title">
      <ReadHead
        id="binder-title"
        className="binder-head"
        title={binder?.title ?? t('binders.list')}
        isAlarm={binder !== undefined && isContradicted(binder)}
      >
        {binder && <Standing facts={binder} />}
      </ReadHead>
      <div className="pane-scroll logs-scroll" tabIndex={0} role="region" aria-label={t('binders.sections')}>
        {opened.isPending && <SkeletonRows />}
        {opened.isError && <FailureNote failure={failureOf(opened.error)} />}
        {binder !== undefined && (
          <div className="evidence-column">
            <Facts binder={binder} />
            <BinderSections sections={binder.sections} />
          </div>
        )}
      </div>
    </section>
  )
}

function Facts({ binder }: { readonly binder: ReadBinder }) {
  const { t } = useTranslation()
  const { practice, createdAt, signer, headSeq, headHash, pdf } = binder
  const when = formatMoment(createdAt)
  return (
    <section className="log-facts" aria-label={t('binders.facts.title')}>
      <p>{practice === '' ? t('binders.made', { when }) : t('binders.madeBy', { when, practice })}</p>
      <p>
        {t('logs.signed', { key: '' })}
        <span className="log-key">{signer}</span>
      </p>
      <p className="detail">{t('binders.compare')}</p>
      <p className="detail binder-hash">
        {t('binders.facts.head')}: {t('binders.facts.headText', { seq: headSeq, hash: headHash })}
      </p>
      <p className="detail binder-hash">
        {t('binders.facts.pdf')}: {t('binders.facts.pdfText', { hash: pdf })}
      </p>
      <BinderRemoval binder={binder} then={go.toLogs} />
    </section>
  )
}
