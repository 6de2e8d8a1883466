import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fingerprint } from './fingerprint.tsx'
import { QrCode } from './qr-code.tsx'
import { Words } from './words.tsx'
import './compare-key.css'

type Props = {
  readonly fingerprint: string
  readonly words: readonly string[]
  /** OpenPGP programs scan a fingerprint; those for S/MIME don't. */
  readonly isScannable: boolean
}

/** A fingerprint in the forms in which two people compare it: words for the phone, a code to scan across a desk. */
export function CompareKey({ fingerprint, words, isScannable }: Props) {
  const { t } = useTranslation()
  const [isCodeShown, setIsCodeShown] = useState(false)
  return (
    <div className="compare-key">
      <Words label={t('common.wordsToCompare')} words={words} size="small" />
      <Fingerprint value={fingerprint} />
      {isScannable && (
        <Button
          variant="default"
          aria-expanded={isCodeShown}
          onClick={() => {
            setIsCodeShown(!isCodeShown)
          }}
        >
          {t(isCodeShown ? 'common.hideCode' : 'common.showCode')}
        </Button>
      )}
      {/* The scheme that OpenKeychain and others scan. */}
      {isCodeShown && (
        <QrCode value={`OPENPGP4FPR:${fingerprint.toUpperCase()}`} label={t('common.codeLabel')} />
      )}
    </div>
  )
}
