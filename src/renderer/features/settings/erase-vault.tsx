import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fewestYears } from '../../../shared/contract/index.ts'
import { enterPhase } from '../../app/events.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { forgetPerson } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { useLimits } from '../policy/use-limits.ts'

function EraseForm({ onKeep }: { readonly onKeep: () => void }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const name = useQuery(queries.vault.eraseName.queryOptions()).data?.name
  const limits = useLimits()
  const [confirmation, setConfirmation] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const erase = useMutation(
    queries.vault.erase.mutationOptions({
      gcTime: 0,
      onSuccess: ({ erased }) => {
        if (!erased) return
        enterPhase('first-run', cache, queries)
        // Whoever comes next on this computer has a vault in which the same numbers mean something else.
        forgetPerson()
      },
    }),
  )
  if (name === undefined) return <p className="detail">{t('common.loading')}</p>
  return (
    <form
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        erase.mutate({ passphrase, confirmation })
      }}
    >
      <ul className="erase-list">
        <li>
          {t('settings.erase.goes', { years: limits?.keepsLogYears ?? fewestYears })}
          {limits !== null && ` ${t('settings.erase.exportFirst', { number: limits.number })}`}
        </li>
        <li>{t('settings.erase.stays')}</li>
        <li>{t('settings.erase.certificate')}</li>
      </ul>
      <TextInput
        label={t('settings.erase.name', { name })}
        value={confirmation}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={(event) => {
          setConfirmation(event.currentTarget.value)
        }}
      />
      <SecretInput
        label={t('settings.passphrase.current')}
        value={passphrase}
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {erase.isError && <FailureNote failure={failureOf(erase.error)} />}
      <div className="settings-actions">
        <Button variant="default" onClick={onKeep}>
          {t('settings.erase.keep')}
        </Button>
        <Button
          type="submit"
          className="erase-now"
          disabled={confirmation.trim() !== name || passphrase === ''}
          loading={erase.isPending}
        >
          {t('settings.erase.now')}
        </Button>
      </div>
    </form>
  )
}

/** The end of a vault: for a computer that is sold, or a practice that closes. */
export function EraseVault() {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.erase.title')}</h3>
        <p className="detail">{t('settings.erase.text')}</p>
      </div>
      {isAsking ? (
        <EraseForm
          onKeep={() => {
            setIsAsking(false)
          }}
        />
      ) : (
        <Button
          variant="default"
          onClick={() => {
            setIsAsking(true)
          }}
        >
          {t('settings.erase.begin')}
        </Button>
      )}
    </>
  )
}
