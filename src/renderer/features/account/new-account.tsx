import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account, AccountDetails } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { CheckResults } from './check-results.tsx'
import { AccountEntry, useAccountEntry } from './account-entry.tsx'
import { detailsOf } from './account-form.ts'

type Props = {
  readonly addLabel: string
  readonly onAdded: (account: Account) => Promise<void> | void
}

/** Name and address, then the way in that the provider takes, then a check that says precisely what is wrong. */
export function NewAccount({ addLabel, onAdded }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const entry = useAccountEntry()
  const { form, change, found } = entry
  const check = useMutation(queries.accounts.check.mutationOptions({ gcTime: 0 }))
  const add = useMutation(queries.accounts.add.mutationOptions({ gcTime: 0, onSuccess: onAdded }))
  const details = found && detailsOf(form, found)
  const isChecked =
    check.data?.imap.ok === true &&
    check.data.smtp.ok &&
    check.variables === checkedDetails(check.variables, details)
  const submit = () => {
    if (!details) return
    if (isChecked) add.mutate(details)
    else check.mutate(details)
  }
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        label={t('account.name')}
        description={t('account.nameHint')}
        placeholder={t('account.namePlaceholder')}
        value={form.name}
        autoFocus
        onChange={(event) => {
          change({ name: event.currentTarget.value })
        }}
      />
      <AccountEntry entry={entry} />
      {check.isError && <FailureNote failure={failureOf(check.error)} />}
      {check.data && <CheckResults result={check.data} />}
      {add.isError && <FailureNote failure={failureOf(add.error)} />}
      <Button type="submit" disabled={!details} loading={check.isPending || add.isPending}>
        {isChecked ? addLabel : t('account.check')}
      </Button>
    </form>
  )
}

/** A check counts only for exactly what was checked. */
function checkedDetails(
  checked: AccountDetails | undefined,
  present: AccountDetails | null | undefined,
): AccountDetails | undefined {
  return checked && present && JSON.stringify(checked) === JSON.stringify(present) ? checked : undefined
}
