import { Button, Skeleton, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NestedMessage } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { closeSheet, type MessageSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { useDelayed } from '../../../ui/use-delayed.ts'
import { BodyFrame } from '../reader/body-frame.tsx'
import { BackButton } from './back-button.tsx'
import { FileCard } from './file-card.tsx'
import { NestedHead } from './nested-head.tsx'
import { useFileActions } from './use-file-actions.ts'
import './nested.css'

type NestedPlace = Extract<MessageSheet, { kind: 'nested' }>

function Waiting() {
  const { t } = useTranslation()
  if (!useDelayed(true)) return <div className="nested-waiting" />
  return (
    <div className="nested-waiting" role="status" aria-label={t('reader.nested.opening')}>
      <Skeleton height="100%" />
    </div>
  )
}

function NestedBody({ message }: { readonly message: NestedMessage }) {
  const { t } = useTranslation()
  const { bodyState, bodyUrl, links } = message
  if (bodyState === 'encrypted') return <p className="nested-missing">{t('reader.nested.encrypted')}</p>
  if (bodyState === 'signed') return <p className="nested-missing">{t('reader.nested.signed')}</p>
  if (bodyState === 'too-complex') return <p className="nested-missing">{t('reader.nested.tooComplex')}</p>
  if (bodyUrl === null) return <p className="nested-missing">{t('reader.nested.empty')}</p>
  return (
    <>
      {message.blockedRemoteImages > 0 && (
        <p className="detail">{t('reader.nested.images', { count: message.blockedRemoteImages })}</p>
      )}
      <BodyFrame url={bodyUrl} links={links} />
      {message.isTextCut && <p className="detail">{t('mail.reader.textCut')}</p>}
    </>
  )
}

/** A message that came as a file, read here: set off from the one around it, and with nothing said of its protection. */
export function NestedSheet({ sheet }: { readonly sheet: NestedPlace }) {
  const { view, partPath, files, back } = sheet
  const { t } = useTranslation()
  const { queries } = useEngine()
  const scheme = useComputedColorScheme('light')
  const { save } = useFileActions(view.id)
  const input = { id: view.id, partPath, scheme }
  // Each look is recorded: never asked for by itself again.
  const nested = useQuery(queries.reader.nested.queryOptions({ input, staleTime: Infinity, gcTime: 0 }))
  const file = files.find((one) => one.partPath === partPath)
  if (file === undefined) return null
  const subject = view.subject === '' ? t('mail.list.noSubject') : view.subject
  return (
    <Sheet
      title={t('reader.nested.title')}
      size={800}
      foot={
        <>
          <BackButton to={back} />
          <span className="sheet-foot-space" />
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            onClick={() => {
              save(file)
            }}
          >
            {t('reader.nested.save')}
          </Button>
          <Button onClick={closeSheet}>{t('common.close')}</Button>
        </>
      }
    >
      <p className="settings-warning nested-about">{t('reader.nested.about', { subject })}</p>
      {nested.isError ? (
        <FailureNote failure={failureOf(nested.error)} retry={() => void nested.refetch()} />
      ) : nested.isPending ? (
        <Waiting />
      ) : (
        <article className="nested">
          <NestedHead message={nested.data} />
          <NestedBody message={nested.data} />
          {nested.data.attachments.length > 0 && (
            <section className="nested-files">
              <h4 className="section-title">
                {t('reader.nested.files', { count: nested.data.attachments.length })}
              </h4>
              <ul className="file-list">
                {nested.data.attachments.map((one) => (
                  <FileCard
                    key={one.partPath}
                    file={one}
                    around={{ view, files: nested.data.attachments, back: sheet }}
                  />
                ))}
              </ul>
            </section>
          )}
        </article>
      )}
    </Sheet>
  )
}
