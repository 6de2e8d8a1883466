import { ActionIcon, Button, Skeleton, useComputedColorScheme } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { closeSheet, openMessageSheet, type FilesAround } from '../../../app/sheets.ts'
import type { FrameReport, PdfFailure } from '../../../preview/protocol.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { useDelayed } from '../../../ui/use-delayed.ts'
import { BackButton } from './back-button.tsx'
import { PreviewFrame } from './preview-frame.tsx'
import { useFileActions } from './use-file-actions.ts'
import './files.css'

type Props = { readonly partPath: string; readonly around: FilesAround }

/** What is known of the pages of a PDF so far. */
type Pages = { readonly count: number; readonly isCut: boolean } | { readonly failure: PdfFailure } | null

function Waiting() {
  const { t } = useTranslation()
  if (!useDelayed(true)) return <div className="preview-frame" />
  return (
    <div className="preview-frame preview-waiting" role="status" aria-label={t('reader.preview.drawing')}>
      <Skeleton height="100%" />
    </div>
  )
}

/** A file of a message, looked at inside the window: a picture, the pages of a PDF, a text or table. */
export function PreviewSheet({ partPath, around: { view, files, back } }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const scheme = useComputedColorScheme('light')
  const [pages, setPages] = useState<Pages>(null)
  const shownFiles = files.filter(
    ({ preview, isDangerous }) => preview !== null && preview !== 'message' && !isDangerous,
  )
  const index = shownFiles.findIndex((file) => file.partPath === partPath)
  const file = shownFiles[index]
  const { save, openElsewhere } = useFileActions(view.id)
  const input = { id: view.id, partPath, scheme }
  // Each look is recorded, and its document is there once: never asked for by itself again.
  const preview = useQuery(queries.reader.preview.queryOptions({ input, staleTime: Infinity, gcTime: 0 }))
  if (file === undefined) return null

  const step = (by: 1 | -1) => {
    const next = shownFiles[index + by]
    if (next !== undefined) openMessageSheet({ kind: 'preview', partPath: next.partPath, view, files, back })
  }
  const onReport = (report: FrameReport) => {
    if (report.type === 'pages') setPages({ count: report.count, isCut: report.isCut })
    else if (report.type === 'failed') setPages({ failure: report.reason })
    else if (report.key === 'Escape') closeSheet()
    else step(report.key === 'ArrowLeft' ? -1 : 1)
  }
  const failure = pages !== null && 'failure' in pages ? pages.failure : null
  const isCut = preview.data?.isCut === true || (pages !== null && 'isCut' in pages && pages.isCut)
  return (
    <Sheet
      title={file.fileName}
      size={1000}
      foot={
        <>
          <BackButton to={back} />
          {shownFiles.length > 1 && (
            <>
              <ActionIcon
                aria-label={t('reader.preview.previous')}
                disabled={index === 0}
                onClick={() => step(-1)}
              >
                <IconChevronLeft size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('reader.preview.next')}
                disabled={index === shownFiles.length - 1}
                onClick={() => step(1)}
              >
                <IconChevronRight size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
              <span className="detail">
                {t('reader.preview.place', { number: index + 1, count: shownFiles.length })}
              </span>
            </>
          )}
          <span className="detail" role="status">
            {pages !== null && 'count' in pages && t('reader.preview.pages', { count: pages.count })}
            {isCut && ` ${t('reader.preview.isCut')}`}
          </span>
          <span className="sheet-foot-space" />
          <Button
            variant="default"
            onClick={() => {
              openElsewhere(file)
            }}
          >
            {t('reader.files.openElsewhere')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            onClick={() => {
              save(file)
            }}
          >
            {t('reader.preview.save')}
          </Button>
          <Button onClick={closeSheet}>{t('common.close')}</Button>
        </>
      }
    >
      <div
        className="preview"
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') step(-1)
          if (key === 'ArrowRight') step(1)
        }}
      >
        {preview.isError ? (
          <FailureNote failure={failureOf(preview.error)} retry={() => void preview.refetch()} />
        ) : failure !== null ? (
          <p className="preview-failed" role="alert">
            <strong>{t(`reader.preview.${failure}`)}</strong> {t('reader.preview.instead')}
          </p>
        ) : preview.isPending ? (
          <Waiting />
        ) : (
          <PreviewFrame preview={preview.data} onReport={onReport} />
        )}
      </div>
    </Sheet>
  )
}
