import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'

export function UnlockForm() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [passphrase, setPassphrase] = useState('')
  const unlock = useMutation(
    queries.vault.unlock.mutationOptions({
      gcTime: 0,
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  return (
    <form
      className="locked-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase !== '') unlock.mutate({ passphrase }, { onError: () => field.current?.select() })
      }}
    >
      <SecretInput
        ref={field}
        label={t('firstRun.locked.field')}
        value={passphrase}

        autoFocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {unlock.isError && <FailureNote failure={failureOf(unlock.error)} />}
      <Button type="submit" fullWidth loading={unlock.isPending}>
        {t('firstRun.locked.unlock')}
      </Button>
    </form>
  )
}
