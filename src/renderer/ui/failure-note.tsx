import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/result.ts'
import type { ErrorText } from '../i18n/en/errors/index.ts'
import { errorText } from '../i18n/error-text.ts'
import './failure-note.css'

type Props = {
  readonly failure: Failure
  /** `stop` where something was refused for safety; otherwise the calm attention colour. */
  readonly tone?: 'attention' | 'stop'
  readonly retry?: () => void
  /** What is safe and what to do here, where the code's own words are for another place. */
  readonly here?: Pick<ErrorText, 'safe' | 'next'>
  /** What helps, elsewhere. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

/** A failure in words: what happened, what is safe, what next; its code small. Stays until its cause is gone. */
export function FailureNote({ failure, tone = 'attention', retry, here, action }: Props) {
  const { t } = useTranslation()
  const text = { ...errorText(failure), ...here }
  return (
    <div className="failure-note" data-tone={tone} role="alert">
      <p>
        <strong>{text.happened}</strong> {text.safe} {text.next}
      </p>
      <div className="failure-note-foot">
        <code>{failure.code}</code>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t('common.retry')}
          </Button>
        )}
        {action && (
          <Button variant="default" size="xs" onClick={action.run}>
            {action.label}
          </Button>
        )}
      </div>
    </div>
  )
}
