import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { NewPassphrase, type ChosenPassphrase } from '../passphrase/new-passphrase.tsx'

export function ChangePassphrase() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const storeKey = useQuery(queries.vault.storeKey.queryOptions({ staleTime: 0 })).data
  const [current, setCurrent] = useState('')
  const [chosen, setChosen] = useState<ChosenPassphrase | null>(null)
  // A new round empties all three fields.
  const [round, setRound] = useState(0)
  const change = useMutation(
    queries.vault.changePassphrase.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        setCurrent('')
        setChosen(null)
        setRound(round + 1)
        say(t('settings.passphrase.changed'))
        void cache.invalidateQueries({ queryKey: queries.vault.storeKey.key() })
        // The keychain may hold its part from now on: that was an open task.
        void cache.invalidateQueries({ queryKey: queries.evidence.key() })
      },
    }),
  )
  return (
    <form
      key={round}
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== null) change.mutate({ current, next: chosen.passphrase })
      }}
    >
      {storeKey?.deviceSecret === 'none' && <p>{t('settings.passphrase.keychainNone')}</p>}
      <SecretInput
        label={t('settings.passphrase.current')}
        value={current}
        onChange={(event) => {
          setCurrent(event.currentTarget.value)
        }}
      />
      <NewPassphrase
        label={t('settings.passphrase.next')}
        againLabel={t('settings.passphrase.again')}
        onChange={setChosen}
      />
      {change.isError && <FailureNote failure={failureOf(change.error)} />}
      <Button
        type="submit"
        variant="default"
        disabled={current === '' || chosen === null}
        loading={change.isPending}
      >
        {t('settings.passphrase.submit')}
      </Button>
    </form>
  )
}
