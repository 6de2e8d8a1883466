import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BackupState } from '../../../../shared/contract/index.ts'
import { backupProgress } from '../../../app/carry-progress.ts'
import { useEngine } from '../../../app/engine.ts'
import { useStore } from '../../../app/store.ts'

type Props = {
  readonly work: NonNullable<BackupState['running']> | 'restore'
  readonly onStop?: () => void
}

/** What is under way, how far it is, and the way to end it. */
export function BackupWork({ work, onStop }: Props) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const progress = useStore(backupProgress)
  const title = t(`settings.backup.works.${work}`)
  const known = progress?.work === work && progress.total > 0 ? progress : null
  const percent = known === null ? 0 : Math.floor((100 * known.done) / known.total)
  return (
    <section className="settings-item-card" aria-label={title}>
      <h4 className="section-title">{title}</h4>
      <Progress aria-label={title} value={percent} size="sm" />
      <p className="detail" role="status">
        {known === null ? t('settings.backup.preparing') : t('settings.backup.progress', { percent })}
      </p>
      <Button
        variant="default"
        onClick={onStop ?? (() => void client.backup.cancel().catch(() => undefined))}
      >
        {t('settings.backup.stop')}
      </Button>
    </section>
  )
}
