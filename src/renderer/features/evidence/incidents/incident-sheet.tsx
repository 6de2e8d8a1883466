import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../../ui/sheet.tsx'
import { RecordSheet } from '../record-sheet.tsx'
import type { RecordOf } from '../records.ts'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'
import { ConclusionStep, ToldStep } from './conclusion-steps.tsx'
import { FactorsStep } from './factors-step.tsx'
import { emptyIncident, type IncidentFields, type StepProps } from './incident-fields.ts'
import { canBeNoBreach, stepsOf, type IncidentStep } from './incident-steps.ts'
import { SecuredStep, WhatStep } from './what-steps.tsx'

const formId = 'incident-form'

function Step({ step, ...props }: StepProps & { readonly step: IncidentStep }) {
  switch (step) {
    case 'what':
      return <WhatStep {...props} />
    case 'secured':
      return <SecuredStep {...props} />
    case 'factors':
      return <FactorsStep {...props} />
    case 'conclusion':
      return <ConclusionStep {...props} />
    case 'told':
      return <ToldStep {...props} />
  }
}

function IncidentForm({ given }: { readonly given: RecordOf<'incident'> | null }) {
  const { t } = useTranslation()
  const [base] = useState(given)
  const [incident, setIncident] = useState<IncidentFields>(base?.body ?? emptyIncident())
  const [step, setStep] = useState<IncidentStep>('what')
  const [wasTried, setWasTried] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  const { save, isSaving, failure } = useSaveRecord(base)
  useEffect(() => {
    // The next step is read from its beginning.
    if (shown.current !== step) heading.current?.focus()
    shown.current = step
  }, [step])
  const change = (next: Partial<IncidentFields>) => {
    const changed = { ...incident, ...next }
    const isLeftOpen = changed.conclusion === 'no-breach' && !canBeNoBreach(changed)
    setIncident(isLeftOpen ? { ...changed, conclusion: 'open', concludedOn: null } : changed)
  }
  const steps = stepsOf(incident)
  const at = steps.indexOf(step)
  const [previous, next] = [steps[at - 1], steps[at + 1]]
  const { discoveredOn } = incident
  const isComplete = incident.title.trim() !== '' && discoveredOn !== null
  const keep = () => {
    setWasTried(true)
    if (discoveredOn !== null && isComplete) save({ body: { ...incident, discoveredOn } })
  }
  return (
    <Sheet
      hasField
      size={640}
      title={base === null ? t('evidence.incidents.titleNew') : base.body.title}
      foot={
        <>
          {previous !== undefined && (
            <Button
              variant="default"
              onClick={() => {
                setStep(previous)
              }}
            >
              {t('common.back')}
            </Button>
          )}
          <span className="sheet-foot-space" />
          {next !== undefined && (
            <Button variant="default" loading={isSaving} onClick={keep}>
              {t('evidence.incidents.saveNow')}
            </Button>
          )}
          <Button type="submit" form={formId} loading={next === undefined && isSaving}>
            {next === undefined ? t('common.save') : t('common.continue')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (next === undefined) keep()
          else if (isComplete) setStep(next)
          else setWasTried(true)
        }}
      >
        <div>
          <p className="detail">{t('evidence.incidents.step', { step: at + 1, steps: steps.length })}</p>
          <h3 ref={heading} tabIndex={-1} className="section-title incident-step">
            {t(`evidence.incidents.steps.${step}`)}
          </h3>
        </div>
        <Step step={step} incident={incident} onChange={change} wasTried={wasTried} />
        <SaveFailure failure={failure} />
        <p className="detail">{t('evidence.incidents.decides')}</p>
      </form>
    </Sheet>
  )
}

/** What happened, step by step to what was concluded. It can be put away at each step and gone on with. */
export function IncidentSheet({ record }: { readonly record: number | null }) {
  const { t } = useTranslation()
  return (
    <RecordSheet kind="incident" record={record} title={t('evidence.incidents.titleNew')}>
      {(given) => <IncidentForm given={given} />}
    </RecordSheet>
  )
}
