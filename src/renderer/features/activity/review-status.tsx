import { useTranslation } from 'react-i18next'
import { formatAgo } from '../../i18n/format.ts'
import { useReview } from './use-review.ts'

/** When the log was last looked through, and what there is to look at since. */
export function ReviewStatus() {
  const { t } = useTranslation()
  const review = useReview()
  if (review === undefined) return null
  const { reviewedAt, isDue, alerts } = review
  const when =
    reviewedAt === null
      ? t('activity.review.never')
      : t('activity.review.last', { ago: formatAgo(reviewedAt) })
  const what = alerts.length === 0 ? '' : t('activity.review.toLookAt', { count: alerts.length })
  return (
    <p className={isDue || alerts.length > 0 ? 'review-due' : 'detail'}>
      {[when, what].filter((words) => words !== '').join(' · ')}
    </p>
  )
}
