import { useTranslation } from 'react-i18next'
import type { AccountConnection } from '../../../shared/contract/index.ts'
import { formatCount, formatTime } from '../../i18n/format.ts'

/** The state of a connection in one word or time. */
export function useConnectionText(now: AccountConnection | null): string {
  const { t } = useTranslation()
  if (now === null) return t('mail.connection.connecting')
  switch (now.state) {
    case 'offline':
      return t('mail.connection.offline')
    case 'connecting':
      return t('mail.connection.connecting')
    case 'syncing':
      return now.progress
        ? t('mail.connection.progress', {
            done: formatCount(now.progress.done),
            total: formatCount(now.progress.total),
          })
        : t('mail.connection.syncing')
    case 'online':
      return now.checkedAt === null
        ? t('mail.connection.onlineNever')
        : t('mail.connection.online', { time: formatTime(now.checkedAt) })
    case 'error':
      return t('mail.connection.error')
  }
}
