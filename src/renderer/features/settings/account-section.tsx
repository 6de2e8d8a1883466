import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AccountForm } from './account-form.tsx'

function Accounts() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions())
  if (accounts.isError) {
    return <FailureNote failure={failureOf(accounts.error)} retry={() => void accounts.refetch()} />
  }
  if (accounts.isPending) return <SkeletonRows count={3} />
  if (accounts.data.length === 0) return <p className="detail">{t('settings.account.none')}</p>
  return accounts.data.map((account) => <AccountForm key={account.id} account={account} />)
}

export function AccountSection() {
  return (
    <div className="settings-form">
      <Accounts />
    </div>
  )
}
