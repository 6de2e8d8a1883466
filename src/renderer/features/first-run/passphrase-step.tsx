import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../passphrase/new-passphrase.tsx'

export function PassphraseStep() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const create = useMutation(
    queries.vault.create.mutationOptions({
      gcTime: 0,
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) create.mutate(chosen)
      }}
    >
      <NewPassphrase
        label={t('firstRun.passphrase.field')}
        againLabel={t('firstRun.passphrase.again')}
        onChange={setChosen}
        autoFocus
      />
      {create.isError && <FailureNote failure={failureOf(create.error)} />}
      <Button type="submit" disabled={chosen === null} loading={create.isPending}>
        {t('common.continue')}
      </Button>
    </form>
  )
}
