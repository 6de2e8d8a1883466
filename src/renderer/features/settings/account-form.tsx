import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, ServerSuggestion } from '../../../shared/contract/index.ts'
import { connection } from '../../app/connection.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { where } from '../../app/places.ts'
import { useStore } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { changeOf, formOf, isNews, useAccountForm } from '../account/account-form.ts'
import { CheckResults } from '../account/check-results.tsx'
import { ServerFields } from '../account/server-fields.tsx'
import { signInFailure } from '../account/sign-in-failure.ts'
import { SignInFields } from '../account/sign-in-fields.tsx'

/** Puts the focus where one signs in, each time that the person is led here for it. */
function useSignInFocus() {
  const form = useRef<HTMLFormElement>(null)
  const { place } = useStore(where)
  useEffect(() => {
    if (place.screen === 'settings' && place.isForSignIn === true) {
      form.current?.querySelector<HTMLElement>('[data-sign-in]')?.focus()
    }
  }, [place])
  return form
}

type Props = { readonly account: Account; readonly suggestion: ServerSuggestion }

function Form({ account, suggestion }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const element = useSignInFocus()
  const { form, change } = useAccountForm(formOf(account, suggestion))
  const check = useMutation(
    queries.accounts.checkChange.mutationOptions({
      gcTime: 0,
      onMutate: () => {
        update.reset()
      },
    }),
  )
  const update = useMutation(
    queries.accounts.update.mutationOptions({
      gcTime: 0,
      onMutate: () => {
        check.reset()
      },
      onSuccess: async (saved) => {
        say(t('settings.account.saved'))
        change(formOf(saved, suggestion))
        await cache.invalidateQueries({ queryKey: queries.accounts.list.key() })
      },
    }),
  )
  const failure = signInFailure(
    useStore(connection)?.accounts.find(({ accountId }) => accountId === account.id) ?? null,
  )
  const details = changeOf(form, suggestion, account)
  const isBusy = check.isPending || update.isPending
  return (
    <form
      ref={element}
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        if (details !== null && !isBusy) update.mutate(details)
      }}
    >
      {failure && !check.data && !update.isError && <FailureNote failure={failure} />}
      <dl className="facts">
        <div className="fact">
          <dt>{t('account.address')}</dt>
          <dd>{account.address}</dd>
        </div>
      </dl>
      <TextInput
        label={t('settings.account.name')}
        description={t('settings.account.nameHint')}
        value={form.name}
        onChange={(event) => {
          change({ name: event.currentTarget.value })
        }}
      />
      <Textarea
        label={t('settings.account.signature')}
        description={t('settings.account.signatureHint')}
        autosize
        minRows={2}
        value={form.signature}
        onChange={(event) => {
          change({ signature: event.currentTarget.value })
        }}
      />
      <SignInFields form={form} change={change} suggestion={suggestion} account={account} />
      <ServerFields form={form} change={change} suggestion={suggestion} />
      {check.isError && <FailureNote failure={failureOf(check.error)} />}
      {check.data && <CheckResults result={check.data} />}
      {update.isError && <FailureNote failure={failureOf(update.error)} tone="stop" />}
      <div className="account-actions">
        <Button
          type="submit"
          disabled={details === null || !isNews(details, account) || check.isPending}
          loading={update.isPending}
        >
          {t('settings.account.save')}
        </Button>
        <Button
          variant="default"
          disabled={details === null || update.isPending}
          loading={check.isPending}
          onClick={() => {
            if (details !== null) check.mutate(details)
          }}
        >
          {t('account.check')}
        </Button>
      </div>
    </form>
  )
}

/** A stored account, to be changed: everything but its address. Saving checks both servers first, as setting up does. */
export function AccountForm({ account }: { readonly account: Account }) {
  const { queries } = useEngine()
  const { address } = account
  const suggestion = useQuery(queries.accounts.suggest.queryOptions({ input: { address } }))
  if (suggestion.isError) {
    return <FailureNote failure={failureOf(suggestion.error)} retry={() => void suggestion.refetch()} />
  }
  if (suggestion.isPending) return <SkeletonRows count={3} />
  return <Form account={account} suggestion={suggestion.data} />
}
