import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { riskThreats, type Configuration } from '../../../../shared/contract/index.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { formatCalendarDay, today } from '../days.ts'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'
import { unjudgedThreats, type RiskDraft } from './risk-draft.ts'
import { WithDraft } from './with-draft.tsx'

type Props = { readonly draft: RiskDraft; readonly configuration: Configuration }

function Signing({ draft, configuration }: Props) {
  const { t } = useTranslation()
  const [{ base, rows }] = useState(draft)
  const { save, isSaving, failure } = useSaveRecord(base)
  const missing = unjudgedThreats(rows)
  const toReduce = riskThreats.filter((threat) => rows[threat].response === 'reduce').length
  const signedOn = today()
  return (
    <Sheet
      title={t('evidence.risks.signTitle')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={isSaving}
            disabled={missing.length > 0}
            onClick={() => {
              save({ body: { kind: 'risk-analysis', rows, signedOn, configuration } })
            }}
          >
            {t('evidence.risks.sign')}
          </Button>
        </>
      }
    >
      <div className="evidence-form">
        {missing.length > 0 ? (
          <div>
            <p>{t('evidence.risks.missingFirst', { count: missing.length })}</p>
            <ul className="binder-contents">
              {missing.map((threat) => (
                <li key={threat}>{t(`evidence.risks.threats.${threat}`)}</li>
              ))}
            </ul>
          </div>
        ) : (
          <>
            <p>{t('evidence.risks.signText', { day: formatCalendarDay(signedOn) })}</p>
            <p className="detail">
              {t('evidence.risks.signCounts', { count: toReduce, of: riskThreats.length })}
            </p>
          </>
        )}
        <SaveFailure failure={failure} />
      </div>
    </Sheet>
  )
}

/** Signing keeps the worksheet with the configuration as it is now; it isn't changed after that. */
export function SignRisksSheet() {
  const { t } = useTranslation()
  return (
    <WithDraft title={t('evidence.risks.signTitle')}>
      {(draft, configuration) => <Signing draft={draft} configuration={configuration} />}
    </WithDraft>
  )
}
