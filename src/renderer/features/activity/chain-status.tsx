import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatAgo } from '../../i18n/format.ts'

/** Whether every record is as it was written. Checked when the screen opens. */
export function ChainStatus() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const status = useQuery(queries.audit.status.queryOptions({ staleTime: 0 }))
  if (status.data === undefined) {
    return (
      <p className="detail" role="status">
        {status.isPending ? t('activity.checking') : ''}
      </p>
    )
  }
  const { isIntact, firstBad, anchoredAt, count } = status.data
  if (!isIntact) {
    return (
      <p className="chain-broken" role="alert">
        {firstBad === null ? t('activity.rolledBack') : t('activity.broken', { number: firstBad })}
        {firstBad === null && (
          <>
            {' '}
            <button
              type="button"
              className="word-button"
              onClick={() => {
                openSheet({ kind: 'of-activity', sheet: { kind: 'rollback' } })
              }}
            >
              {t('activity.rollback.open')}
            </button>
          </>
        )}
      </p>
    )
  }
  return (
    <p className="detail" role="status">
      {anchoredAt === null
        ? t('activity.intact', { count })
        : t('activity.intactAnchored', { ago: formatAgo(anchoredAt) })}
    </p>
  )
}
