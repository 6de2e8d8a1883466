import { useTranslation } from 'react-i18next'
import type { EvidenceOverview } from '../../../../shared/contract/index.ts'
import { formatAgo, formatCount } from '../../../i18n/format.ts'
import { formatCalendarDay } from '../days.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { waysInFacts } from '../risks/risk-facts.ts'
import { Line } from './line.tsx'

type Props = { readonly overview: EvidenceOverview }

function Access({ overview: { access, configuration } }: Props) {
  const { t } = useTranslation()
  const { user, unlocks, failedUnlocks, lastUnlockAt } = access
  return (
    <>
      <Line term={t('evidence.standing.user')} paragraph={paragraphs.user}>
        {user}
      </Line>
      <Line term={t('evidence.standing.unlocks')} paragraph={paragraphs.unlocks}>
        {[
          t('evidence.standing.unlockCount', { count: unlocks }),
          t('evidence.standing.failedCount', { count: failedUnlocks }),
          lastUnlockAt === null ? '' : t('evidence.standing.last', { ago: formatAgo(lastUnlockAt) }),
        ]
          .filter((word) => word !== '')
          .join(' · ')}
      </Line>
      <Line term={t('evidence.standing.waysIn')} paragraph={paragraphs.waysIn}>
        {waysInFacts(configuration, t)}
      </Line>
      <Line term={t('evidence.standing.idleLock')} paragraph={paragraphs.idleLock}>
        {t('evidence.facts.idleLock', { count: configuration.idleLockMinutes })}
      </Line>
      <Line
        term={t('evidence.standing.kit')}
        paragraph={paragraphs.kit}
        needsAttention={!configuration.hasRecoveryKit}
      >
        {t(configuration.hasRecoveryKit ? 'evidence.standing.made' : 'evidence.standing.noneYet')}
      </Line>
    </>
  )
}

function Log({ overview: { log } }: Props) {
  const { t } = useTranslation()
  const { count, isIntact, anchoredAt, reviewedAt } = log
  const noneYet = t('evidence.standing.noneYet')
  return (
    <>
      <Line term={t('evidence.standing.log')} paragraph={paragraphs.log} needsAttention={!isIntact}>
        {t(isIntact ? 'evidence.standing.intact' : 'evidence.standing.broken', {
          events: formatCount(count),
        })}
      </Line>
      <Line term={t('evidence.standing.anchor')} paragraph={paragraphs.anchor}>
        {anchoredAt === null ? noneYet : formatAgo(anchoredAt)}
      </Line>
      <Line
        term={t('evidence.standing.review')}
        paragraph={paragraphs.review}
        needsAttention={reviewedAt === null}
      >
        {reviewedAt === null ? noneYet : formatAgo(reviewedAt)}
      </Line>
    </>
  )
}

function WrittenDown({ overview }: Props) {
  const { t } = useTranslation()
  const { agreements, incidents, riskAnalysisSignedOn, trainedOn } = overview
  const noneYet = t('evidence.standing.noneYet')
  return (
    <>
      <Line
        term={t('evidence.views.agreements')}
        paragraph={paragraphs.agreements}
        needsAttention={agreements.inForce < agreements.all || agreements.all === 0}
      >
        {agreements.all === 0
          ? noneYet
          : t('evidence.standing.agreements', { inForce: agreements.inForce, count: agreements.all })}
      </Line>
      <Line
        term={t('evidence.standing.riskAnalysis')}
        paragraph={paragraphs.risks}
        needsAttention={riskAnalysisSignedOn === null}
      >
        {riskAnalysisSignedOn === null
          ? noneYet
          : t('evidence.risks.signedOn', { day: formatCalendarDay(riskAnalysisSignedOn) })}
      </Line>
      <Line
        term={t('evidence.views.training')}
        paragraph={paragraphs.training}
        needsAttention={trainedOn === null}
      >
        {trainedOn === null ? noneYet : t('evidence.standing.lastOn', { day: formatCalendarDay(trainedOn) })}
      </Line>
      <Line
        term={t('evidence.views.incidents')}
        paragraph={paragraphs.incidents}
        needsAttention={incidents.open > 0}
      >
        {incidents.all === 0
          ? t('evidence.standing.noIncident')
          : t('evidence.standing.incidents', { open: incidents.open, count: incidents.all })}
      </Line>
    </>
  )
}

function Copies({ overview: { configuration } }: Props) {
  const { t } = useTranslation()
  const { lastBackupAt, lastDrillAt, version } = configuration
  const noneYet = t('evidence.standing.noneYet')
  return (
    <>
      <Line
        term={t('evidence.standing.backup')}
        paragraph={paragraphs.backup}
        needsAttention={lastBackupAt === null}
      >
        {lastBackupAt === null ? noneYet : formatAgo(lastBackupAt)}
      </Line>
      <Line
        term={t('evidence.standing.drill')}
        paragraph={paragraphs.drill}
        needsAttention={lastDrillAt === null}
      >
        {lastDrillAt === null ? noneYet : formatAgo(lastDrillAt)}
      </Line>
      <Line term={t('evidence.standing.version')} paragraph={paragraphs.version}>
        {version}
      </Line>
    </>
  )
}

const parts = { access: Access, log: Log, written: WrittenDown, copies: Copies } as const
const partNames = Object.keys(parts) as (keyof typeof parts)[]

/** How access, the log, what is written down, and the copies stand now. */
export function Standing({ overview }: Props) {
  const { t } = useTranslation()
  return partNames.map((part) => {
    const Lines = parts[part]
    const id = `standing-${part}`
    return (
      <section key={part} className="evidence-section" aria-labelledby={id}>
        <h2 id={id} className="section-title">
          {t(`evidence.standing.parts.${part}`)}
        </h2>
        <dl>
          <Lines overview={overview} />
        </dl>
      </section>
    )
  })
}
