import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowBackUpDouble, IconArrowForwardUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { useAnswer } from '../../composer/use-new-message.ts'

/** Answering goes sealed, whatever came in. */
export function AnswerBar({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const answer = useAnswer()
  const reply = () => {
    answer('answer', view.id)
  }
  const replyAll = () => {
    answer('answer-all', view.id)
  }
  const forward = () => {
    answer('forward', view.id)
  }
  useCommand('answer', reply)
  useCommand('answer-all', replyAll)
  useCommand('forward', forward)
  const hasOthers = view.to.length + view.cc.length > 1
  return (
    <footer className="answer-bar">
      <Button leftSection={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />} onClick={reply}>
        {t('mail.reader.answer')}
      </Button>
      {hasOthers && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUpDouble size={18} stroke={1.75} aria-hidden />}
          onClick={replyAll}
        >
          {t('mail.reader.answerAll')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconArrowForwardUp size={18} stroke={1.75} aria-hidden />}
        onClick={forward}
      >
        {t('mail.reader.forward')}
      </Button>
    </footer>
  )
}
