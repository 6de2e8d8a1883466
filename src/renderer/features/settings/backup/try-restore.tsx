import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupDrill, BackupState } from '../../../../shared/contract/index.ts'
import { backupProgress } from '../../../app/carry-progress.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatAgo, formatCount, formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { KitEntry, useKitEntry } from '../../recovery-kit/kit-entry.tsx'
import { BackupWork } from './backup-work.tsx'

/** The restore drill: into a scratch store, compared, and taken away again. */
export function TryRestore({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [usesKit, setUsesKit] = useState(false)
  const entry = useKitEntry()
  const drill = useMutation(
    queries.backup.drill.mutationOptions({
      gcTime: 0,
      onMutate: () => {
        backupProgress.set(null)
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.backup.key() }),
    }),
  )
  const isRunning = state.running === 'drill'
  return (
    <form
      className="settings-subform"
      aria-labelledby="backup-drill"
      onSubmit={(event) => {
        event.preventDefault()
        drill.mutate({ kit: usesKit ? entry.kit : null })
      }}
    >
      <div>
        <h3 id="backup-drill" className="section-title">
          {t('settings.backup.drillTitle')}
        </h3>
        <LastDrill drill={state.drill} />
      </div>
      {isRunning ? (
        <BackupWork work="drill" />
      ) : (
        <>
          <Checkbox
            label={t('settings.backup.drillKit')}
            checked={usesKit}
            onChange={(event) => {
              setUsesKit(event.currentTarget.checked)
            }}
          />
          {usesKit && <KitEntry entry={entry} />}
          <Button
            type="submit"
            variant="default"
            disabled={state.running !== null || (usesKit && entry.kit === null)}
            loading={drill.isPending}
          >
            {t('settings.backup.drillNow')}
          </Button>
        </>
      )}
      {drill.isError && <FailureNote failure={failureOf(drill.error)} />}
      {drill.isSuccess && !isRunning && <Outcome drill={drill.data} />}
    </form>
  )
}

function LastDrill({ drill }: { readonly drill: BackupState['drill'] }) {
  const { t } = useTranslation()
  if (drill === null) return <p>{t('settings.backup.neverDrilled')}</p>
  const passed = drill.withKit ? 'settings.backup.drilledWithKit' : 'settings.backup.drilled'
  return (
    <p className={drill.passed ? undefined : 'settings-warning'}>
      {t(drill.passed ? passed : 'settings.backup.drilledFailed', { ago: formatAgo(drill.at) })}
    </p>
  )
}

function Outcome({ drill: { madeAt, messages, records, faults } }: { readonly drill: BackupDrill }) {
  const { t } = useTranslation()
  const when = formatMoment(madeAt)
  if (faults.length === 0) {
    const counts = { messages: formatCount(messages), records: formatCount(records) }
    return <p role="status">{t('settings.backup.passed', { when, ...counts })}</p>
  }
  return (
    <section className="backup-faults" role="alert">
      <p>{t('settings.backup.failed', { when })}</p>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{t(`settings.backup.drillFaults.${fault}`)}</li>
        ))}
      </ul>
      <p>{t('settings.backup.faultsNext')}</p>
    </section>
  )
}
