import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../shared/contract/index.ts'
import { say } from '../../app/lines.ts'
import { formatTime } from '../../i18n/format.ts'

/** Says "Handed to your mail host 14:02" when a message that was on its way has left. */
export function useAnnounceSent(items: readonly OutboxItem[] | undefined): void {
  const { t } = useTranslation()
  const known = useRef(new Map<number, OutboxItem['state']>())
  useEffect(() => {
    for (const item of items ?? []) {
      const before = known.current.get(item.logicalId)
      if (item.state === 'sent' && before !== undefined && before !== 'sent') {
        const at = item.deliveries.map((delivery) => delivery.at).find((instant) => instant !== null)
        say(t('outbox.handed', { time: formatTime(at ?? new Date().toISOString()) }))
      }
      known.current.set(item.logicalId, item.state)
    }
  }, [items, t])
}
