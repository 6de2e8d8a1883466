import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../passphrase/new-passphrase.tsx'

/** The recovery words open the store and set a new passphrase in the same step. */
export function UnlockWithKitForm() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [kit, setKit] = useState('')
  const [checkCode, setCheckCode] = useState('')
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  const unlock = useMutation(
    queries.vault.unlockWithKit.mutationOptions({
      gcTime: 0,
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  return (
    <form
      className="locked-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null)
          unlock.mutate({ kit: `${kit.trim()} ${checkCode.trim()}`, newPassphrase: chosen.passphrase })
      }}
    >
      <Textarea
        label={t('firstRun.locked.kitField')}
        description={t('firstRun.locked.kitHint')}
        value={kit}
        autosize
        minRows={3}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={(event) => {
          setKit(event.currentTarget.value)
        }}
      />
      <TextInput
        label={t('firstRun.kit.checkCode')}
        value={checkCode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setCheckCode(event.currentTarget.value)
        }}
      />
      <NewPassphrase
        label={t('firstRun.locked.newPassphrase')}
        againLabel={t('firstRun.passphrase.again')}
        onChange={setChosen}
      />
      {unlock.isError && <FailureNote failure={failureOf(unlock.error)} />}
      <Button
        type="submit"
        fullWidth
        disabled={chosen === null || kit.trim() === '' || checkCode.trim() === ''}
        loading={unlock.isPending}
      >
        {t('firstRun.locked.unlock')}
      </Button>
    </form>
  )
}
