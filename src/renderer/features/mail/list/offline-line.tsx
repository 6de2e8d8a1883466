import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connection } from '../../../app/connection.ts'
import { useEngine } from '../../../app/engine.ts'
import { useStore } from '../../../app/store.ts'
import { isSettled } from '../../outbox/outbox-state.ts'

/** Offline is a state, not an error: what still works, and what waits. */
export function OfflineLine() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const now = useStore(connection)
  const outbox = useQuery(queries.outbox.list.queryOptions()).data ?? []
  const count = outbox.filter((item) => !isSettled(item)).length
  if (now?.state !== 'offline') return null
  return (
    <p className="offline-line" role="status">
      {count === 0 ? t('mail.connection.offlineLine') : t('mail.connection.offlineWaiting', { count })}
    </p>
  )
}
