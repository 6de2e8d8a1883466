import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { useFileActions } from './use-file-actions.ts'

type Props = { readonly messageId: MessageId; readonly file: Attachment; readonly way: 'open' | 'save' }

/** What it means that a file leaves, before it does: to another program, or as one that can run. */
export function FileLeavesSheet({ messageId, file, way }: Props) {
  const { t } = useTranslation()
  const { openNow, saveNow } = useFileActions(messageId)
  const { fileName: name } = file
  const isOpening = way === 'open'
  const goOn = () => {
    closeSheet()
    if (isOpening) openNow(file)
    else saveNow(file)
  }
  return (
    <Sheet
      title={
        isOpening ? t('reader.openElsewhere.title', { name }) : t('reader.files.saveDangerousTitle', { name })
      }
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant={isOpening ? 'default' : 'filled'} onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button variant={isOpening ? 'filled' : 'default'} onClick={goOn}>
            {isOpening ? t('reader.openElsewhere.open') : t('reader.files.saveDangerousButton')}
          </Button>
        </>
      }
    >
      {isOpening ? (
        <div className="file-leaves">
          <p className="settings-warning">{t('common.leaves')}</p>
          <p>{t('reader.openElsewhere.copy')}</p>
          <p>{t('reader.openElsewhere.removed')}</p>
          <p className="detail">{t('reader.openElsewhere.unknown')}</p>
        </div>
      ) : (
        <div className="file-leaves">
          <p className="settings-warning">{t('reader.files.saveDangerousText')}</p>
          <p className="detail">{t('common.leaves')}</p>
        </div>
      )}
    </Sheet>
  )
}
