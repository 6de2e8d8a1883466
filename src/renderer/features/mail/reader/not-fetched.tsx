import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { connection } from '../../../app/connection.ts'
import { useStore } from '../../../app/store.ts'
import { formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useMailboxes } from '../boxes.ts'
import { FetchProgress } from './fetch-progress.tsx'
import { useFetch } from './use-fetch.ts'

/**
 * The place of a body that didn't come by itself: its text is fetched as soon as the message is open, and shown when it
 * is here. Going elsewhere ends that, so that passing by many large messages doesn't fetch them all.
 */
export function NotFetched({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { id } = view
  const { isIdle, isPending, failure, start, stop } = useFetch(id, 'text')
  const accountId = useMailboxes().find((mailbox) => mailbox.id === view.mailboxId)?.accountId
  const host = useStore(connection)?.accounts.find((account) => account.accountId === accountId)
  const isOffline = host?.state === 'offline'
  useEffect(() => {
    // Also when the connection comes back.
    if (!isOffline) start()
  }, [isOffline, start])
  const unfetchedBytes = view.unfetchedBytes ?? 0
  if (isPending || (isIdle && !isOffline)) {
    return <FetchProgress id={id} totalBytes={unfetchedBytes} onStop={stop} />
  }
  if (failure !== null) {
    const here = { safe: t('reading.fetch.safe'), next: t('reading.fetch.next') }
    const isOfConnection = failure.code.startsWith('host/')
    return <FailureNote failure={failure} retry={start} {...(isOfConnection && { here })} />
  }
  const size = formatSize(unfetchedBytes)
  return (
    <div className="reader-note">
      <p>{t(isOffline ? 'reading.fetch.offline' : 'reading.fetch.elsewhere', { size })}</p>
      {!isOffline && (
        <Button variant="default" size="xs" onClick={start}>
          {t('reading.fetch.now')}
        </Button>
      )}
    </div>
  )
}
