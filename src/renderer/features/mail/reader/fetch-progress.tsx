import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../../shared/ids.ts'
import { fetchProgress } from '../../../app/fetch-progress.ts'
import { useStore } from '../../../app/store.ts'
import { formatSize } from '../../../i18n/format.ts'
import { useDelayed } from '../../../ui/use-delayed.ts'

type Props = {
  readonly id: MessageId
  /** As long as nothing else was told. */
  readonly totalBytes: number
  readonly onStop: () => void
}

/** How far the fetch of a message is; what takes only a moment isn't told. */
export function FetchProgress({ id, totalBytes: expectedBytes, onStop }: Props) {
  const { t } = useTranslation()
  const told = useStore(fetchProgress)
  const isWorthTelling = useDelayed(true)
  if (!isWorthTelling) return null
  const { doneBytes, totalBytes } = told?.id === id ? told : { doneBytes: 0, totalBytes: expectedBytes }
  const words = t('reading.fetch.progress', { done: formatSize(doneBytes), size: formatSize(totalBytes) })
  return (
    <div className="reader-note fetching">
      <div className="fetching-progress">
        <p>{words}</p>
        <Progress
          aria-label={t('reading.fetch.label')}
          value={totalBytes === 0 ? 0 : (100 * doneBytes) / totalBytes}
          size="sm"
        />
      </div>
      <Button variant="default" size="xs" onClick={onStop}>
        {t('common.cancel')}
      </Button>
    </div>
  )
}
