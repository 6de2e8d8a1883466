import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AccountCard } from './account-card.tsx'
import { AccountForm } from './account-form.tsx'
import { DraftsSection } from './drafts-section.tsx'
import { FetchSection } from './fetch-section.tsx'
import { NewAccount } from '../account/new-account.tsx'

function Accounts() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions())
  if (accounts.isError) {
    return <FailureNote failure={failureOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  if (accounts.isPending) return <SkeletonRows count={3} />
  if (accounts.data.length === 0) return <p className="detail">{t('settings.account.none')}</p>
  const [only, ...others] = accounts.data
  if (only !== undefined && others.length === 0) {
    return <AccountForm account={only} />
  }
  return accounts.data.map((account, index) => (
    <AccountCard key={account.id} account={account} isDefault={index === 0} />
  ))
}

/** A further account, in the steps of the first. */
function AddAccount() {
  const { t } = useTranslation()
  const [isAdding, setIsAdding] = useState(false)
  if (!isAdding) {
    return (
      <Button
        variant="default"
        className="account-add"
        onClick={() => {
          setIsAdding(true)
        }}
      >
        {t('settings.account.add')}
      </Button>
    )
  }
  return (
    <section className="account-card account-new" aria-label={t('settings.account.addTitle')}>
      <h3 className="settings-subtitle">{t('settings.account.addTitle')}</h3>
      <NewAccount
        addLabel={t('settings.account.addNow')}
        onAdded={({ address }) => {
          say(t('settings.account.added', { address }))
          setIsAdding(false)
        }}
      />
      <div className="account-actions">
        <Button
          variant="default"
          onClick={() => {
            setIsAdding(false)
          }}
        >
          {t('settings.account.addCancel')}
        </Button>
      </div>
    </section>
  )
}

export function AccountSection() {
  return (
    <div className="settings-form">
      <Accounts />
      <AddAccount />
      <FetchSection />
      <DraftsSection />
    </div>
  )
}
