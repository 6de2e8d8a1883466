import { useTranslation } from 'react-i18next'
import type { PolicyLimits } from '../../../shared/contract/index.ts'
import { useLimits } from './use-limits.ts'

type Permission =
  'mayExportMail' | 'mayExportDecrypted' | 'mayExportNames' | 'maySetFindingsAside' | 'mayAnswerQuestions'

/** Whether the policy leaves this to the person here. */
export function isAllowed(limits: PolicyLimits | null, what: Permission): boolean {
  return limits?.[what] ?? true
}

/** Says who set it, beside what can't be used for it. */
export function ForbiddenNote({ what }: { readonly what: Permission }) {
  const { t } = useTranslation()
  const limits = useLimits()
  return limits === null || limits[what] ? null : (
    <p className="detail">{t('settings.policy.byNone', { number: limits.number })}</p>
  )
}
