import type { TFunction } from 'i18next'
import type { Finding } from '../../../shared/contract/index.ts'

/** How sure in words: the scanner reports from 0.5 on. */
export function sureText(score: number, t: TFunction): string {
  const sure = t(`finding.sure.${score >= 0.9 ? 'high' : score >= 0.7 ? 'middle' : 'low'}`)
  return t('finding.howSure', { sure })
}

/** Where it stands, for what isn't in the new text of the message; else empty. */
export function whereText({ part, isInQuote }: Finding, t: TFunction): string {
  if (part === 'subject') return t('finding.inSubject')
  if (part.startsWith('file')) return t('finding.inFileName')
  if (part.startsWith('attachment')) return t('finding.inFile')
  return isInQuote ? t('finding.inQuote') : ''
}
