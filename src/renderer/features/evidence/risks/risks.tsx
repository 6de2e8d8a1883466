import { Button } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../../app/failure.ts'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { formatCalendarDay } from '../days.ts'
import { Paragraph } from '../paragraph.tsx'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { useRecords, type RecordOf } from '../records.ts'
import { useOverview } from '../use-overview.ts'
import { riskDraft, signedAnalyses, unjudgedThreats } from './risk-draft.ts'
import { RiskLines } from './risk-lines.tsx'

function Signed({ analyses }: { readonly analyses: readonly RecordOf<'risk-analysis'>[] }) {
  const { t } = useTranslation()
  if (analyses.length === 0) return null
  return (
    <section className="evidence-section" aria-labelledby="risks-signed">
      <h2 id="risks-signed" className="section-title">
        {t('evidence.risks.signed')}
      </h2>
      <ul>
        {analyses.map(({ record, body }) => {
          const day = formatCalendarDay(body.signedOn ?? '')
          return (
            <li key={record} className="signed-line">
              <span>{t('evidence.risks.signedOn', { day })}</span>
              <Button
                variant="default"
                size="xs"
                aria-label={t('evidence.risks.readSignedOf', { day })}
                onClick={() => {
                  openEvidenceSheet({ kind: 'signed-risks', record })
                }}
              >
                {t('evidence.risks.readSigned')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The risk worksheet: the draft with what bears on each threat, its signature, and those signed before. */
export function Risks() {
  const { t } = useTranslation()
  const overview = useOverview()
  const { records, failure, retry } = useRecords('risk-analysis')
  if (failure !== null) return <FailureNote failure={failure} retry={retry} />
  if (overview.isError)
    return <FailureNote failure={failureOf(overview.error)} retry={() => void overview.refetch()} />
  if (records === undefined || overview.data === undefined) return <SkeletonRows />
  const { base, rows } = riskDraft(records)
  const signed = signedAnalyses(records)
  const missing = unjudgedThreats(rows).length
  const isNew = base === null && signed.length > 0
  const state =
    missing === 0 ? t('evidence.risks.allJudged') : t('evidence.risks.missing', { count: missing })
  return (
    <div className="evidence-column">
      <div className="evidence-about">
        <div className="detail">
          <p>
            {t('evidence.risks.about')} <Paragraph of={paragraphs.risks} />
          </p>
          <p>{isNew ? t('evidence.risks.goesOn') : state}</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconSignature size={18} stroke={1.75} aria-hidden />}
          onClick={() => {
            openEvidenceSheet({ kind: 'sign-risks' })
          }}
        >
          {t('evidence.risks.sign')}
        </Button>
      </div>
      <RiskLines
        rows={rows}
        configuration={overview.data.configuration}
        tools={(threat) => (
          <Button
            variant="default"
            size="xs"
            aria-label={t('evidence.risks.judgeOf', { threat: t(`evidence.risks.threats.${threat}`) })}
            onClick={() => {
              openEvidenceSheet({ kind: 'risk', threat })
            }}
          >
            {t('evidence.risks.judge')}
          </Button>
        )}
      />
      <Signed analyses={signed} />
    </div>
  )
}
