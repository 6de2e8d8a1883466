import { Button } from '@mantine/core'
import { IconFolderDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { formatSize } from '../../../i18n/format.ts'
import { FileCard } from './file-card.tsx'
import { useFileActions } from './use-file-actions.ts'
import './files.css'

/** The files of a message as cards: looked at in here, or let out when asked. */
export function Attachments({ view }: { readonly view: MessageView }) {
  const { id, attachments } = view
  const { t } = useTranslation()
  const { saveAll } = useFileActions(id)
  if (attachments.length === 0) return null
  const sizeBytes = attachments.reduce((sum, file) => sum + file.sizeBytes, 0)
  const titleId = `attachments-${String(id)}`
  return (
    <section className="attachments" aria-labelledby={titleId}>
      <div className="attachments-head">
        <h3 id={titleId} className="section-title">
          {t('mail.reader.attachments', { count: attachments.length })}
        </h3>
        {attachments.length > 1 && (
          <>
            <span className="detail">{t('reader.files.total', { size: formatSize(sizeBytes) })}</span>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconFolderDown size={16} stroke={1.75} aria-hidden />}
              onClick={saveAll}
            >
              {t('reader.files.saveAll')}
            </Button>
          </>
        )}
      </div>
      <ul className="file-list">
        {attachments.map((file) => (
          <FileCard key={file.partPath} file={file} around={{ view, files: attachments, back: null }} />
        ))}
      </ul>
    </section>
  )
}
