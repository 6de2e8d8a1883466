import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerSuggestion } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { looksLikeAddress } from '../composer/recipients/parse-recipients.ts'
import { useAccountForm } from './account-form.ts'
import { ServerLookUp } from './server-look-up.tsx'
import { ServerFields } from './server-fields.tsx'
import { SignInFields } from './sign-in-fields.tsx'

/** A mail address that is typed, what is known of its provider, and what was filled in so far. */
export function useAccountEntry() {
  const { queries } = useEngine()
  const { form, change } = useAccountForm()
  const [address] = useDebouncedValue(form.address.trim(), 300)
  const isAddress = looksLikeAddress(address)
  const suggestion = useQuery(
    queries.accounts.suggest.queryOptions({
      input: { address },
      enabled: isAddress,
      placeholderData: keepPreviousData,
    }),
  )
  const [confirmed, setConfirmed] = useState<{ address: string; suggestion: ServerSuggestion } | null>(null)
  const isConfirmed = confirmed?.address === address
  const known = isConfirmed ? confirmed.suggestion : suggestion.data
  const confirm = (servers: ServerSuggestion) => {
    setConfirmed({ address, suggestion: servers })
    change({ imap: null, smtp: null, wayKind: null, signInId: null })
  }
  const isGuess = known?.providerId === 'generic' && !isConfirmed
  const isWrong = address !== '' && address === form.address.trim() && !isAddress
  return {
    ...{ form, change, isWrong, isGuess, address, confirm },
    error: suggestion.error,
    found: isAddress ? known : undefined,
  }
}

type Props = {
  readonly entry: ReturnType<typeof useAccountEntry>
  readonly autoFocus?: boolean
}

/** The address, and then the way in that its provider takes. */
export function AccountEntry({ entry, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const { form, change, isWrong, error, found, isGuess, address, confirm } = entry
  return (
    <>
      <TextInput
        label={t('account.address')}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        value={form.address}
        autoFocus={autoFocus}
        error={isWrong ? t('account.addressWrong') : undefined}
        onChange={(event) => {
          change({ address: event.currentTarget.value, signInId: null })
        }}
      />
      {error && <FailureNote failure={failureOf(error)} />}
      {found && (
        <>
          <SignInFields form={form} change={change} suggestion={found} />
          <ServerFields form={form} change={change} suggestion={found} />
          {isGuess && <ServerLookUp key={address} address={address} onUse={confirm} />}
        </>
      )}
    </>
  )
}
