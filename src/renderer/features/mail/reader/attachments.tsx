import { Button } from '@mantine/core'
import {
  IconAddressBook,
  IconAlertTriangle,
  IconCalendarEvent,
  IconDownload,
  IconFile,
  IconFileTypePdf,
  IconPhoto,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attachment, MessageView } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say, sayFailure } from '../../../app/lines.ts'
import { formatSize } from '../../../i18n/format.ts'
import { cardText } from './card-text.ts'
import { mayAddSender, TakeKey } from './take-key.tsx'

function iconOf(attachment: Attachment): Icon {
  if (attachment.isDangerous) return IconAlertTriangle
  if (attachment.card?.kind === 'event') return IconCalendarEvent
  if (attachment.card?.kind === 'person') return IconAddressBook
  if (attachment.contentType.startsWith('image/')) return IconPhoto
  return attachment.contentType === 'application/pdf' ? IconFileTypePdf : IconFile
}

/** What the file says, such as an invitation's time, or its name alone. */
function CardName({ attachment: { card, fileName } }: { readonly attachment: Attachment }) {
  const { t } = useTranslation()
  const text = card == null ? null : cardText(card, t)
  return (
    <>
      <span className="attachment-name">{text === null || text.title === '' ? fileName : text.title}</span>
      {text?.lines.map((line) => (
        <span key={line} className="attachment-line">
          {line}
        </span>
      ))}
    </>
  )
}

type Props = { readonly view: MessageView }

/** Files are saved when asked, never opened from here. */
export function Attachments({ view }: Props) {
  const { id: messageId, attachments, contact } = view
  const { t } = useTranslation()
  const { client } = useEngine()
  if (attachments.length === 0) return null
  const save = (attachment: Attachment) => {
    client.mail
      .saveAttachment({ id: messageId, partPath: attachment.partPath })
      .then(({ saved }) => {
        if (saved) say(t('mail.reader.attachmentSaved', { name: attachment.fileName }))
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <section className="attachments" aria-labelledby="attachments-title">
      <h3 id="attachments-title" className="section-title">
        {t('mail.reader.attachments', { count: attachments.length })}
      </h3>
      <ul className="attachment-list">
        {attachments.map((attachment) => {
          const Glyph = iconOf(attachment)
          return (
            <li
              key={attachment.partPath}
              className="attachment"
              data-dangerous={attachment.isDangerous || undefined}
            >
              <Glyph size={20} stroke={1.5} aria-hidden />
              <span className="attachment-text">
                <CardName attachment={attachment} />
                <span className="detail">
                  {formatSize(attachment.sizeBytes)}
                  {attachment.isDangerous && ` · ${t('mail.reader.dangerous')}`}
                  {attachment.holdsCertificate &&
                    contact === null &&
                    !mayAddSender(view) &&
                    ` · ${t('mail.reader.keyOfNobody')}`}
                </span>
              </span>
              {attachment.holdsCertificate && (
                <TakeKey view={view} given={{ message: messageId, partPath: attachment.partPath }} />
              )}
              <Button
                variant="default"
                size="xs"
                leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
                aria-label={t('mail.reader.saveAttachment', { name: attachment.fileName })}
                onClick={() => {
                  save(attachment)
                }}
              >
                {t('mail.reader.save')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
