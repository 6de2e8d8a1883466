import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly wordCount: number
  readonly onShowAgain: () => void
  readonly onConfirmed: () => void
}

/** Any of the words, so that one that was copied alone isn't enough. */
function pickWordNumber(wordCount: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
  return (value % wordCount) + 1
}

/** The check code and one word, from the paper. */
export function KitConfirm({ wordCount, onShowAgain, onConfirmed }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [wordNumber] = useState(() => pickWordNumber(wordCount))
  const [checkCode, setCheckCode] = useState('')
  const [word, setWord] = useState('')
  const confirm = useMutation(queries.vault.confirmKit.mutationOptions({ gcTime: 0, onSuccess: onConfirmed }))
  return (
    <form
      className="kit"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate({ checkCode: checkCode.trim(), wordNumber, word: word.trim().toLowerCase() })
      }}
    >
      <div>
        <p className="section-title">{t('firstRun.kit.confirmTitle')}</p>
        <p className="detail">{t('firstRun.kit.confirmText')}</p>
      </div>
      <TextInput
        label={t('firstRun.kit.confirmCode')}
        value={checkCode}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={(event) => {
          setCheckCode(event.currentTarget.value)
        }}
      />
      <TextInput
        label={t('firstRun.kit.confirmWord', { number: wordNumber })}
        value={word}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setWord(event.currentTarget.value)
        }}
      />
      {confirm.isError && <FailureNote failure={failureOf(confirm.error)} />}
      <div className="kit-actions">
        <Button
          type="submit"
          loading={confirm.isPending}
          disabled={checkCode.trim() === '' || word.trim() === ''}
        >
          {t('firstRun.kit.confirm')}
        </Button>
        <Button variant="default" onClick={onShowAgain}>
          {t('firstRun.kit.showWords')}
        </Button>
      </div>
    </form>
  )
}
