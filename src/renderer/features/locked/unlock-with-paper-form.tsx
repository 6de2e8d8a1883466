import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { PaperFields, usePaperEntry, type PaperKind } from '../recovery-kit/paper-entry.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../passphrase/new-passphrase.tsx'

type Props = { readonly of: PaperKind; readonly needsFactor: boolean }

/** The kit, or two of its shares, opens the store and sets a new passphrase in the same step. */
export function UnlockWithPaperForm({ of, needsFactor }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const entry = usePaperEntry(of)
  const { typed } = entry
  const [isLost, setIsLost] = useState(false)
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const unlock = useMutation(
    queries.vault.unlockWithKit.mutationOptions({
      gcTime: 0,
      onSuccess: ({ told }) => {
        if (told !== null) sayFailure({ code: told.code })
        return cache.invalidateQueries({ queryKey: queries.app.key() })
      },
    }),
  )
  return (
    <form
      className="locked-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null && typed !== null) {
          unlock.mutate({ kit: typed, newPassphrase: chosen.passphrase, keepsFactors: !isLost })
        }
      }}
    >
      <PaperFields entry={entry} />
      <NewPassphrase
        label={t('firstRun.locked.newPassphrase')}
        againLabel={t('firstRun.passphrase.again')}
        onChange={setChosen}
      />
      {needsFactor && (
        <Checkbox
          label={t('firstRun.locked.lost')}
          description={t('firstRun.locked.lostText')}
          checked={isLost}
          onChange={(event) => {
            setIsLost(event.currentTarget.checked)
          }}
        />
      )}
      {unlock.isError && <FailureNote failure={failureOf(unlock.error)} />}
      <Button type="submit" fullWidth disabled={chosen === null || typed === null} loading={unlock.isPending}>
        {t('firstRun.locked.unlock')}
      </Button>
    </form>
  )
}
