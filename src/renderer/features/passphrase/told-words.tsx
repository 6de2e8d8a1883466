import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tellable } from '../../../shared/contract/index.ts'
import { Words } from '../../ui/words.tsx'

/** Words of the practice's own, as one line; read first, as they come in the place of the field. */
function TypedWords({ text, label }: { readonly text: string; readonly label: string }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <div ref={line} className="typed-words" role="group" aria-label={label} tabIndex={-1}>
      {text}
    </div>
  )
}

/** What is told: six numbered words, or the words of the practice's own as they were typed. */
export function ToldWords({ origin, words }: Tellable) {
  const { t } = useTranslation()
  const label = t('passphrase.words')
  return origin === 'typed' ? (
    <>
      <TypedWords label={label} text={words.join(' ')} />
      <p className="choice-note">{t('passphrase.own.note')}</p>
    </>
  ) : (
    <Words label={label} words={words} />
  )
}
