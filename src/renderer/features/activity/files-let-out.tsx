import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FileLetOut } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { formatMoment, formatSize } from '../../i18n/format.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { MoreButton } from './more-button.tsx'

const pageSize = 50

/** What became of a file, as far as can be seen from here. */
function useFate(): (file: FileLetOut) => string {
  const { t } = useTranslation()
  return ({ way, folder, isThere }) => {
    if (way === 'printed') return ''
    if (way === 'opened') return isThere ? t('reader.letOut.copyThere') : t('reader.letOut.copyRemoved')
    const fate = isThere ? t('reader.letOut.isThere') : t('reader.letOut.isGone')
    return folder === null ? fate : `${t('reader.letOut.inFolder', { folder })}, ${fate}`
  }
}

function Row({ file }: { readonly file: FileLetOut }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const fate = useFate()(file)
  const { id, messageId } = file
  const name = file.name === '' ? t('reader.letOut.noSubject') : file.name
  const details = [
    t(`reader.letOut.ways.${file.way}`),
    file.way === 'printed' ? '' : formatSize(file.sizeBytes),
    fate,
  ].filter((word) => word !== '')
  return (
    <li className="let-out">
      <div className="let-out-words">
        <span className="let-out-name">{name}</span>
        <span className="detail">{details.join(' · ')}</span>
      </div>
      <time className="detail" dateTime={file.at}>
        {formatMoment(file.at)}
      </time>
      <span className="let-out-tools">
        {messageId !== null && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              go.toBox({ kind: 'inbox' })
              go.toMessage(messageId)
            }}
          >
            {t('reader.letOut.toMessage')}
          </Button>
        )}
        {file.isThere && (
          <Button
            variant="default"
            size="xs"
            aria-label={t('reader.letOut.show', { name })}
            onClick={() => {
              client.audit.showFileLetOut({ id }).catch((error: unknown) => sayFailure(failureOf(error)))
            }}
          >
            {t('reader.letOut.showShort')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** What left the store's protection because a person wanted it, printouts among it, and whether it still lies there. */
export function FilesLetOut() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const result = useInfiniteQuery(
    queries.audit.filesLetOut.infiniteOptions({
      input: (before: number | null) => ({ before, limit: pageSize }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
      staleTime: 0,
    }),
  )
  if (result.isPending) return <SkeletonRows />
  if (result.isError)
    return <FailureNote failure={failureOf(result.error)} retry={() => void result.refetch()} />
  const rows = result.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <Empty text={t('reader.letOut.empty')} />
  return (
    <>
      <p className="detail let-out-about">{t('reader.letOut.about')}</p>
      <ol className="let-out-list">
        {rows.map((file) => (
          <Row key={file.id} file={file} />
        ))}
      </ol>
      <MoreButton result={result} />
    </>
  )
}
