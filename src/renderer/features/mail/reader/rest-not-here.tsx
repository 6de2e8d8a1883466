import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { FetchProgress } from './fetch-progress.tsx'
import { useFetch } from './use-fetch.ts'

/** Below the text of a message whose files aren't here: how much that is, and how it comes. */
export function RestNotHere({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { id } = view
  const { isPending, failure, start, stop } = useFetch(id, 'whole')
  const unfetchedBytes = view.unfetchedBytes ?? 0
  if (isPending) return <FetchProgress id={id} totalBytes={unfetchedBytes} onStop={stop} />
  if (failure !== null) {
    const here = { safe: t('reading.fetch.safe'), next: t('reading.fetch.next') }
    const isOfConnection = failure.code.startsWith('host/')
    return <FailureNote failure={failure} retry={start} {...(isOfConnection && { here })} />
  }
  return (
    <div className="reader-note">
      <p>{t('reading.fetch.rest', { size: formatSize(unfetchedBytes) })}</p>
      <Button variant="default" size="xs" onClick={start}>
        {t('reading.fetch.restNow')}
      </Button>
    </div>
  )
}
