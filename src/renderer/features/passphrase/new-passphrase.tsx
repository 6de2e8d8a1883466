import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { SecretInput } from '../../ui/secret-input.tsx'
import { StrengthMeter } from './strength-meter.tsx'
import './new-passphrase.css'

/** A passphrase that is strong enough and was typed twice the same. */
export type ChosenPassphrase = { readonly passphrase: string }

type Props = {
  readonly label: string
  readonly againLabel: string
  /** Null as long as it isn't strong enough or the two differ. The same function at every render. */
  readonly onChange: (chosen: ChosenPassphrase | null) => void
  readonly autoFocus?: boolean
}

/** Two fields and a meter; the engine judges the strength. */
export function NewPassphrase({ label, againLabel, onChange, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const meterId = useId()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [settled] = useDebouncedValue(passphrase, 150)
  const strength = useQuery(
    queries.vault.strength.queryOptions({
      input: { passphrase: settled },
      enabled: settled !== '',
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  )
  const shown = passphrase === '' ? undefined : strength.data
  const differs = again !== '' && !passphrase.startsWith(again)

  const isReady = passphrase === again && settled === passphrase && strength.data?.isEnough === true
  useEffect(() => {
    onChange(isReady ? { passphrase } : null)
  }, [isReady, onChange, passphrase])

  return (
    <div className="new-passphrase">
      <SecretInput
        label={label}
        value={passphrase}
        autoFocus={autoFocus}
        aria-describedby={meterId}
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      <div id={meterId}>
        <StrengthMeter strength={shown} hint={t('firstRun.passphrase.hint')} />
      </div>
      <SecretInput
        label={againLabel}
        value={again}
        error={differs ? t('firstRun.passphrase.differs') : undefined}
        onChange={(event) => {
          setAgain(event.currentTarget.value)
        }}
      />
    </div>
  )
}
