import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RecoveryFound } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { AccountEntry, useAccountEntry } from '../../account/account-entry.tsx'
import { detailsOf } from '../../account/account-form.ts'
import { SetupHead } from './setup-head.tsx'

type Props = {
  readonly onBack: () => void
  readonly onFound: (found: RecoveryFound) => void
}

/** Signs in and looks; nothing is stored on this computer by that. */
export function FindRecovery({ onBack, onFound }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const entry = useAccountEntry()
  const find = useMutation(queries.recovery.find.mutationOptions({ gcTime: 0, onSuccess: onFound }))
  // The name comes back with everything else.
  const form = { ...entry.form, name: entry.form.address }
  const details = entry.found && detailsOf(form, entry.found)
  return (
    <>
      <SetupHead
        title={t('firstRun.restore.mailbox.title')}
        text={t('firstRun.restore.mailbox.text')}
        onBack={onBack}
      />
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (details) find.mutate(details)
        }}
      >
        <AccountEntry entry={entry} autoFocus />
        {find.isError && <FailureNote failure={failureOf(find.error)} />}
        <Button type="submit" disabled={!details} loading={find.isPending}>
          {t('firstRun.restore.mailbox.look')}
        </Button>
        {find.isPending && (
          <p className="detail" role="status">
            {t('firstRun.restore.mailbox.looking')}
          </p>
        )}
      </form>
    </>
  )
}
