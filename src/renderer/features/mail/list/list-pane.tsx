import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { OutboxList } from '../../outbox/outbox-list.tsx'
import { isUnified, mailboxOf, useMailboxes } from '../boxes.ts'
import { DraftList } from './draft-list.tsx'
import { MailboxList } from './mailbox-list.tsx'
import { OfflineLine } from './offline-line.tsx'
import { SearchField } from './search-field.tsx'
import { SearchList } from './search-list.tsx'
import { SignInBanner } from './sign-in-banner.tsx'
import './list.css'

function useTitle(): string {
  const { t } = useTranslation()
  const { box, query } = useStore(where)
  const mailboxes = useMailboxes()
  const mailbox = mailboxOf(box, mailboxes)
  if (query.trim() !== '') return t('mail.list.search')
  if (isUnified(box, mailboxes)) return t('mail.sidebar.allInboxes')
  if (box.kind !== 'mailbox') return t(`mail.sidebar.${box.kind}`)
  if (mailbox === undefined) return ''
  return mailbox.role === 'other' ? mailbox.name : t(`mail.sidebar.${mailbox.role}`)
}

function List({ query }: { readonly query: string }) {
  const { box } = useStore(where)
  const mailboxes = useMailboxes()
  const mailbox = mailboxOf(box, mailboxes)
  if (query !== '') return <SearchList query={query} />
  if (box.kind === 'drafts') return <DraftList />
  if (box.kind === 'outbox') return <OutboxList />
  if (isUnified(box, mailboxes)) return <MailboxList key="inboxes" mailboxId={null} isInbox />
  return mailbox === undefined ? null : (
    <MailboxList key={mailbox.id} mailboxId={mailbox.id} isInbox={mailbox.role === 'inbox'} />
  )
}

export function ListPane() {
  const title = useTitle()
  const { query } = useStore(where)
  const [settledQuery] = useDebouncedValue(query.trim(), 150)
  return (
    <section className="pane pane-list" aria-labelledby="list-title">
      <header className="list-head">
        <h1 id="list-title" className="title">
          {title}
        </h1>
        <SearchField />
      </header>
      <OfflineLine />
      <SignInBanner />
      <List query={query.trim() === '' ? '' : settledQuery} />
    </section>
  )
}
