import type { TFunction } from 'i18next'
import type { ScanSummary } from '../../../../shared/contract/index.ts'
import { countFindings } from '../../finding/count-findings.ts'

/** The quiet count beside Review: "Health information · 4 identifiers"; empty while nothing was found. */
export function countText(scan: ScanSummary | undefined, t: TFunction): string {
  if (scan === undefined) return ''
  const count = countFindings(scan.findings).written
  return [leadText(scan, t), count > 0 ? t('composer.count.identifiers', { count }) : '']
    .filter((text) => text !== '')
    .join(' · ')
}

/** What Send will ask about is named before it asks. */
function leadText({ reasons, hasHealthContext }: ScanSummary, t: TFunction): string {
  const codes = new Set(reasons.map(({ code }) => code))
  if (codes.has('psychotherapy-notes')) return t('composer.count.psychotherapy')
  if (codes.has('part2')) return t('composer.count.part2')
  return hasHealthContext ? t('composer.count.health') : ''
}
