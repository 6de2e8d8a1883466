import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '../../../../shared/ids.ts'
import { useCopyText } from '../../../app/copies.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { formatSize } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'

/** The message as it came, as text and piece by piece: what the reader made of it can be compared. */
export function SourceSheet({ messageId }: { readonly messageId: MessageId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const copyText = useCopyText()
  const source = useInfiniteQuery(
    queries.reader.source.infiniteOptions({
      input: (offset: number) => ({ id: messageId, offset }),
      initialPageParam: 0,
      getNextPageParam: (page) => page.nextOffset,
      staleTime: Infinity,
      gcTime: 0,
    }),
  )
  const pieces = source.data?.pages ?? []
  const sizeBytes = pieces[0]?.sizeBytes ?? 0
  const shownBytes = pieces.at(-1)?.nextOffset ?? sizeBytes
  const copy = () => {
    void copyText(pieces.map(({ text }) => text).join('')).then(() => {
      say(t('reader.source.copied'))
    })
  }
  return (
    <Sheet
      title={t('reader.source.title')}
      size={900}
      foot={
        <>
          <span className="detail">
            {shownBytes < sizeBytes &&
              t('reader.source.shown', { shown: formatSize(shownBytes), size: formatSize(sizeBytes) })}
          </span>
          <span className="sheet-foot-space" />
          {source.hasNextPage && (
            <Button
              variant="default"
              loading={source.isFetchingNextPage}
              onClick={() => void source.fetchNextPage()}
            >
              {t('reader.source.more')}
            </Button>
          )}
          <Button variant="default" disabled={pieces.length === 0} onClick={copy}>
            {t('reader.source.copy')}
          </Button>
          <Button onClick={closeSheet}>{t('common.close')}</Button>
        </>
      }
    >
      {source.isError && (
        <FailureNote failure={failureOf(source.error)} retry={() => void source.refetch()} />
      )}
      {source.isPending && <SkeletonRows count={6} />}
      {pieces.length > 0 && (
        <>
          <p className="detail">{t('reader.source.about', { size: formatSize(sizeBytes) })}</p>
          <div className="source-text" role="region" aria-label={t('reader.source.region')} tabIndex={0}>
            {pieces.map(({ text, nextOffset }) => (
              <pre key={nextOffset ?? 'end'}>{text}</pre>
            ))}
          </div>
        </>
      )}
    </Sheet>
  )
}
