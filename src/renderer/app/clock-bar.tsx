import { useTranslation } from 'react-i18next'
import { formatDate } from '../i18n/format.ts'

/** Over everything while the vault is open: with a wrong date mail hosts look like impostors, and mail is misdated. */
export function ClockBar() {
  const { t } = useTranslation()
  const today = new Date()
  // Seen from another year, so that the date is told with its own.
  const nextYear = new Date(today.getFullYear() + 1, 0, 1)
  return (
    <div className="evaluation-bar" role="alert">
      {t('common.clockBehind', { date: formatDate(today.toISOString(), nextYear) })}
    </div>
  )
}
