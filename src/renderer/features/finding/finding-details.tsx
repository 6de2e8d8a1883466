import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../shared/contract/index.ts'
import { ForbiddenNote, isAllowed } from '../policy/forbidden-note.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { sureText, whereText } from './finding-text.ts'
import type { FindingChoices } from './use-finding-choices.ts'
import './finding.css'

type Props = {
  readonly finding: Finding
  readonly choices: FindingChoices
  /** Leads to its place in the message; absent where it is shown there already, or stands in no text. */
  readonly onShow?: () => void
}

/** Why something was found, how sure, and what can be done about it. */
export function FindingDetails({ finding, choices, onShow }: Props) {
  const { t } = useTranslation()
  const [isRefused, setIsRefused] = useState(false)
  const mayDismiss = isAllowed(useLimits(), 'maySetFindingsAside')
  const { alwaysAsked, replacement } = finding
  const where = whereText(finding, t)
  const isInFile = finding.part.startsWith('file') || finding.part.startsWith('attachment')
  const dismiss = (reach: 'draft' | 'practice') => {
    // The engine would refuse it: what Send asks about is switched off by nobody.
    if (alwaysAsked === null) choices.dismiss(finding, reach)
    else setIsRefused(true)
  }
  return (
    <div className="finding-details">
      <p className="detail">
        {t('finding.why', { why: finding.explanation })}
        <br />
        {[sureText(finding.score, t), where].filter((text) => text !== '').join(', ')}
      </p>
      {isInFile && <p className="detail">{t('finding.fileNote')}</p>}
      {replacement !== null && (
        <p className="finding-becomes">
          {t('finding.becomes', { value: replacement.replaces, words: replacement.words })}
        </p>
      )}
      {isRefused && alwaysAsked !== null && (
        <p className="finding-always" role="alert">
          {t(`finding.always.${alwaysAsked}`)}
        </p>
      )}
      {finding.value !== '' && (
        <div className="finding-actions">
          {replacement !== null && (
            <Button
              size="xs"
              variant={onShow === undefined ? 'filled' : 'default'}
              data-autofocus
              onClick={() => {
                choices.replace(finding)
              }}
            >
              {t('finding.replace')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={!mayDismiss}
            onClick={() => {
              dismiss('draft')
            }}
          >
            {t('finding.notHere')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!mayDismiss}
            onClick={() => {
              dismiss('practice')
            }}
          >
            {t('finding.never')}
          </Button>
        </div>
      )}
      {finding.value !== '' && <ForbiddenNote what="maySetFindingsAside" />}
      {onShow !== undefined && (
        <button type="button" className="word-button finding-show" onClick={onShow}>
          {t('finding.show')}
        </button>
      )}
    </div>
  )
}
