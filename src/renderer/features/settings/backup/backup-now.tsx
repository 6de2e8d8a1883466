import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupState } from '../../../../shared/contract/index.ts'
import { backupProgress } from '../../../app/carry-progress.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { formatAhead, formatMoment, formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { BackupWork } from './backup-work.tsx'

/** The last backup, the next one, and one at once. */
export function BackupNow({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const make = useMutation(
    queries.backup.make.mutationOptions({
      onMutate: () => {
        backupProgress.set(null)
      },
      onSuccess: () => {
        say(t('settings.backup.made'))
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.backup.key() }),
    }),
  )
  const { newest, nextAt, failure } = state
  return (
    <section className="settings-subform" aria-labelledby="backup-last">
      <div>
        <h3 id="backup-last" className="section-title">
          {t('settings.backup.last')}
        </h3>
        <p>{newest === null ? t('settings.backup.none') : formatMoment(newest.madeAt)}</p>
        {newest !== null && (
          <p className="detail">
            {t('settings.backup.sizeText', {
              size: formatSize(newest.storeBytes),
              added: formatSize(newest.addedBytes),
            })}
          </p>
        )}
        {nextAt !== null && (
          <p className="detail">{t('settings.backup.next', { when: formatAhead(nextAt) })}</p>
        )}
      </div>
      {state.running === 'backup' ? (
        <BackupWork work="backup" />
      ) : (
        <Button
          disabled={state.running !== null}
          loading={make.isPending}
          onClick={() => {
            make.mutate(undefined)
          }}
        >
          {t('settings.backup.makeNow')}
        </Button>
      )}
      {failure !== null && failure.code !== 'backup/stopped' && state.running === null && (
        <>
          <FailureNote failure={{ code: failure.code }} />
          <p className="detail">{t('settings.backup.failedAt', { when: formatMoment(failure.at) })}</p>
        </>
      )}
      {failure === null && make.isError && <FailureNote failure={failureOf(make.error)} />}
    </section>
  )
}
