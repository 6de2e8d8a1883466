import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { go, where } from '../../../app/places.ts'
import type { EmptiedMailbox } from '../../../app/sheets.ts'
import { RemovalSheet } from './removal-sheet.tsx'

/** Says what goes before Trash or Junk is emptied: nothing brings it back. */
export function EmptyMailboxSheet({ mailbox }: { readonly mailbox: EmptiedMailbox }) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const name = t(`mail.sidebar.${mailbox.role}`)
  return (
    <RemovalSheet
      title={t('mailboxes.titleEmpty', { name })}
      confirm={t('mailboxes.confirmForGood')}
      done={t('mailboxes.emptied', { name })}
      remove={async () => {
        const { box } = where.get()
        if (box.kind === 'mailbox' && box.id === mailbox.id) go.toBox(box)
        await client.mail.emptyMailbox({ id: mailbox.id, askedAt: mailbox.askedAt })
        await cache.invalidateQueries({ queryKey: queries.mail.key() })
      }}
    >
      {t(mailbox.isLocal ? 'mailboxes.goesHere' : 'mailboxes.goes', { count: mailbox.total })}
    </RemovalSheet>
  )
}
