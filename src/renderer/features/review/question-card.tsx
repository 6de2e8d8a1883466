import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { closeSheet, openSheet } from '../../app/sheets.ts'
import { openDraft } from '../composer/open-draft.ts'
import { usePassphrase } from '../passphrase/use-passphrase.ts'
import { acceptText, questionText } from './question-text.ts'

type Asked = Review['questions'][number]

type Props = {
  readonly asked: Asked
  /** Those it goes to, to find the person whom a question is about. */
  readonly recipients: Review['recipients']
  /** The practice's policy leaves the answer to the person here. */
  readonly mayAnswer: boolean
  readonly isAnswered: boolean
  readonly onAnswer: (isAnswered: boolean) => void
  /** The draft was changed; the review must be made again. */
  readonly onChanged: () => void
}

function AddKey({ contactId }: { readonly contactId: ContactId }) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      onClick={() => {
        openSheet({ kind: 'add-key', contactId })
      }}
    >
      {t('review.answers.addKey')}
    </Button>
  )
}

/** What leads out of a question by changing the draft or the person, beside the answer that accepts it. */
function WayOut({ asked, recipients, onChanged }: Pick<Props, 'asked' | 'recipients' | 'onChanged'>) {
  const { t } = useTranslation()
  const passphrase = usePassphrase()
  const { question } = asked
  if (question.kind === 'look-alike-address') {
    return (
      <Button
        variant="default"
        onClick={() => {
          openDraft.get()?.replaceAddress(question.address, question.known)
          onChanged()
        }}
      >
        {t('review.answers.useKnown')}
      </Button>
    )
  }
  if (question.kind === 'patients-visible-to-each-other') {
    return (
      <Button
        onClick={() => {
          openDraft.get()?.sendSeparately()
          onChanged()
        }}
      >
        {t('review.answers.separate')}
      </Button>
    )
  }
  if (question.kind === 'recipient-without-protection' && question.contactId !== null) {
    const { contactId } = question
    return (
      <>
        <Button
          variant="default"
          onClick={() => {
            passphrase.make(contactId)
          }}
        >
          {t('review.answers.agree')}
        </Button>
        <AddKey contactId={contactId} />
      </>
    )
  }
  if (question.kind === 'weaker-than-before') {
    const { address } = question
    const person = recipients.find((recipient) => recipient.address === address)?.contact
    if (person) return <AddKey contactId={person.id} />
  }
  return (
    <Button variant="default" onClick={closeSheet}>
      {t('review.back')}
    </Button>
  )
}

/** One thing only a person can decide, with its answers. */
export function QuestionCard({ asked, recipients, mayAnswer, isAnswered, onAnswer, onChanged }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const accept = asked.isBlocking ? null : acceptText(asked.question, t)
  return (
    <div
      className="question"
      role="group"
      aria-labelledby={id}
      data-state={isAnswered ? 'answered' : asked.isBlocking ? 'blocking' : 'open'}
    >
      <p id={id}>{questionText(asked.question, t)}</p>
      {isAnswered ? (
        <p className="question-answer">
          <IconCheck size={16} stroke={2} aria-hidden />
          {accept}
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
          <WayOut asked={asked} recipients={recipients} onChanged={onChanged} />
          {accept !== null && mayAnswer && (
            <Button
              variant="default"
              onClick={() => {
                onAnswer(true)
              }}
            >
              {accept}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
