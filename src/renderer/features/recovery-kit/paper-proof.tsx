import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperProof } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly wordCount: number
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly onProve: (proof: PaperProof) => void
  readonly onShowAgain: () => void
}

/** Any two of the words, so that copying some of them isn't enough. */
function pickWordNumbers(wordCount: number): readonly [number, number] {
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2))
  const one = first % wordCount
  const two = (one + 1 + (second % (wordCount - 1))) % wordCount
  return one < two ? [one + 1, two + 1] : [two + 1, one + 1]
}

/** The check code and two words, from what was written down. */
export function PaperProofForm({ wordCount, failure, isBusy, onProve, onShowAgain }: Props) {
  const { t } = useTranslation()
  const [numbers] = useState(() => pickWordNumbers(wordCount))
  const [checkCode, setCheckCode] = useState('')
  const [words, setWords] = useState<readonly [string, string]>(['', ''])
  const isComplete = checkCode.trim() !== '' && words.every((word) => word.trim() !== '')
  return (
    <form
      className="kit"
      onSubmit={(event) => {
        event.preventDefault()
        onProve({
          checkCode: checkCode.trim(),
          words: numbers.map((number, index) => ({
            number,
            word: (words[index] ?? '').trim().toLowerCase(),
          })),
        })
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
      <div className="kit-proof">
        {numbers.map((number, index) => (
          <TextInput
            key={number}
            label={t('firstRun.kit.confirmWord', { number })}
            value={words[index] ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              const { value } = event.currentTarget
              setWords(([first, second]) => (index === 0 ? [value, second] : [first, value]))
            }}
          />
        ))}
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      <div className="kit-actions">
        <Button type="submit" loading={isBusy} disabled={!isComplete}>
          {t('firstRun.kit.confirm')}
        </Button>
        <Button variant="default" onClick={onShowAgain}>
          {t('firstRun.kit.showWords')}
        </Button>
      </div>
    </form>
  )
}
