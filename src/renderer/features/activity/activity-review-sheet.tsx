import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ActivityReview } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { formatMoment } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { eventGroups, groupOf } from './event-groups.ts'

/** What happened since the last review, the unusual first; signing it off is an event itself. */
export function ActivityReviewSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  // Stays as it was opened: what is signed off is what was seen.
  const asked = useQuery(queries.audit.review.queryOptions({ staleTime: 0, refetchOnWindowFocus: false }))
  const sign = useMutation(
    queries.audit.signReview.mutationOptions({
      onSuccess: (_nothing, _input, _result, { client: cache }) => {
        void cache.invalidateQueries({ queryKey: queries.audit.review.key() })
        closeSheet()
        say(t('activity.review.signed'))
      },
    }),
  )
  const review = asked.isFetching ? undefined : asked.data
  return (
    <Sheet
      title={t('activity.review.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={sign.isPending}
            disabled={review === undefined || review.to < review.from}
            onClick={() => {
              if (review !== undefined) sign.mutate({ to: review.to })
            }}
          >
            {t('activity.review.sign')}
          </Button>
        </>
      }
    >
      {asked.isError && <FailureNote failure={failureOf(asked.error)} retry={() => void asked.refetch()} />}
      {review === undefined && !asked.isError && <SkeletonRows />}
      {review !== undefined && <Findings review={review} />}
      {sign.isError && <FailureNote failure={failureOf(sign.error)} />}
    </Sheet>
  )
}

function Findings({ review }: { readonly review: ActivityReview }) {
  const { t } = useTranslation()
  const { from, to, fromAt, counts, alerts } = review
  const events = to - from + 1
  const groups = eventGroups.map((group) => ({
    group,
    count: Object.entries(counts).reduce(
      (sum, [type, count]) => sum + (groupOf(type) === group ? count : 0),
      0,
    ),
  }))
  return (
    <>
      <p className="detail">
        {events < 1 || fromAt === null
          ? t('activity.review.nothingNew')
          : t('activity.review.since', { count: events, when: formatMoment(fromAt) })}
      </p>
      <h3 className="review-heading">{t('activity.review.unusual')}</h3>
      {alerts.length === 0 ? (
        <p>{t('activity.review.nothingUnusual')}</p>
      ) : (
        <ul className="review-alerts">
          {alerts.map(({ kind, count, lastAt }) => (
            <li key={kind}>
              <span>{t(`activity.review.alerts.${kind}`, { count })}</span>
              <span className="detail">{formatMoment(lastAt)}</span>
            </li>
          ))}
        </ul>
      )}
      <h3 className="review-heading">{t('activity.review.all')}</h3>
      <dl className="review-counts">
        {groups
          .filter(({ count }) => count > 0)
          .map(({ group, count }) => (
            <div key={group}>
              <dt>{t(`activity.groups.${group}`)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
      </dl>
      {events > 0 && <p className="detail">{t('activity.review.recorded', { from, to })}</p>}
    </>
  )
}
