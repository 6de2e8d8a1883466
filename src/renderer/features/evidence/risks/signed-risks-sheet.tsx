import { useTranslation } from 'react-i18next'
import { Sheet } from '../../../ui/sheet.tsx'
import { formatCalendarDay } from '../days.ts'
import { RecordSheet } from '../record-sheet.tsx'
import type { RecordOf } from '../records.ts'
import { RiskLines } from './risk-lines.tsx'

function SignedRisks({ analysis }: { readonly analysis: RecordOf<'risk-analysis'> | null }) {
  const { t } = useTranslation()
  const configuration = analysis?.body.configuration ?? null
  if (analysis === null || configuration === null) return null
  const title = t('evidence.risks.signedOn', { day: formatCalendarDay(analysis.body.signedOn ?? '') })
  return (
    <Sheet size={720} title={title}>
      {/* Nothing in it can be pressed: the text itself is what the keys scroll. */}
      <div tabIndex={0} role="region" aria-label={title}>
        <p className="detail signed-intro">{t('evidence.risks.asItWas')}</p>
        <RiskLines rows={analysis.body.rows} configuration={configuration} />
      </div>
    </Sheet>
  )
}

/** A worksheet that was signed, with the configuration as it was then. */
export function SignedRisksSheet({ record }: { readonly record: number }) {
  const { t } = useTranslation()
  return (
    <RecordSheet kind="risk-analysis" record={record} title={t('evidence.risks.signed')}>
      {(analysis) => <SignedRisks analysis={analysis} />}
    </RecordSheet>
  )
}
