import { useComputedColorScheme } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPaperclip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView, ThreadRow } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { go } from '../../../app/places.ts'
import { formatRowDate } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { Attachments } from '../files/attachments.tsx'
import { Body } from './body.tsx'
import { CrisisNote } from './crisis-note.tsx'
import { ProtectionLine } from './protection-line.tsx'
import './conversation.css'

/** Folded, so many stand beside the open message; the others wait behind their count. */
const mostShown = 3
/** So many of the others come into sight together: hundreds of rows at once would be a stall. */
const moreAtOnce = 50

function Unfolded({ id }: { readonly id: MessageId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const scheme = useComputedColorScheme('light')
  const message = useQuery(queries.mail.open.queryOptions({ input: { id, scheme }, gcTime: 60_000 }))
  if (message.isPending) return <SkeletonRows count={2} />
  if (message.isError) {
    return <FailureNote failure={failureOf(message.error)} retry={() => void message.refetch()} />
  }
  const view = message.data
  return (
    <div className="thread-message">
      <ProtectionLine view={view} />
      <CrisisNote view={view} />
      <div className="thread-body">
        <Body view={view} scheme={scheme} />
        <Attachments view={view} />
      </div>
      <button
        type="button"
        className="word-button"
        onClick={() => {
          go.toMessage(id)
        }}
      >
        {t('reader.thread.toIt')}
      </button>
    </div>
  )
}

/** A message of the conversation in one line; unfolded it is opened, which is recorded as any opening is. */
function Member({ row }: { readonly row: ThreadRow }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const who = row.who ?? t('reader.thread.you')
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  return (
    <li className="thread-member" data-unread={row.isUnread || undefined}>
      <button
        type="button"
        className="thread-row"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        <span className="thread-who">{who}</span>
        <span className="thread-snippet">{isOpen ? '' : row.snippet}</span>
        {row.hasAttachments && <IconPaperclip size={14} stroke={1.75} aria-hidden />}
        <time className="detail" dateTime={row.date}>
          {formatRowDate(row.date)}
        </time>
        <Chevron size={16} stroke={1.75} aria-hidden />
      </button>
      {isOpen && <Unfolded id={row.id} />}
    </li>
  )
}

type SideProps = { readonly rows: readonly ThreadRow[]; readonly side: 'earlier' | 'later' }

/** What was written before the open message, or after it: the nearest in sight, the rest behind its count. */
function Side({ rows, side }: SideProps) {
  const { t } = useTranslation()
  const [most, setMost] = useState(mostShown)
  if (rows.length === 0) return null
  const shown = side === 'earlier' ? rows.slice(-most) : rows.slice(0, most)
  const count = rows.length - shown.length
  const others = count > 0 && (
    <button
      type="button"
      className="word-button thread-others"
      onClick={() => {
        setMost(most + moreAtOnce)
      }}
    >
      {t(`reader.thread.${side}`, { count })}
    </button>
  )
  return (
    <section className="thread" data-side={side} aria-label={t('reader.thread.label')}>
      {side === 'earlier' && others}
      <ol>
        {shown.map((row) => (
          <Member key={row.id} row={row} />
        ))}
      </ol>
      {side === 'later' && others}
    </section>
  )
}

/**
 * The open message in its conversation, own answers among them: what came before it folded above, what came after
 * below. The message itself never waits for the rest.
 */
export function Conversation({
  view,
  children,
}: {
  readonly view: MessageView
  readonly children: ReactNode
}) {
  const { queries } = useEngine()
  const rows = useQuery(queries.reader.thread.queryOptions({ input: { id: view.id } })).data ?? []
  const index = rows.findIndex(({ id }) => id === view.id)
  return (
    <>
      {index > 0 && <Side key={`before ${String(view.id)}`} rows={rows.slice(0, index)} side="earlier" />}
      {children}
      {index >= 0 && <Side key={`after ${String(view.id)}`} rows={rows.slice(index + 1)} side="later" />}
    </>
  )
}
