import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountRemoval } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

function What({ removal }: { readonly removal: AccountRemoval }) {
  const { t } = useTranslation()
  const { messages, drafts, unfiledCopies, untoldActions } = removal
  return (
    <ul className="account-removal">
      <li>{t('settings.account.removal.messages', { count: messages })}</li>
      <li>{t('settings.account.removal.server')}</li>
      {drafts > 0 && <li>{t('settings.account.removal.drafts', { count: drafts })}</li>}
      {unfiledCopies > 0 && <li>{t('settings.account.removal.unfiled', { count: unfiledCopies })}</li>}
      {untoldActions > 0 && <li>{t('settings.account.removal.untold', { count: untoldActions })}</li>}
      <li>{t('settings.account.removal.stays')}</li>
    </ul>
  )
}

function Ask({ account, onKeep }: { readonly account: Account; readonly onKeep: () => void }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { id, address } = account
  const preview = useQuery(queries.accounts.previewRemoval.queryOptions({ input: { id }, gcTime: 0 }))
  const remove = useMutation(
    queries.accounts.remove.mutationOptions({
      onSuccess: () => {
        say(t('settings.account.removed', { address }))
      },
    }),
  )
  if (preview.isError) {
    return <FailureNote failure={failureOf(preview.error)} retry={() => void preview.refetch()} />
  }
  if (preview.isPending) return <SkeletonRows count={2} />
  const { undecided } = preview.data
  return (
    <div role="group" aria-label={t('settings.account.removeLabel', { address })}>
      {undecided > 0 ? (
        <FailureNote
          failure={{ code: 'account/still-sending', detail: { count: undecided } }}
          action={{
            label: t('settings.account.toOutbox'),
            run: () => {
              go.toBox({ kind: 'outbox' })
            },
          }}
        />
      ) : (
        <What removal={preview.data} />
      )}
      {remove.isError && <FailureNote failure={failureOf(remove.error)} tone="stop" />}
      <div className="account-actions">
        <Button variant="default" onClick={onKeep}>
          {t('settings.account.keep')}
        </Button>
        {undecided === 0 && (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate({ id })
            }}
          >
            {t('settings.account.removeNow')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Asks once, and says what goes and what stays. */
export function RemoveAccount({ account }: { readonly account: Account }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking) {
    return (
      <Ask
        account={account}
        onKeep={() => {
          setIsAsking(false)
        }}
      />
    )
  }
  return (
    <div className="account-actions">
      <Button
        variant="default"
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('settings.account.remove')}
      </Button>
    </div>
  )
}
