import { Button, FileButton, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileHandle } from '../../../shared/ids.ts'
import { useFileDrop } from '../../app/file-drop.ts'
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
  const [text, setText] = useState('')
  const { area, takeFile } = useFileDrop((file) => {
    onSource({ file })
  })
  return (
    <div className="key-source" {...area}>
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
        <FileButton onChange={takeFile} accept=".asc,.gpg,.pgp,.key,.txt,.cer,.crt,.der,.pem,.p7b,.p7c">
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
