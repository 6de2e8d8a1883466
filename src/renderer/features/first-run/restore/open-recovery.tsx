import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecoveryFound } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../../passphrase/new-passphrase.tsx'
import { PaperEntry, usePaperEntry } from '../../recovery-kit/paper-entry.tsx'
import { SetupHead } from './setup-head.tsx'

type Props = {
  readonly found: RecoveryFound
  readonly onBack: () => void
}

/** The kit opens what was found; the passphrase is this computer's own. */
export function OpenRecovery({ found: first, onBack }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const entry = usePaperEntry('kit')
  /** What the kit opens, where that isn't what was found first. */
  const [other, setOther] = useState<RecoveryFound | null>(null)
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const open = useMutation(
    queries.recovery.open.mutationOptions({
      gcTime: 0,
      onSuccess: async (opens) => {
        setOther(opens)
        if (opens === null) await cache.invalidateQueries({ queryKey: queries.app.key() })
      },
    }),
  )
  const { host, madeAt, newestSentAt } = other ?? first
  const behind = newestSentAt !== null && (
    <p className="setup-warning" role="alert">
      {t('firstRun.restore.kit.behind', { when: formatMoment(newestSentAt) })}
    </p>
  )
  return (
    <>
      <SetupHead
        title={t('firstRun.restore.kit.title')}
        text={t('firstRun.restore.kit.found', { when: formatMoment(madeAt), host })}
        onBack={onBack}
      />
      {other === null && behind}
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (entry.typed !== null && chosen !== null)
            open.mutate({ kit: entry.typed, newPassphrase: chosen.passphrase })
        }}
      >
        <PaperEntry entry={entry} />
        <NewPassphrase
          label={t('firstRun.locked.newPassphrase')}
          againLabel={t('firstRun.passphrase.again')}
          onChange={setChosen}
        />
        <p className="detail">{t('firstRun.restore.kit.passphrase')}</p>
        {/* Beside the button: it is pressed once more, and the head may be out of sight. */}
        {other !== null && (
          <p className="setup-warning" role="alert">
            {t('firstRun.restore.kit.other', {
              shown: formatMoment(first.madeAt),
              when: formatMoment(madeAt),
            })}
          </p>
        )}
        {other !== null && behind}
        {open.isError && <FailureNote failure={failureOf(open.error)} />}
        <Button type="submit" disabled={entry.typed === null || chosen === null} loading={open.isPending}>
          {t('firstRun.restore.kit.open')}
        </Button>
      </form>
    </>
  )
}
