import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = {
  readonly title: string
  readonly text: string
  readonly onBack: () => void
}

/** The head of a step that isn't one of the three, with the way back. */
export function SetupHead({ title, text, onBack }: Props) {
  const { t } = useTranslation()
  return (
    <header className="setup-head">
      <Button
        variant="subtle"
        size="compact-sm"
        className="setup-back"
        leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
        onClick={onBack}
      >
        {t('common.back')}
      </Button>
      <h1 className="setup-title">{title}</h1>
      <p className="setup-text">{text}</p>
    </header>
  )
}
