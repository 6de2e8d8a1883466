import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LogVerdict } from '../../../shared/contract/index.ts'

/** Whether a log is intact, as one sentence. */
function verdictText(verdict: LogVerdict, count: number, t: TFunction): string {
  return verdict.kind === 'whole'
    ? t('logs.whole', { count })
    : t(`logs.faults.${verdict.fault}`, { seq: verdict.seq ?? 1 })
}

type Props = {
  readonly verdict: LogVerdict
  readonly count: number
  /** By another export of the same log. */
  readonly isContradicted?: boolean
}

/** The same with a mark, wherever a log is named: one that doesn't hold can't be taken for one that does. */
export function Verdict({ verdict, count, isContradicted = false }: Props) {
  const { t } = useTranslation()
  const isWhole = verdict.kind === 'whole'
  const isGood = isWhole && !isContradicted
  const Mark = isGood ? IconCircleCheck : IconAlertTriangle
  return (
    <p className="log-verdict" data-broken={isGood ? undefined : true}>
      <Mark size={18} stroke={1.75} aria-hidden />
      <span>
        {!isWhole && <strong>{t('logs.broken')}. </strong>}
        {isWhole && isContradicted && <strong>{t('logs.isContradicted')}. </strong>}
        {verdictText(verdict, count, t)}
        {isWhole && isContradicted && ` ${t('logs.contradicted')}`}
      </span>
    </p>
  )
}

/** From which number on nothing is proven; null: all of it is. */
export function unprovenFrom(verdict: LogVerdict): number | null {
  return verdict.kind === 'whole' ? null : verdict.unprovenFrom
}
