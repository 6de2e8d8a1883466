import { ActionIcon } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import { dropLine, lines, type Line } from '../../app/lines.ts'
import { useStore } from '../../app/store.ts'
import { setUndo } from '../../app/undo.ts'
import { errorText } from '../../i18n/error-text.ts'
import { secondsLeft } from './outbox-state.ts'
import { useAnnounceSent } from './use-announce-sent.ts'
import { useOutboxActions } from './use-outbox-actions.ts'
import './lines.css'

function HoldLine({ item, leavesAt }: { readonly item: OutboxItem; readonly leavesAt: string }) {
  const { t } = useTranslation()
  const { undo } = useOutboxActions()
  const [now, setNow] = useState(Date.now)
  useInterval(
    () => {
      setNow(Date.now())
    },
    250,
    { autoInvoke: true },
  )
  const { logicalId } = item
  useEffect(() => {
    setUndo(() => {
      undo(logicalId)
    }, new Date(leavesAt).getTime())
  }, [leavesAt, logicalId, undo])
  return (
    <div className="line">
      <p className="line-text">
        {/* Counts without being read out each second; the line itself is announced once. */}
        <strong role="timer">{t('outbox.leavesIn', { seconds: secondsLeft(leavesAt, now) })}</strong>
        <span className="line-more">{item.line}</span>
      </p>
      <button
        type="button"
        className="line-action"
        onClick={() => {
          undo(logicalId)
        }}
      >
        {t('outbox.undo')}
      </button>
    </div>
  )
}

function PlainLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const text = line.failure ? errorText(line.failure) : null
  return (
    <div
      className="line"
      data-failure={line.failure ? true : undefined}
      role={line.failure ? 'alert' : undefined}
    >
      <p className="line-text">
        {text && line.failure ? (
          <>
            <strong>{text.happened}</strong> {text.safe} {text.next} <code>{line.failure.code}</code>
          </>
        ) : (
          line.text
        )}
      </p>
      {line.action && (
        <button type="button" className="line-action" onClick={line.action.run}>
          {line.action.label}
        </button>
      )}
      {line.failure && (
        <ActionIcon
          size={24}
          className="line-dismiss"
          aria-label={t('common.dismiss')}
          onClick={() => {
            dropLine(line.id)
          }}
        >
          <IconX size={16} stroke={2} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

/** The lines at the foot of the window: what was done, what failed, and below these what leaves in a moment. */
export function Lines({ children }: { readonly children?: ReactNode }) {
  const shown = useStore(lines)
  return (
    <div className="lines" role="status">
      {shown.map((line) => (
        <PlainLine key={line.id} line={line} />
      ))}
      {children}
    </div>
  )
}

/** What leaves in a moment; says when something has left. */
export function HeldLines() {
  const { queries } = useEngine()
  const outbox = useQuery(queries.outbox.list.queryOptions({ meta: toldAtFoot }))
  useAnnounceSent(outbox.data)
  return (outbox.data ?? [])
    .filter(({ hold }) => hold === 'undo')
    .map((item) => <HoldLine key={item.logicalId} item={item} leavesAt={item.leavesAt ?? ''} />)
}
