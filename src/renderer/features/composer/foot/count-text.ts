import type { TFunction } from 'i18next'
import type { ScanSummary } from '../../../../shared/contract/index.ts'
import { countFindings } from '../../finding/count-findings.ts'

/** The quiet count beside Review: "Health information · 4 identifiers"; empty while nothing was found. */
export function countText(scan: ScanSummary | undefined, t: TFunction): string {
  if (scan === undefined) return ''
  const count = countFindings(scan.findings).written
  if (scan.hasHealthContext && count > 0) return t('composer.count.healthAnd', { count })
  if (scan.hasHealthContext) return t('composer.count.health')
  return count > 0 ? t('composer.count.identifiers', { count }) : ''
}
