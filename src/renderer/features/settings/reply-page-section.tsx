import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ReplyPageCard } from './reply-page-card.tsx'

/** The page on the practice's own site where patients answer who have only the PDF, one for each account. */
export function ReplyPageSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const pages = useQuery(queries.practice.replyPages.queryOptions())
  return (
    <section className="settings-form settings-gap" aria-labelledby="reply-page-title">
      <h3 id="reply-page-title" className="section-title">
        {t('settings.replyPage.title')}
      </h3>
      <p className="detail">{t('settings.replyPage.text')}</p>
      <p className="detail">{t('settings.replyPage.limits')}</p>
      {pages.isError && <FailureNote failure={failureOf(pages.error)} retry={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows count={2} />}
      {pages.data !== undefined && pages.data.length > 1 && (
        <p className="detail">{t('settings.replyPage.several')}</p>
      )}
      {pages.data?.map((page) => (
        <ReplyPageCard key={page.account} page={page} isNamed={pages.data.length > 1} />
      ))}
    </section>
  )
}
