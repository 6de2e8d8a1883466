import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { connection } from '../../../app/connection.ts'
import { useStore } from '../../../app/store.ts'
import { formatTime } from '../../../i18n/format.ts'
import { useAccountOf } from '../use-account-of.ts'
import { MessageList } from './message-list.tsx'
import { useMailboxRows } from './use-mailbox-rows.ts'

type Props = {
  /** Null: the inboxes of all accounts together. */
  readonly mailboxId: Mailbox['id'] | null
  readonly isInbox: boolean
}

export function MailboxList({ mailboxId, isInbox }: Props) {
  const { t } = useTranslation()
  const checkedAt = useStore(connection)?.checkedAt ?? null
  const rows = useMailboxRows(mailboxId)
  const accountOf = useAccountOf()
  const inboxEmpty =
    checkedAt === null
      ? t('mail.list.inboxEmpty')
      : t('mail.list.inboxEmptyChecked', { time: formatTime(checkedAt) })
  return (
    <MessageList
      label={t('mail.list.messages')}
      rows={rows}
      accountOf={mailboxId === null ? accountOf : undefined}
      emptyText={isInbox ? inboxEmpty : t('mail.list.empty')}
    />
  )
}
