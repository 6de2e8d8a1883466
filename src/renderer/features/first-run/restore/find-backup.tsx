import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupVersion } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { PaperEntry, usePaperEntry } from '../../recovery-kit/paper-entry.tsx'
import { SetupHead } from './setup-head.tsx'

type Props = {
  readonly onBack: () => void
  readonly onFound: (versions: readonly BackupVersion[]) => void
}

/** The folder, and the words that open what lies in it; neither is changed by that. */
export function FindBackup({ onBack, onFound }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const entry = usePaperEntry('kit')
  const [place, setPlace] = useState<string | null>(null)
  const open = useMutation(queries.backup.openSource.mutationOptions({ gcTime: 0, onSuccess: onFound }))
  const choose = useMutation(
    queries.backup.chooseSource.mutationOptions({
      onSuccess: (chosen) => {
        if (chosen === null) return
        setPlace(chosen.place)
        open.reset()
      },
    }),
  )
  return (
    <>
      <SetupHead
        title={t('firstRun.restore.backup.title')}
        text={t('firstRun.restore.backup.text')}
        onBack={onBack}
      />
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (entry.typed !== null && place !== null) open.mutate({ kit: entry.typed })
        }}
      >
        <div className="setup-place">
          <Button
            variant={place === null ? 'filled' : 'default'}
            loading={choose.isPending}
            onClick={() => {
              choose.mutate(undefined)
            }}
          >
            {t(place === null ? 'firstRun.restore.backup.choose' : 'firstRun.restore.backup.chooseOther')}
          </Button>
          {place !== null && <p role="status">{t('firstRun.restore.backup.place', { place })}</p>}
        </div>
        {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
        {place !== null && <PaperEntry entry={entry} />}
        {open.isError && <FailureNote failure={failureOf(open.error)} />}
        {place !== null && (
          <Button type="submit" disabled={entry.typed === null} loading={open.isPending}>
            {t('firstRun.restore.backup.open')}
          </Button>
        )}
      </form>
    </>
  )
}
