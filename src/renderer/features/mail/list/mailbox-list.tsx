import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { connection } from '../../../app/connection.ts'
import { useEngine } from '../../../app/engine.ts'
import { useStore } from '../../../app/store.ts'
import { formatTime } from '../../../i18n/format.ts'
import { useAccountOf } from '../use-account-of.ts'
import { MessageList } from './message-list.tsx'

const pageSize = 100

type Props = {
  /** Null: the inboxes of all accounts together. */
  readonly mailboxId: Mailbox['id'] | null
  readonly isInbox: boolean
}

export function MailboxList({ mailboxId, isInbox }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const checkedAt = useStore(connection)?.checkedAt ?? null
  const result = useInfiniteQuery(
    queries.mail.list.infiniteOptions({
      input: (cursor: string | null) => ({ mailboxId, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  const accountOf = useAccountOf()
  const inboxEmpty =
    checkedAt === null
      ? t('mail.list.inboxEmpty')
      : t('mail.list.inboxEmptyChecked', { time: formatTime(checkedAt) })
  return (
    <MessageList
      label={t('mail.list.messages')}
      result={result}
      accountOf={mailboxId === null ? accountOf : undefined}
      emptyText={isInbox ? inboxEmpty : t('mail.list.empty')}
    />
  )
}
