import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../shared/contract/index.ts'
import { openMessageSheet, type FilesAround } from '../../../app/sheets.ts'
import { formatSize } from '../../../i18n/format.ts'
import { cardText } from '../reader/card-text.ts'
import { mayAddSender, TakeKey } from '../reader/take-key.tsx'
import { fileKind } from './file-kind.ts'
import { FileIcon } from './file-icon.tsx'
import { useFileActions } from './use-file-actions.ts'

/** What the file says, such as an invitation's time, or its name alone. */
function CardName({ file: { card, fileName } }: { readonly file: Attachment }) {
  const { t } = useTranslation()
  const text = card == null ? null : cardText(card, t)
  return (
    <>
      {text === null || text.title === '' ? (
        <span className="file-name">{fileName}</span>
      ) : (
        <span className="file-title">{text.title}</span>
      )}
      {text?.lines.map((line) => (
        <span key={line} className="file-line">
          {line}
        </span>
      ))}
    </>
  )
}

type Props = { readonly file: Attachment; readonly around: FilesAround }

/** One attachment: what it is, and what can be done with it. What can run a program can only be saved. */
export function FileCard({ file, around }: Props) {
  const { view, back } = around
  const { t } = useTranslation()
  const { save, openElsewhere } = useFileActions(view.id)
  const kind = fileKind(file)
  const isOfNobody = file.holdsCertificate && view.contact === null && !mayAddSender(view)
  const words = (
    <>
      <span className="file-icon" aria-hidden="true">
        <FileIcon kind={kind} />
      </span>
      <span className="file-words">
        <CardName file={file} />
        <span className="detail">
          {t(`reader.kinds.${kind}`)} · {formatSize(file.sizeBytes)}
          {file.isDangerous && ` · ${t('mail.reader.dangerousShort')}`}
          {isOfNobody && ` · ${t('mail.reader.keyOfNobody')}`}
        </span>
      </span>
    </>
  )
  return (
    <li
      className="file-card"
      data-card={file.card != null || undefined}
      data-dangerous={file.isDangerous || undefined}
    >
      {file.preview === null || file.isDangerous ? (
        <div className="file-main">{words}</div>
      ) : (
        <button
          type="button"
          className="file-main file-look"
          onClick={() => {
            const kind = file.preview === 'message' ? 'nested' : 'preview'
            openMessageSheet({ kind, ...around, partPath: file.partPath })
          }}
        >
          {words}
        </button>
      )}
      {kind === 'policy' && back === null && view.protection.kind !== 'own-copy' && (
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            openMessageSheet({ kind: 'policy', messageId: view.id, partPath: file.partPath })
          }}
        >
          {t('reader.files.takePolicy')}
        </Button>
      )}
      {file.holdsCertificate && <TakeKey view={view} given={{ message: view.id, partPath: file.partPath }} />}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        aria-label={t('mail.reader.saveAttachment', { name: file.fileName })}
        onClick={() => {
          save(file)
        }}
      >
        {t('mail.reader.save')}
      </Button>
      {!file.isDangerous && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon size={30} aria-label={t('reader.files.more', { name: file.fileName })}>
              <IconDots size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconExternalLink size={16} aria-hidden />}
              onClick={() => {
                openElsewhere(file)
              }}
            >
              {t('reader.files.openElsewhere')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
