import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/index.ts'
import { connection } from '../../app/connection.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { useStore } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { useConnectionText } from '../account/use-connection-text.ts'
import { AccountForm } from './account-form.tsx'
import { RemoveAccount } from './remove-account.tsx'

type Props = { readonly account: Account; readonly isDefault: boolean }

/** One of several accounts: its address and state, and on request everything that can be changed of it. */
export function AccountCard({ account, isDefault }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { id, address } = account
  const state = useStore(connection)?.accounts.find(({ accountId }) => accountId === id) ?? null
  const stateText = useConnectionText(state)
  const isWrong = state?.state === 'error'
  const [wasOpened, setWasOpened] = useState<boolean | null>(null)
  const isOpen = wasOpened ?? isWrong
  const partId = useId()
  const makeDefault = useMutation(
    queries.accounts.makeDefault.mutationOptions({
      onSuccess: () => {
        say(t('settings.account.isDefault', { address }))
      },
    }),
  )
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section className="account-card" aria-label={address}>
      <button
        type="button"
        className="account-card-head"
        aria-expanded={isOpen}
        aria-controls={partId}
        onClick={() => {
          setWasOpened(!isOpen)
        }}
      >
        <Chevron size={16} stroke={1.75} aria-hidden />
        <span className="account-card-address">{address}</span>
        {isDefault && <span className="account-card-default">{t('settings.account.default')}</span>}
        <span className="detail account-card-state" data-attention={isWrong ? true : undefined}>
          {stateText}
        </span>
      </button>
      {isOpen && (
        <div id={partId} className="account-card-body">
          <AccountForm account={account} />
          {makeDefault.isError && <FailureNote failure={failureOf(makeDefault.error)} />}
          {!isDefault && (
            <div className="account-actions">
              <Button
                variant="default"
                loading={makeDefault.isPending}
                onClick={() => {
                  makeDefault.mutate({ id })
                }}
              >
                {t('settings.account.makeDefault')}
              </Button>
            </div>
          )}
          <RemoveAccount account={account} />
        </div>
      )}
    </section>
  )
}
