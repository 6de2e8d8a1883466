import { ActionIcon, Progress } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Draft, DraftContent, DraftSize, ScanSummary } from '../../../../shared/contract/index.ts'
import { formatSize } from '../../../i18n/format.ts'
import { TooLarge, type Lightening } from './too-large.tsx'

type Props = {
  readonly draft: Draft
  /** Undefined while the engine reckons it. */
  readonly size: DraftSize | undefined
  readonly scan: ScanSummary | undefined
  readonly oneForm: DraftContent['oneForm']
  readonly lightening: Lightening
  readonly onDetach: (attachmentId: number) => void
}

/** What the scan couldn't read: files, and what is written. */
function NotScannedNotes({ scan }: Pick<Props, 'scan'>) {
  const { t } = useTranslation()
  if (scan === undefined || scan.notScanned.length === 0) return null
  return (
    <ul className="detail draft-attachment-notes">
      {scan.notScanned.map(({ part, fileName, reason }) => (
        <li key={`${part} ${reason}`}>
          {t('review.notScannedFile', { name: fileName, why: t(`review.notScannedWhy.${reason}`) })}{' '}
          {t('composer.countsAsHealth')}
        </li>
      ))}
    </ul>
  )
}

/** What goes along, and how much of the mail host's limit it fills. */
export function DraftAttachments({ draft, size, scan, oneForm, lightening, onDetach }: Props) {
  const { t } = useTranslation()
  const { attachments, limitBytes } = draft
  if (attachments.length === 0) {
    return scan === undefined || scan.notScanned.length === 0 ? null : (
      <div className="draft-attachments">
        <NotScannedNotes scan={scan} />
      </div>
    )
  }
  const used = size?.wireBytes ?? 0
  const isOver = used > limitBytes
  const sizeText = t('composer.size', { used: formatSize(used), limit: formatSize(limitBytes) })
  return (
    <section className="draft-attachments" aria-label={t('composer.attachments')}>
      <ul className="draft-attachment-list">
        {attachments.map((attachment) => (
          <li key={attachment.id} className="draft-attachment">
            <IconPaperclip size={14} stroke={1.75} aria-hidden />
            <span className="draft-attachment-name">{attachment.fileName}</span>
            <span className="detail">{formatSize(attachment.sizeBytes)}</span>
            <ActionIcon
              size={24}
              aria-label={t('composer.remove', { name: attachment.fileName })}
              onClick={() => {
                onDetach(attachment.id)
              }}
            >
              <IconX size={14} stroke={2} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <NotScannedNotes scan={scan} />
      <div className="size-meter">
        <Progress.Root size={4} className="size-meter-bar">
          <Progress.Section
            value={Math.min(100, (used / limitBytes) * 100)}
            color={isOver ? 'var(--stop)' : 'var(--accent)'}
            aria-label={t('composer.sizeLabel')}
            aria-valuetext={sizeText}
          />
        </Progress.Root>
        <span className="detail" role="status">
          {size === undefined ? t('composer.reckoning') : sizeText}
        </span>
      </div>
      {size !== undefined && <TooLarge {...lightening} size={size} oneForm={oneForm} />}
    </section>
  )
}
