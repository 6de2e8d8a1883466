import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  riskThreats,
  type Configuration,
  type RiskRow,
  type RiskThreat,
} from '../../../../shared/contract/index.ts'
import { closeSheet, openEvidenceSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { DayField } from '../day-field.tsx'
import { LevelChoice } from '../level-choice.tsx'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'
import type { RiskDraft } from './risk-draft.ts'
import { Facts } from './risk-lines.tsx'
import { WithDraft } from './with-draft.tsx'

const formId = 'risk-form'
const responses = ['reduce', 'accept'] as const

type FormProps = {
  readonly threat: RiskThreat
  readonly draft: RiskDraft
  readonly configuration: Configuration
}

function RiskForm({ threat, draft, configuration }: FormProps) {
  const { t } = useTranslation()
  const [{ base, rows }] = useState(draft)
  const [row, setRow] = useState<RiskRow>(rows[threat])
  const following = riskThreats[riskThreats.indexOf(threat) + 1]
  const [goesOn, setGoesOn] = useState(false)
  const { save, isSaving, failure } = useSaveRecord(base, () => {
    if (goesOn && following !== undefined) openEvidenceSheet({ kind: 'risk', threat: following })
    else closeSheet()
  })
  const change = (next: Partial<RiskRow>) => {
    setRow({ ...row, ...next })
  }
  return (
    <Sheet
      title={t(`evidence.risks.threats.${threat}`)}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            form={formId}
            {...(following !== undefined && { variant: 'default' })}
            loading={isSaving && !goesOn}
            onClick={() => {
              setGoesOn(false)
            }}
          >
            {t('common.save')}
          </Button>
          {following !== undefined && (
            <Button
              type="submit"
              form={formId}
              loading={isSaving && goesOn}
              onClick={() => {
                setGoesOn(true)
              }}
            >
              {t('evidence.risks.saveNext')}
            </Button>
          )}
        </>
      }
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          save({
            body: {
              kind: 'risk-analysis',
              rows: { ...rows, [threat]: row },
              signedOn: null,
              configuration: null,
            },
          })
        }}
      >
        <div>
          <p className="evidence-label">{t('evidence.risks.facts')}</p>
          <Facts threat={threat} configuration={configuration} />
        </div>
        <LevelChoice
          label={t('evidence.fields.likelihood')}
          value={row.likelihood}
          onChange={(likelihood) => {
            change({ likelihood })
          }}
        />
        <LevelChoice
          label={t('evidence.fields.impact')}
          value={row.impact}
          onChange={(impact) => {
            change({ impact })
          }}
        />
        <Radio.Group
          className="choice"
          label={t('evidence.fields.response')}
          value={row.response}
          onChange={(response) => {
            change({ response: response })
          }}
        >
          <div className="choice-options">
            {responses.map((response) => (
              <Radio key={response} value={response} label={t(`evidence.risks.responses.${response}`)} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('evidence.fields.measure')}
          description={t('evidence.risks.measureHint')}
          value={row.measure}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(event) => {
            change({ measure: event.currentTarget.value })
          }}
        />
        <DayField
          label={t('evidence.fields.dueOn')}
          value={row.dueOn}
          onChange={(dueOn) => {
            change({ dueOn })
          }}
        />
        <SaveFailure failure={failure} />
      </form>
    </Sheet>
  )
}

/** One threat judged. Saving it is a version of the draft. */
export function RiskSheet({ threat }: { readonly threat: RiskThreat }) {
  const { t } = useTranslation()
  return (
    <WithDraft title={t(`evidence.risks.threats.${threat}`)}>
      {(draft, configuration) => <RiskForm threat={threat} draft={draft} configuration={configuration} />}
    </WithDraft>
  )
}
