import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatCount, formatMoment, formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'

/** The versions in the folder; read when somebody wants to see them. */
export function BackupVersions({
  newestAt,
  keepsAll,
}: {
  readonly newestAt: string
  readonly keepsAll: boolean
}) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  return (
    <section className="settings-subform" aria-labelledby="backup-versions">
      <div>
        <h3 id="backup-versions" className="section-title">
          {t('settings.backup.versions')}
        </h3>
        <p className="detail">
          {t(keepsAll ? 'settings.backup.versionsHeld' : 'settings.backup.versionsText')}
        </p>
      </div>
      {isShown ? (
        <Versions key={newestAt} />
      ) : (
        <Button
          variant="default"
          onClick={() => {
            setIsShown(true)
          }}
        >
          {t('settings.backup.showVersions')}
        </Button>
      )}
    </section>
  )
}

function Versions() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const versions = useQuery(queries.backup.versions.queryOptions({ staleTime: 0 }))
  if (versions.isPending) return <SkeletonRows count={3} />
  if (versions.isError) {
    return <FailureNote failure={failureOf(versions.error)} retry={() => void versions.refetch()} />
  }
  if (versions.data.length === 0) return <p className="detail">{t('settings.backup.noVersions')}</p>
  return (
    <ul className="backup-versions" aria-labelledby="backup-versions">
      {versions.data.map(({ number, madeAt, messages, storeBytes }) => (
        <li key={number}>
          <span>{formatMoment(madeAt)}</span>
          <span className="detail">
            {t('settings.backup.holds', { count: messages, number: formatCount(messages) })} ·{' '}
            {formatSize(storeBytes)}
          </span>
        </li>
      ))}
    </ul>
  )
}
