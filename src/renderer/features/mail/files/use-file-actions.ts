import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say, sayFailure } from '../../../app/lines.ts'
import { openMessageSheet } from '../../../app/sheets.ts'

/** Ways out of the store for the files of one message; what can run a program is asked about first. */
export function useFileActions(messageId: MessageId) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const withLeaves = (saved: string) => `${saved} ${t('common.leaves')}`
  const failed = (error: unknown) => sayFailure(failureOf(error))

  const saveNow = (file: Attachment) => {
    client.mail
      .saveAttachment({ id: messageId, partPath: file.partPath })
      .then(({ saved }) => {
        if (saved) say(withLeaves(t('mail.reader.attachmentSaved', { name: file.fileName })))
      })
      .catch(failed)
  }

  const openNow = (file: Attachment) => {
    client.reader.openFile({ id: messageId, partPath: file.partPath }).catch(failed)
  }

  return {
    saveNow,
    openNow,
    save: (file: Attachment) => {
      if (file.isDangerous) openMessageSheet({ kind: 'file-leaves', messageId, file, way: 'save' })
      else saveNow(file)
    },
    openElsewhere: (file: Attachment) => {
      openMessageSheet({ kind: 'file-leaves', messageId, file, way: 'open' })
    },
    saveAll: () => {
      client.reader
        .saveAll({ id: messageId })
        .then(({ folder, saved, leftOut }) => {
          if (folder === null) return
          const left = leftOut === 0 ? '' : ` ${t('reader.files.leftOut', { count: leftOut })}`
          say(withLeaves(t('reader.files.savedAll', { count: saved, folder }) + left))
        })
        .catch(failed)
    },
  }
}
