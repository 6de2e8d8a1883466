import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { connection } from '../../../app/connection.ts'
import { useEngine } from '../../../app/engine.ts'
import { useStore } from '../../../app/store.ts'
import { formatTime } from '../../../i18n/format.ts'
import { MessageList } from './message-list.tsx'

const pageSize = 100

export function MailboxList({ mailbox }: { readonly mailbox: Mailbox }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const checkedAt = useStore(connection)?.checkedAt ?? null
  const result = useInfiniteQuery(
    queries.mail.list.infiniteOptions({
      input: (cursor: string | null) => ({ mailboxId: mailbox.id, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  const inboxEmpty =
    checkedAt === null
      ? t('mail.list.inboxEmpty')
      : t('mail.list.inboxEmptyChecked', { time: formatTime(checkedAt) })
  return (
    <MessageList
      label={t('mail.list.messages')}
      result={result}
      emptyText={mailbox.role === 'inbox' ? inboxEmpty : t('mail.list.empty')}
    />
  )
}
