import { Button, FileButton, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { KeyLookup } from './key-lookup.tsx'

export type CertificateSource =
  { text: string } | { file: FileHandle } | { seen: string } | { lookUp: string }

type Props = {
  /** Of the contact, to look a key up by. */
  readonly addresses: readonly string[]
  readonly isReading: boolean
  readonly onSource: (source: CertificateSource) => void
}

/** A certificate comes by paste, by drop or from a file. The file goes by handle: the engine reads it. */
export function KeySource({ addresses, isReading, onSource }: Props) {
  const { t } = useTranslation()
  const { registerFiles } = useEngine()
  const [text, setText] = useState('')
  const [isOver, setIsOver] = useState(false)
  const takeFiles = (files: readonly File[]) => {
    const [first] = files
    if (first === undefined) return
    registerFiles([first])
      .then(([registered]) => {
        if (registered) onSource({ file: registered.handle as FileHandle })
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <div
      className="key-source"
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
        takeFiles([...event.dataTransfer.files])
      }}
    >
      <p className="detail">{t('patients.key.text')}</p>
      <Textarea
        label={t('patients.key.paste')}
        rows={7}
        spellCheck={false}
        value={text}
        data-autofocus
        classNames={{ input: 'key-paste' }}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <div className="key-actions">
        <FileButton
          onChange={(file) => {
            takeFiles(file === null ? [] : [file])
          }}
          accept=".asc,.gpg,.pgp,.key,.txt,.cer,.crt,.der,.pem,.p7b,.p7c"
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('patients.key.chooseFile')}
            </Button>
          )}
        </FileButton>
        <Button
          loading={isReading}
          disabled={text.trim() === ''}
          onClick={() => {
            onSource({ text })
          }}
        >
          {t('patients.key.read')}
        </Button>
      </div>
      <KeyLookup
        addresses={addresses}
        isReading={isReading}
        onLookUp={(address) => {
          onSource({ lookUp: address })
        }}
      />
    </div>
  )
}
