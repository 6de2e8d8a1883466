import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupCheck, BackupState } from '../../../../shared/contract/index.ts'
import { backupProgress } from '../../../app/carry-progress.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatAgo } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { BackupWork } from './backup-work.tsx'

/** Reads every byte of the folder and says what is wrong with it. */
export function VerifyBackup({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const verify = useMutation(
    queries.backup.verify.mutationOptions({
      onMutate: () => {
        backupProgress.set(null)
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.backup.key() }),
    }),
  )
  const { verified } = state
  return (
    <section className="settings-subform settings-gap" aria-labelledby="backup-check">
      <div>
        <h3 id="backup-check" className="section-title">
          {t('settings.backup.check')}
        </h3>
        <p className="detail">{t('settings.backup.checkText')}</p>
        <p className={verified?.isWhole === false ? 'settings-warning' : undefined}>
          {verified === null
            ? t('settings.backup.neverVerified')
            : t(verified.isWhole ? 'settings.backup.verified' : 'settings.backup.verifiedBroken', {
                ago: formatAgo(verified.at),
              })}
        </p>
      </div>
      {state.running === 'verify' ? (
        <BackupWork work="verify" />
      ) : (
        <Button
          variant="default"
          disabled={state.running !== null}
          loading={verify.isPending}
          onClick={() => {
            verify.mutate(undefined)
          }}
        >
          {t('settings.backup.verify')}
        </Button>
      )}
      {verify.isError && <FailureNote failure={failureOf(verify.error)} />}
      {verify.isSuccess && <Outcome check={verify.data} />}
    </section>
  )
}

function Outcome({ check: { versions, faults } }: { readonly check: BackupCheck }) {
  const { t } = useTranslation()
  if (faults.length === 0) return <p role="status">{t('settings.backup.whole', { count: versions })}</p>
  return (
    <section className="backup-faults" role="alert" aria-label={t('settings.backup.faults')}>
      <h4 className="section-title">{t('settings.backup.faults')}</h4>
      <ul>
        {faults.map(({ kind, file, versions: hit }) => (
          <li key={`${kind} ${file}`}>
            {t(`settings.backup.fault.${kind}`, { versions: hit.join(', ') })} <code>{file}</code>
          </li>
        ))}
      </ul>
      <p>{t('settings.backup.faultsNext')}</p>
    </section>
  )
}
