import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { go, where } from '../../../app/places.ts'
import { closeSheet, type EmptiedMailbox } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { OfflineHint } from './offline-hint.tsx'

/** Says what goes before Trash or Junk is emptied: nothing brings it back. */
export function EmptyMailboxSheet({ mailbox }: { readonly mailbox: EmptiedMailbox }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const name = t(`mail.sidebar.${mailbox.role}`)
  const empty = useMutation({
    mutationFn: async () => {
      const { box } = where.get()
      if (box.kind === 'mailbox' && box.id === mailbox.id) go.toBox(box)
      await client.mail.emptyMailbox({ id: mailbox.id })
      await cache.invalidateQueries({ queryKey: queries.mail.key() })
    },
    onSuccess: () => {
      closeSheet()
      say(t('mailboxes.emptied', { name }))
    },
  })
  return (
    <Sheet
      size={440}
      hasField
      title={t('mailboxes.titleEmpty', { name })}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            loading={empty.isPending}
            onClick={() => {
              empty.mutate()
            }}
          >
            {t('mailboxes.confirmForGood')}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <p>{t(mailbox.isLocal ? 'mailboxes.goesHere' : 'mailboxes.goes', { count: mailbox.total })}</p>
        {empty.isError && <FailureNote failure={failureOf(empty.error)} />}
        <OfflineHint />
      </Stack>
    </Sheet>
  )
}
