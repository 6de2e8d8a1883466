import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FileHandle } from '../../../shared/ids.ts'
import { useFileDrop } from '../../app/file-drop.ts'

type Props = { readonly isReading: boolean; readonly onFile: (file?: FileHandle) => void }

/** Where the file comes from: the system's dialog, or a drop. It goes by handle; the engine reads it. */
export function ImportSource({ isReading, onFile }: Props) {
  const { t } = useTranslation()
  const { area } = useFileDrop(onFile)
  return (
    <>
      <p className="detail">{t('addressBook.importSheet.text')}</p>
      <div className="import-drop" {...area}>
        <span>{t('addressBook.importSheet.drop')}</span>
        <Button
          loading={isReading}
          onClick={() => {
            onFile()
          }}
        >
          {t('addressBook.importSheet.choose')}
        </Button>
      </div>
    </>
  )
}
