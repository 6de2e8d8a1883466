import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { go, where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { Empty } from '../../../ui/empty.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useDelayed } from '../../../ui/use-delayed.ts'
import { useMailboxes } from '../boxes.ts'
import { useMessageActions } from '../use-message-actions.ts'
import { AnswerBar } from './answer-bar.tsx'
import { Attachments } from '../files/attachments.tsx'
import { Body } from './body.tsx'
import { ContinueBar } from './continue-bar.tsx'
import { Conversation } from './conversation.tsx'
import { CrisisNote } from './crisis-note.tsx'
import { Deliveries } from './deliveries.tsx'
import { OdditiesNote } from './oddities-note.tsx'
import { ProtectionLine } from './protection-line.tsx'
import { ReaderHead, ReaderPeople } from './reader-head.tsx'
import { OfferedKey } from './take-key.tsx'
import './reader.css'

/** Every opening is recorded: what J and K only pass by is not opened. */
const settleMs = 60

function ReaderSkeleton() {
  if (!useDelayed(true)) return null
  return (
    <div className="reader-skeleton" aria-hidden="true">
      <Skeleton height={20} width="50%" />
      <Skeleton height={36} circle />
      <Skeleton height={12} />
      <Skeleton height={12} width="90%" />
      <Skeleton height={12} width="70%" />
    </div>
  )
}

function OpenMessage({ view, scheme }: { readonly view: MessageView; readonly scheme: 'light' | 'dark' }) {
  const mailboxes = useMailboxes()
  const { setFlags } = useMessageActions()
  const mailbox = mailboxes.find((one) => one.id === view.mailboxId)
  const role = mailbox?.role ?? 'other'
  const isLeftDraft = role === 'drafts' && mailbox?.isLocal === false
  const { id } = view
  const isHere = view.bodyState !== 'not-fetched'
  useEffect(() => {
    if (isHere) setFlags(id, { isUnread: false })
  }, [id, isHere, setFlags])
  return (
    <>
      <div className="pane-scroll reader-scroll">
        <ReaderHead view={view} role={role} />
        <Conversation view={view}>
          <ReaderPeople view={view} />
          <ProtectionLine view={view} />
          <CrisisNote view={view} />
          <OdditiesNote view={view} />
          <OfferedKey view={view} />
          <div className="reader-body">
            <Body view={view} scheme={scheme} />
            <Attachments view={view} />
            <Deliveries view={view} />
          </div>
        </Conversation>
      </div>
      {isHere && (isLeftDraft ? <ContinueBar view={view} /> : <AnswerBar view={view} />)}
    </>
  )
}

function Opening({ id }: { readonly id: MessageId }) {
  const { queries } = useEngine()
  const scheme = useComputedColorScheme('light')
  const message = useQuery(queries.mail.open.queryOptions({ input: { id, scheme }, gcTime: 60_000 }))
  if (message.isPending) return <ReaderSkeleton />
  if (message.isError) {
    return (
      <div className="reader-failure">
        <FailureNote failure={failureOf(message.error)} retry={() => void message.refetch()} />
      </div>
    )
  }
  return <OpenMessage view={message.data} scheme={scheme} />
}

/** The reader pane: subject, people, protection, body, attachments, answer bar. */
export function Reader() {
  const { t } = useTranslation()
  const { messageId } = useStore(where)
  const [settledId] = useDebouncedValue(messageId, settleMs, { leading: true })
  useCommand('back', () => {
    go.toMessage(null)
  })
  return (
    <section className="pane" aria-label={t('mail.reader.label')}>
      {messageId === null || settledId === null ? (
        <Empty text={t('mail.reader.none')} hint={t('mail.reader.noneHint')} />
      ) : (
        <Opening key={settledId} id={settledId} />
      )}
    </section>
  )
}
