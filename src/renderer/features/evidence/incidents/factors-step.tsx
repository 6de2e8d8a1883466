import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { breachFactors } from '../../../../shared/contract/index.ts'
import { LevelChoice } from '../level-choice.tsx'
import { Paragraph } from '../paragraph.tsx'
import type { StepProps } from './incident-fields.ts'

const paragraphOf = {
  nature: '164.402(2)(i)',
  recipient: '164.402(2)(ii)',
  acquired: '164.402(2)(iii)',
  mitigated: '164.402(2)(iv)',
} as const

/** What each of the four factors adds to the probability that PHI was compromised. */
export function FactorsStep({ incident, onChange }: StepProps) {
  const { t } = useTranslation()
  const { factors } = incident
  return (
    <>
      <p className="detail">{t('evidence.incidents.factorsText')}</p>
      {breachFactors.map((factor) => {
        const change = (next: Partial<(typeof factors)[typeof factor]>) => {
          onChange({ factors: { ...factors, [factor]: { ...factors[factor], ...next } } })
        }
        const id = `factor-${factor}`
        return (
          <section key={factor} className="factor" aria-labelledby={id}>
            <h4 id={id} className="section-title">
              {t(`evidence.incidents.factors.${factor}`)}
            </h4>
            <p className="detail">
              {t(`evidence.incidents.factorsMean.${factor}`)} <Paragraph of={paragraphOf[factor]} />
            </p>
            <LevelChoice
              label={t('evidence.incidents.weight')}
              value={factors[factor].weight}
              onChange={(weight) => {
                change({ weight })
              }}
            />
            <Textarea
              label={t('evidence.incidents.why')}
              value={factors[factor].note}
              maxLength={4000}
              autosize
              minRows={2}
              onChange={(event) => {
                change({ note: event.currentTarget.value })
              }}
            />
          </section>
        )
      })}
    </>
  )
}
