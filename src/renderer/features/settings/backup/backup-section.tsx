import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupState } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { go } from '../../../app/places.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { BackupNow } from './backup-now.tsx'
import { BackupPlace } from './backup-place.tsx'
import { BackupVersions } from './backup-versions.tsx'
import { TryRestore } from './try-restore.tsx'
import { VerifyBackup } from './verify-backup.tsx'
import './backup.css'

/** Backups: where they go, when the last one was made, and whether it could be restored. */
export function BackupSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const state = useQuery(queries.backup.state.queryOptions({ staleTime: 0 }))
  if (state.isPending) return <SkeletonRows count={3} />
  if (state.isError)
    return <FailureNote failure={failureOf(state.error)} retry={() => void state.refetch()} />
  return (
    <div className="settings-form">
      <p className="detail">{t('settings.backup.about')}</p>
      {state.data.hasKit ? <WithKit state={state.data} /> : <KitFirst />}
    </div>
  )
}

function KitFirst() {
  const { t } = useTranslation()
  return (
    <>
      <p className="settings-warning">{t('settings.backup.kitFirst')}</p>
      <Button
        onClick={() => {
          go.toSettings('passphrase')
        }}
      >
        {t('settings.backup.toKit')}
      </Button>
    </>
  )
}

function WithKit({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation()
  return (
    <>
      {state.reminders.length > 0 && (
        <ul className="backup-reminders" aria-label={t('settings.backup.reminders.title')}>
          {state.reminders.map((reminder) => (
            <li key={reminder}>{t(`settings.backup.reminders.${reminder}`)}</li>
          ))}
        </ul>
      )}
      <BackupPlace state={state} />
      {state.place !== null && (
        <>
          <BackupNow state={state} />
          {state.newest !== null && (
            <>
              <BackupVersions newestAt={state.newest.madeAt} keepsAll={state.keepsAll} />
              <VerifyBackup state={state} />
              <TryRestore state={state} />
            </>
          )}
        </>
      )}
    </>
  )
}
