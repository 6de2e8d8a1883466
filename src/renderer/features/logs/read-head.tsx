import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '../../app/places.ts'
import './logs.css'

type Props = {
  /** Of its heading. */
  readonly id: string
  readonly title: string
  readonly className?: string
  readonly isAlarm: boolean
  /** What holds of it and what doesn't; nothing before it was read. */
  readonly children?: ReactNode
}

/** The head of what somebody else exported, and the way back to all of it. */
export function ReadHead({ id, title, className = '', isAlarm, children }: Props) {
  const { t } = useTranslation()
  return (
    <header className={`log-head ${className}`}>
      <Button
        className="log-back"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={18} stroke={1.75} aria-hidden />}
        onClick={go.toLogs}
      >
        {t('logs.back')}
      </Button>
      <h1 id={id} className="title">
        {title}
      </h1>
      {children !== undefined && <div role={isAlarm ? 'alert' : 'status'}>{children}</div>}
    </header>
  )
}
