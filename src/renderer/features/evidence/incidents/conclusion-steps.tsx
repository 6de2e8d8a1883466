import { Radio, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { breachFactors, type Incident } from '../../../../shared/contract/index.ts'
import { DayField } from '../day-field.tsx'
import { addDays, formatCalendarDay, today } from '../days.ts'
import { Paragraph } from '../paragraph.tsx'
import type { StepProps } from './incident-fields.ts'
import { notifyWithinDays } from './incident-clock.ts'
import { canBeNoBreach, weighedFactors } from './incident-steps.ts'

const conclusions = ['open', 'no-breach', 'breach'] as const satisfies readonly Incident['conclusion'][]

/** What the practice concludes; nothing is suggested. */
export function ConclusionStep({ incident, onChange }: StepProps) {
  const { t } = useTranslation()
  const { conclusion, concludedOn, wasSecured } = incident
  const isShown = canBeNoBreach(incident)
  return (
    <>
      <p>
        {wasSecured === 'yes'
          ? t('evidence.incidents.concludeSecured')
          : t('evidence.incidents.concludeText', {
              weighed: weighedFactors(incident),
              of: breachFactors.length,
            })}{' '}
        <Paragraph of="164.402(2), 164.414(b)" />
      </p>
      <Radio.Group
        className="choice"
        label={t('evidence.fields.conclusion')}
        value={conclusion}
        onChange={(value) => {
          const chosen = value
          onChange({ conclusion: chosen, concludedOn: chosen === 'open' ? null : (concludedOn ?? today()) })
        }}
      >
        <div className="evidence-options">
          {conclusions.map((value) => (
            <Radio
              key={value}
              value={value}
              disabled={value === 'no-breach' && !isShown}
              label={t(`evidence.incidents.conclusions.${value}`)}
              description={
                value === 'no-breach' && !isShown
                  ? t('evidence.incidents.needsFactors')
                  : t(`evidence.incidents.conclusionsMean.${value}`)
              }
            />
          ))}
        </div>
      </Radio.Group>
      {conclusion !== 'open' && (
        <DayField
          label={t('evidence.fields.concludedOn')}
          value={concludedOn}
          onChange={(day) => {
            onChange({ concludedOn: day })
          }}
        />
      )}
    </>
  )
}

/** Who was told of a breach, and when. */
export function ToldStep({ incident, onChange }: StepProps) {
  const { t } = useTranslation()
  const { discoveredOn, notifiedOn, what } = incident
  return (
    <>
      {discoveredOn !== null && (
        <p>
          {t('evidence.incidents.toldBy', {
            day: formatCalendarDay(addDays(discoveredOn, notifyWithinDays)),
          })}{' '}
          <Paragraph of="164.404(b)" />
        </p>
      )}
      <p className="detail">
        {t('evidence.incidents.toldWhom')} <Paragraph of="164.404, 164.406, 164.408" />
      </p>
      <DayField
        label={t('evidence.fields.notifiedOn')}
        value={notifiedOn}
        onChange={(day) => {
          onChange({ notifiedOn: day })
        }}
      />
      <Textarea
        label={t('evidence.fields.what')}
        description={t('evidence.incidents.toldHint')}
        value={what}
        maxLength={4000}
        autosize
        minRows={4}
        onChange={(event) => {
          onChange({ what: event.currentTarget.value })
        }}
      />
    </>
  )
}
