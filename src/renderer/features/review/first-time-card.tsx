import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../shared/contract/index.ts'
import { closeSheet } from '../../app/sheets.ts'

type Asked = Review['questions'][number]

type Props = {
  /** The questions about addresses that are written to for the first time: two or more. */
  readonly asked: readonly Asked[]
  /** The practice's policy leaves the answer to the person here. */
  readonly mayAnswer: boolean
  readonly isAnswered: boolean
  readonly onAnswer: (isAnswered: boolean) => void
}

/** Many first-time addresses, such as after an import: read as one list, answered at once. */
export function FirstTimeCard({ asked, mayAnswer, isAnswered, onAnswer }: Props) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="question" role="group" aria-labelledby={id} data-state={isAnswered ? 'answered' : 'open'}>
      <p id={id}>{t('review.questions.firstTimeSeveral', { count: asked.length })}</p>
      <ul className="question-addresses" tabIndex={0} aria-labelledby={id}>
        {asked.map(({ id: key, question }) => (
          <li key={key}>{question.kind === 'first-time-address' && question.address}</li>
        ))}
      </ul>
      {isAnswered ? (
        <p className="question-answer">
          <IconCheck size={16} stroke={2} aria-hidden />
          {t('review.answers.allRight')}
          <button
            type="button"
            className="word-button"
            onClick={() => {
              onAnswer(false)
            }}
          >
            {t('review.change')}
          </button>
        </p>
      ) : (
        <div className="question-actions">
          <Button variant="default" onClick={closeSheet}>
            {t('review.back')}
          </Button>
          {mayAnswer && (
            <Button
              variant="default"
              onClick={() => {
                onAnswer(true)
              }}
            >
              {t('review.answers.allRight')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
