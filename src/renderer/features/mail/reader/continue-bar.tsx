import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { useCommand } from '../../../app/keys/registry.ts'
import { useAnswer } from '../../composer/use-new-message.ts'

/** What another program left in Drafts isn't answered: it is gone on with, here. */
export function ContinueBar({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const begin = useAnswer()
  const goOn = () => {
    begin('continue', view.id)
  }
  useCommand('answer', goOn)
  return (
    <footer className="answer-bar">
      <Button leftSection={<IconPencil size={18} stroke={1.75} aria-hidden />} onClick={goOn}>
        {t('mail.reader.continue')}
      </Button>
      <span className="detail">{t('mail.reader.continueAbout')}</span>
    </footer>
  )
}
