import { useTranslation } from 'react-i18next'
import type { Policy, PolicySeat } from '../../../shared/contract/index.ts'
import { PolicySheet } from './policy-sheet.tsx'
import { seatDrafts, useIssue } from './use-issue.ts'

const checklist = ['mail', 'computer', 'kits', 'patients', 'keys', 'paper'] as const

/** Ends a seat, and says what has to be done elsewhere on the same day. */
export function EndSeatSheet({ policy, seat }: { readonly policy: Policy; readonly seat: PolicySeat }) {
  const { t } = useTranslation()
  const { issue, isBusy, failure } = useIssue(policy)
  const { name } = seat
  return (
    <PolicySheet
      title={t('settings.policy.seats.titleEnd', { name })}
      submitLabel={t('settings.policy.seats.titleEnd', { name })}
      cancelLabel={t('settings.policy.seats.keep')}
      isBusy={isBusy}
      failure={failure}
      onSubmit={() => {
        issue(
          policy.rules,
          seatDrafts(policy).map((other) => (other.id === seat.id ? { ...other, isRevoked: true } : other)),
        )
      }}
    >
      <p>{t('settings.policy.seats.endText')}</p>
      <ol className="policy-checklist">
        {checklist.map((line) => (
          <li key={line}>{t(`settings.policy.seats.checklist.${line}`)}</li>
        ))}
      </ol>
    </PolicySheet>
  )
}
