import { useTranslation } from 'react-i18next'
import { connection } from '../../../app/connection.ts'
import { useStore } from '../../../app/store.ts'

/** What becomes of a change to mailboxes while the host can't be told. */
export function OfflineHint() {
  const { t } = useTranslation()
  const now = useStore(connection)
  if (now?.state !== 'offline') return null
  return <p className="detail">{t('mailboxes.offline')}</p>
}
