import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../passphrase/new-passphrase.tsx'
import { setupStage } from './stage.ts'

type Props = {
  /** Of a store that reads logs: it asks who reads them. */
  readonly isAuditor?: boolean
}

export function PassphraseStep({ isAuditor = false }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const [name, setName] = useState('')
  const create = useMutation(
    queries.vault.create.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        if (isAuditor) setupStage.set('kit')
        return cache.invalidateQueries({ queryKey: queries.app.key() })
      },
    }),
  )
  const lacksName = isAuditor && name.trim() === ''
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null && !lacksName) {
          create.mutate({ ...chosen, ...(isAuditor && { auditor: { name: name.trim() } }) })
        }
      }}
    >
      {isAuditor && (
        <TextInput
          label={t('firstRun.auditor.name')}
          description={t('firstRun.auditor.nameHint')}
          value={name}
          maxLength={120}
          autoFocus
          onChange={(event) => {
            setName(event.currentTarget.value)
          }}
        />
      )}
      <NewPassphrase
        label={t('firstRun.passphrase.field')}
        againLabel={t('firstRun.passphrase.again')}
        onChange={setChosen}
        autoFocus={!isAuditor}
      />
      {create.isError && <FailureNote failure={failureOf(create.error)} />}
      <Button type="submit" disabled={chosen === null || lacksName} loading={create.isPending}>
        {t('common.continue')}
      </Button>
    </form>
  )
}
