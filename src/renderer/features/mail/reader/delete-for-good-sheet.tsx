import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { useMailboxes } from '../boxes.ts'
import { OfflineHint } from '../mailboxes/offline-hint.tsx'
import { useMessageActions } from '../use-message-actions.ts'

/** Says what it means before a message goes: nothing brings it back. */
export function DeleteForGoodSheet({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { deleteForGood } = useMessageActions()
  const isLocal = useMailboxes().find(({ id }) => id === view.mailboxId)?.isLocal === true
  const remove = useMutation({
    mutationFn: () => deleteForGood(view.id),
    onSuccess: () => {
      closeSheet()
      say(t('mail.done.deletedForGood'))
    },
  })
  return (
    <Sheet
      size={440}
      hasField
      title={t('reader.deleteForGood.title')}
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
            {t('mailboxes.confirmForGood')}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <p>
          {t(isLocal ? 'reader.deleteForGood.aboutHere' : 'reader.deleteForGood.about', {
            subject: view.subject === '' ? t('mail.list.noSubject') : view.subject,
          })}
        </p>
        {remove.isError && <FailureNote failure={failureOf(remove.error)} />}
        <OfflineHint />
      </Stack>
    </Sheet>
  )
}
