import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/result.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  /** What stays, and what doesn't. */
  readonly sure: string
  readonly now: string
  readonly isPending: boolean
  readonly failure: Failure | null
  readonly onRemove: () => void
}

/** Taking away what was added here, asked once. */
export function Removal({ sure, now, isPending, failure, onRemove }: Props) {
  const { t } = useTranslation()
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked) {
    return (
      <button
        type="button"
        className="word-button"
        onClick={() => {
          setIsAsked(true)
        }}
      >
        {t('logs.remove.open')}
      </button>
    )
  }
  return (
    <div className="log-removal" role="group" aria-label={t('logs.remove.open')}>
      <p>{sure}</p>
      <div className="settings-actions">
        <Button
          variant="default"
          onClick={() => {
            setIsAsked(false)
          }}
        >
          {t('logs.remove.leave')}
        </Button>
        <Button variant="default" loading={isPending} onClick={onRemove}>
          {now}
        </Button>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
    </div>
  )
}
