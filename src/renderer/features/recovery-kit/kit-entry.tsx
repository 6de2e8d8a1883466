import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The words and the check code as they are typed from the paper; null while something is missing. */
export function useKitEntry() {
  const [words, setWords] = useState('')
  const [checkCode, setCheckCode] = useState('')
  const isComplete = words.trim() !== '' && checkCode.trim() !== ''
  const kit = isComplete ? `${words.trim()} ${checkCode.trim()}` : null
  return { words, setWords, checkCode, setCheckCode, kit }
}

type Props = { readonly entry: ReturnType<typeof useKitEntry> }

export function KitEntry({ entry }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Textarea
        label={t('firstRun.locked.kitField')}
        description={t('firstRun.locked.kitHint')}
        value={entry.words}
        autosize
        minRows={3}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={(event) => {
          entry.setWords(event.currentTarget.value)
        }}
      />
      <TextInput
        label={t('firstRun.kit.checkCode')}
        value={entry.checkCode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          entry.setCheckCode(event.currentTarget.value)
        }}
      />
    </>
  )
}
