import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { insideOf, useMailboxes } from '../boxes.ts'
import { RemovalSheet } from './removal-sheet.tsx'
import { useMailboxRemoval } from './use-mailbox-changes.ts'

/** Says what becomes of the mail before a mailbox goes. */
export function RemoveMailboxSheet({ mailbox }: { readonly mailbox: Mailbox }) {
  const { t } = useTranslation()
  const inside = insideOf(mailbox, useMailboxes())
  const { removeNow } = useMailboxRemoval()
  const { name, isLocal } = mailbox
  const count = [mailbox, ...inside].reduce((sum, { total }) => sum + total, 0)
  return (
    <RemovalSheet
      title={t('mailboxes.titleRemove', { name })}
      confirm={t('mailboxes.confirmRemove')}
      done={t('mailboxes.removed', { name })}
      remove={() => removeNow(mailbox)}
    >
      {inside.length > 0 && `${t('mailboxes.inside', { count: inside.length })} `}
      {count > 0 && `${t('mailboxes.moves', { count })} `}
      {!isLocal && t(count > 0 ? 'mailboxes.onlyAtHost' : 'mailboxes.noneHere')}
    </RemovalSheet>
  )
}
