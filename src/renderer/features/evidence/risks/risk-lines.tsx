import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  riskThreats,
  type Configuration,
  type RiskAnalysis,
  type RiskThreat,
} from '../../../../shared/contract/index.ts'
import { formatCalendarDay } from '../days.ts'
import { Paragraph } from '../paragraph.tsx'
import { paragraphOfThreat } from '../../../../shared/evidence-paragraphs.ts'
import { isJudged } from './risk-draft.ts'
import { riskFacts } from './risk-facts.ts'

type FactsProps = { readonly threat: RiskThreat; readonly configuration: Configuration }

/** What of the configuration bears on a threat. */
export function Facts({ threat, configuration }: FactsProps) {
  const { t } = useTranslation()
  return (
    <p className="detail">
      {riskFacts(threat, configuration, t).join(' ')} <Paragraph of={paragraphOfThreat[threat]} />
    </p>
  )
}

type Props = {
  readonly rows: RiskAnalysis['rows']
  readonly configuration: Configuration
  readonly tools?: (threat: RiskThreat) => ReactNode
}

/** One line for each threat: what it is, what bears on it, and how it was judged. */
export function RiskLines({ rows, configuration, tools }: Props) {
  const { t } = useTranslation()
  return (
    <ol>
      {riskThreats.map((threat) => {
        const { likelihood, impact, response, measure, dueOn } = rows[threat]
        const judgement = [
          likelihood === null
            ? ''
            : t('evidence.risks.likelihoodIs', { level: t(`evidence.levels.${likelihood}`).toLowerCase() }),
          impact === null
            ? ''
            : t('evidence.risks.impactIs', { level: t(`evidence.levels.${impact}`).toLowerCase() }),
          response === null ? '' : t(`evidence.risks.responses.${response}`),
          dueOn === null ? '' : t('evidence.risks.until', { day: formatCalendarDay(dueOn) }),
        ].filter((word) => word !== '')
        return (
          <li key={threat} className="record risk">
            <div className="record-words">
              <h2 className="record-name">{t(`evidence.risks.threats.${threat}`)}</h2>
              <Facts threat={threat} configuration={configuration} />
              {measure !== '' && <p className="record-note">{measure}</p>}
            </div>
            <p className="record-state" data-attention={!isJudged(rows[threat]) || undefined}>
              {judgement.length === 0 && t('evidence.risks.notJudged')}
              {judgement.map((word) => (
                <span key={word}>{word}</span>
              ))}
            </p>
            {tools !== undefined && <div className="record-tools">{tools(threat)}</div>}
          </li>
        )
      })}
    </ol>
  )
}
