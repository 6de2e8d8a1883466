import { useTranslation } from 'react-i18next'
import type { PolicyRules, Role } from '../../../shared/contract/index.ts'

/** What a policy sets, as a list of words. */
export function RulesList({ rules }: { readonly rules: PolicyRules }) {
  const { t } = useTranslation()
  const yes = (isTrue: boolean) => t(isTrue ? 'settings.policy.rules.yes' : 'settings.policy.rules.no')
  const roles = (list: readonly Role[]) =>
    list.length === 0
      ? t('settings.policy.rules.nobody')
      : list.map((role) => t(`settings.policy.roles.${role}`)).join(', ')
  const lines: readonly (readonly [keyof PolicyRules, string])[] = [
    ['weakestMethod', t(`settings.policy.methods.${rules.weakestMethod}`)],
    ['longestIdleMinutes', t('settings.policy.rules.minutes', { count: rules.longestIdleMinutes })],
    ['needsSecondFactor', yes(rules.needsSecondFactor)],
    ['allowsPasskeyAlone', yes(rules.allowsPasskeyAlone)],
    ['mayExportMail', roles(rules.mayExportMail)],
    ['mayExportDecrypted', roles(rules.mayExportDecrypted)],
    ['mayExportNames', roles(rules.mayExportNames)],
    ['maySetFindingsAside', roles(rules.maySetFindingsAside)],
    ['mayAnswerQuestions', roles(rules.mayAnswerQuestions)],
    ['keepsLogYears', t('settings.policy.rules.years', { count: rules.keepsLogYears })],
  ]
  return (
    <dl className="policy-rules">
      {lines.map(([rule, value]) => (
        <div key={rule}>
          <dt>{t(`settings.policy.rules.${rule}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
