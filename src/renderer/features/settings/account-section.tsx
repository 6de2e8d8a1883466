import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Words } from '../../ui/words.tsx'
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

/** The account, and the practice's own key to give to colleagues. */
export function AccountSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const key = useQuery(queries.practice.certificate.queryOptions())
  const save = useMutation(
    queries.practice.exportCertificate.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('settings.account.keySaved'))
      },
    }),
  )
  return (
    <div className="settings-form">
      <Accounts />
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.account.key')}</h3>
        <p className="detail">{t('settings.account.keyText')}</p>
      </div>
      {key.isError && <FailureNote failure={failureOf(key.error)} />}
      {key.data && (
        <>
          <Words label={t('settings.account.words')} words={key.data.words} size="small" />
          <Fingerprint value={key.data.fingerprint} />
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() => {
              save.mutate(undefined)
            }}
          >
            {t('settings.account.exportKey')}
          </Button>
          {save.isError && <FailureNote failure={failureOf(save.error)} />}
        </>
      )}
    </div>
  )
}
