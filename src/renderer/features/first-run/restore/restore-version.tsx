import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupVersion } from '../../../../shared/contract/index.ts'
import { backupProgress } from '../../../app/carry-progress.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatCount, formatMoment, formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../../passphrase/new-passphrase.tsx'
import { BackupWork } from '../../settings/backup/backup-work.tsx'
import { SetupHead } from './setup-head.tsx'

type Props = { readonly versions: readonly BackupVersion[]; readonly onBack: () => void }

/** Which day to go back to, and what opens this computer from now on. */
export function RestoreVersion({ versions, onBack }: Props) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const [number, setNumber] = useState(versions[0]?.number ?? 0)
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const restore = useMutation(
    queries.backup.restore.mutationOptions({
      gcTime: 0,
      onMutate: () => {
        backupProgress.set(null)
      },
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  const version = versions.find((one) => one.number === number)
  return (
    <>
      <SetupHead
        title={t('firstRun.restore.version.title')}
        text={t('firstRun.restore.version.text')}
        onBack={onBack}
      />
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen !== null) restore.mutate({ version: number, newPassphrase: chosen.passphrase })
        }}
      >
        <Select
          label={t('firstRun.restore.version.which')}
          description={
            version &&
            t('firstRun.restore.version.holds', {
              count: version.messages,
              number: formatCount(version.messages),
              size: formatSize(version.storeBytes),
            })
          }
          value={String(number)}
          allowDeselect={false}
          disabled={restore.isPending}
          data={versions.map(({ number: value, madeAt }) => ({
            value: String(value),
            label: formatMoment(madeAt),
          }))}
          onChange={(value) => {
            setNumber(Number(value))
          }}
        />
        <NewPassphrase
          label={t('firstRun.locked.newPassphrase')}
          againLabel={t('firstRun.passphrase.again')}
          onChange={setChosen}
        />
        {restore.isError && <FailureNote failure={failureOf(restore.error)} />}
        {restore.isPending ? (
          <BackupWork
            work="restore"
            onStop={() => void client.backup.cancelRestore().catch(() => undefined)}
          />
        ) : (
          <Button type="submit" disabled={chosen === null}>
            {t('firstRun.restore.version.restore')}
          </Button>
        )}
      </form>
    </>
  )
}
