import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { insideOf, useMailboxes } from '../boxes.ts'
import { OfflineHint } from './offline-hint.tsx'
import { useMailboxRemoval } from './use-mailbox-changes.ts'

/** Says what becomes of the mail before a mailbox goes. */
export function RemoveMailboxSheet({ mailbox }: { readonly mailbox: Mailbox }) {
  const { t } = useTranslation()
  const inside = insideOf(mailbox, useMailboxes())
  const { removeNow } = useMailboxRemoval()
  const { name, isLocal } = mailbox
  const count = [mailbox, ...inside].reduce((sum, { total }) => sum + total, 0)
  const remove = useMutation({
    mutationFn: () => removeNow(mailbox),
    onSuccess: () => {
      closeSheet()
      say(t('mailboxes.removed', { name }))
    },
  })
  return (
    <Sheet
      size={440}
      hasField
      title={t('mailboxes.titleRemove', { name })}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            loading={remove.isPending}
            onClick={() => {
              remove.mutate()
            }}
          >
            {t('mailboxes.confirmRemove')}
          </Button>
        </>
      }
    >
      <p>
        {inside.length > 0 && `${t('mailboxes.inside', { count: inside.length })} `}
        {count > 0 && `${t('mailboxes.moves', { count })} `}
        {!isLocal && t(count > 0 ? 'mailboxes.onlyAtHost' : 'mailboxes.noneHere')}
      </p>
      {remove.isError && <FailureNote failure={failureOf(remove.error)} />}
      <OfflineHint />
    </Sheet>
  )
}
