import { Button, Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../../../shared/contract/index.ts'
import { connection } from '../../../app/connection.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf, isErrorCode } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { useStore } from '../../../app/store.ts'
import { formatCount, formatTime } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useSignInAgain } from '../../account/use-sign-in-again.ts'

function useConnectionText(now: Connection | null): string {
  const { t } = useTranslation()
  if (now === null) return t('mail.connection.connecting')
  switch (now.state) {
    case 'offline':
      return t('mail.connection.offline')
    case 'connecting':
      return t('mail.connection.connecting')
    case 'syncing':
      return now.progress
        ? t('mail.connection.progress', {
            done: formatCount(now.progress.done),
            total: formatCount(now.progress.total),
          })
        : t('mail.connection.syncing')
    case 'online':
      return now.checkedAt === null
        ? t('mail.connection.onlineNever')
        : t('mail.connection.online', { time: formatTime(now.checkedAt) })
    case 'error':
      return t('mail.connection.error')
  }
}

/** The state of the connection in one word or time, and behind it what is wrong and a way to try now. */
export function ConnectionFoot() {
  const { t } = useTranslation()
  const { client } = useEngine()
  const now = useStore(connection)
  const text = useConnectionText(now)
  const code = now?.failure?.code
  const detail = now?.failure?.detail
  const signInAgain = useSignInAgain(code)
  const check = () => {
    client.mail.sync().catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <Popover position="top-start" width={320}>
      <Popover.Target>
        <button type="button" className="connection" data-state={now?.state ?? 'connecting'}>
          <span className="connection-dot" aria-hidden="true" />
          <span className="nav-label">{text}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="connection-card">
        {isErrorCode(code) ? (
          <FailureNote failure={detail === undefined ? { code } : { code, detail }} action={signInAgain} />
        ) : (
          <p>{text}</p>
        )}
        <Button variant="default" onClick={check}>
          {t('mail.connection.checkNow')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
