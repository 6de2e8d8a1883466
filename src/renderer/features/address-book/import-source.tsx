import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

type Props = { readonly isReading: boolean; readonly onFile: (file?: FileHandle) => void }

/** Where the file comes from: the system's dialog, or a drop. It goes by handle; the engine reads it. */
export function ImportSource({ isReading, onFile }: Props) {
  const { t } = useTranslation()
  const { registerFiles } = useEngine()
  const [isOver, setIsOver] = useState(false)
  const drop = (files: readonly File[]) => {
    const [first] = files
    if (first === undefined) return
    registerFiles([first])
      .then(([registered]) => {
        if (registered) onFile(registered.handle as FileHandle)
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <>
      <p className="detail">{t('addressBook.importSheet.text')}</p>
      <div
        className="import-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => {
          setIsOver(false)
        }}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          drop([...event.dataTransfer.files])
        }}
      >
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
