import { NumberInput, Radio, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../../shared/contract/index.ts'
import { DayField } from '../day-field.tsx'
import { Paragraph } from '../paragraph.tsx'
import type { StepProps } from './incident-fields.ts'

/** What happened, and whom it concerns. */
export function WhatStep({ incident, onChange, wasTried }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        label={t('evidence.fields.title')}
        description={t('evidence.incidents.titleHint')}
        value={incident.title}
        data-autofocus
        error={wasTried && incident.title.trim() === '' ? t('evidence.incidents.needsTitle') : undefined}
        onChange={(event) => {
          onChange({ title: event.currentTarget.value })
        }}
      />
      <div className="evidence-pair">
        <DayField
          label={t('evidence.fields.discoveredOn')}
          description={t('evidence.incidents.discoveredHint')}
          value={incident.discoveredOn}
          error={wasTried && incident.discoveredOn === null ? t('evidence.incidents.needsDay') : undefined}
          onChange={(discoveredOn) => {
            onChange({ discoveredOn })
          }}
        />
        <DayField
          label={t('evidence.fields.happenedOn')}
          description={t('evidence.incidents.happenedHint')}
          value={incident.happenedOn}
          onChange={(happenedOn) => {
            onChange({ happenedOn })
          }}
        />
      </div>
      <Textarea
        label={t('evidence.fields.what')}
        description={t('evidence.incidents.whatHint')}
        value={incident.what}
        maxLength={4000}
        autosize
        minRows={4}
        onChange={(event) => {
          onChange({ what: event.currentTarget.value })
        }}
      />
      <NumberInput
        className="evidence-day"
        label={t('evidence.fields.affected')}
        description={t('evidence.incidents.affectedHint')}
        value={incident.affected ?? ''}
        min={0}
        allowDecimal={false}
        hideControls
        onChange={(value) => {
          onChange({ affected: typeof value === 'number' ? value : null })
        }}
      />
    </>
  )
}

const answers = ['yes', 'no', 'unknown'] as const satisfies readonly Incident['wasSecured'][]

/** Whether it was "unsecured" PHI at all. */
export function SecuredStep({ incident, onChange }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <p>
        {t('evidence.incidents.securedText')} <Paragraph of="164.402" />
      </p>
      <Radio.Group
        className="choice"
        label={t('evidence.fields.wasSecured')}
        value={incident.wasSecured}
        onChange={(answer) => {
          onChange({ wasSecured: answer })
        }}
      >
        <div className="evidence-options">
          {answers.map((answer) => (
            <Radio
              key={answer}
              value={answer}
              label={t(`evidence.incidents.secured.${answer}`)}
              description={t(`evidence.incidents.securedMeans.${answer}`)}
            />
          ))}
        </div>
      </Radio.Group>
    </>
  )
}
