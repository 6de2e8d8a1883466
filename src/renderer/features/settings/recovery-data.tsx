import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RecoveryStatus } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { formatAgo, formatMoment } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

function statusText({ state, host, keptAt }: RecoveryStatus, t: TFunction): string {
  const [ago, when] = keptAt === null ? ['', ''] : [formatAgo(keptAt), formatMoment(keptAt)]
  const there = { host: host ?? '', ago, when }
  switch (state) {
    case 'no-account':
      return t('settings.passphrase.recoveryNoAccount')
    case 'no-kit':
      return t('settings.passphrase.recoveryNoKit')
    case 'keeping':
      return t('settings.passphrase.recoveryKeeping', there)
    case 'kept':
      return t('settings.passphrase.recoveryKept', there)
    case 'waiting':
      return keptAt === null
        ? t('settings.passphrase.recoveryFirst', there)
        : t('settings.passphrase.recoveryWaiting', there)
    case 'failed':
      return keptAt === null
        ? t('settings.passphrase.recoveryNever', there)
        : t('settings.passphrase.recoveryFailed', there)
  }
}

function plainFailure({ code, detail }: NonNullable<RecoveryStatus['failure']>): Failure {
  return detail === undefined ? { code } : { code, detail }
}

/** Whether a lost computer could be replaced at this moment. */
export function RecoveryData() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { data } = useQuery(queries.recovery.status.queryOptions({ staleTime: 0 }))
  const keep = useMutation(queries.recovery.keepNow.mutationOptions())
  const failure = data?.state === 'failed' && data.failure !== null ? plainFailure(data.failure) : null
  const here = {
    safe: t('settings.passphrase.recoveryFullSafe'),
    next: t('settings.passphrase.recoveryFullNext'),
  }
  const canKeep = data?.state === 'waiting' || data?.state === 'failed'
  return (
    <>
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.passphrase.recovery')}</h3>
        <p className="detail">{t('settings.passphrase.recoveryText')}</p>
      </div>
      <p role="status">{data === undefined ? t('common.loading') : statusText(data, t)}</p>
      {failure && <FailureNote failure={failure} {...(failure.code === 'imap/over-quota' && { here })} />}
      {canKeep && (
        <Button
          variant="default"
          loading={keep.isPending}
          onClick={() => {
            keep.mutate(undefined)
          }}
        >
          {t('settings.passphrase.recoveryNow')}
        </Button>
      )}
    </>
  )
}
