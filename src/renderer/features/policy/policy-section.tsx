import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Policy } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Join, TakeOver } from './join.tsx'
import { LeavePractice } from './leave-practice.tsx'
import { RulesList } from './rules-list.tsx'
import { SeatList } from './seat-list.tsx'
import '../security/security.css'
import './policy.css'

/** What the owner of the practice has set for everybody, and who has a seat in it. */
export function PolicySection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const state = useQuery(queries.policy.state.queryOptions())
  if (state.isPending) {
    return (
      <div className="settings-form">
        <SkeletonRows count={3} />
      </div>
    )
  }
  if (state.isError) {
    return (
      <div className="settings-form">
        <FailureNote failure={failureOf(state.error)} retry={() => void state.refetch()} />
      </div>
    )
  }
  const { policy, own, mayIssue, reviewedAt } = state.data
  if (policy !== null) {
    return <InForce policy={policy} ownKey={own.key} isOwner={mayIssue} reviewedAt={reviewedAt} />
  }
  return (
    <div className="settings-form">
      <p>{t('settings.policy.none')}</p>
      <Join ownKey={own.key} />
      {mayIssue && <BeginPolicy />}
    </div>
  )
}

function BeginPolicy() {
  const { t } = useTranslation()
  return (
    <section className="settings-item-card" aria-labelledby="policy-own">
      <div>
        <h3 id="policy-own" className="section-title">
          {t('settings.policy.owner.title')}
        </h3>
        <p className="detail">{t('settings.policy.owner.text')}</p>
      </div>
      <Button
        variant="default"
        onClick={() => {
          openSheet({ kind: 'of-security', sheet: { kind: 'policy-rules', policy: null } })
        }}
      >
        {t('settings.policy.owner.begin')}
      </Button>
    </section>
  )
}

type Props = {
  readonly policy: Policy
  readonly ownKey: string
  readonly isOwner: boolean
  readonly reviewedAt: string | null
}

function InForce({ policy, ownKey, isOwner, reviewedAt }: Props) {
  const { t } = useTranslation()
  const { number, issuedAt, role } = policy
  return (
    <div className="settings-form">
      <div>
        <p className="section-title">
          {t('settings.policy.inForce', { number, date: formatDate(issuedAt) })}
        </p>
        {role === null ? (
          <p className="settings-warning" role="status">
            {t('settings.policy.revokedHere')}
          </p>
        ) : (
          <p className="detail">{t('settings.policy.yours', { role: t(`settings.policy.roles.${role}`) })}</p>
        )}
      </div>
      {isOwner ? <OwnersActions policy={policy} /> : <TakeOver />}
      <section className="settings-subform settings-gap" aria-labelledby="policy-rules">
        <h3 id="policy-rules" className="section-title">
          {t('settings.policy.rules.title')}
        </h3>
        <RulesList rules={policy.rules} />
      </section>
      <section className="settings-subform settings-gap" aria-labelledby="policy-seats">
        <h3 id="policy-seats" className="section-title">
          {t('settings.policy.seats.title')}
        </h3>
        <SeatList policy={policy} ownKey={ownKey} isOwner={isOwner} />
        {isOwner && <SeatActions policy={policy} reviewedAt={reviewedAt} />}
      </section>
      <LeavePractice />
    </div>
  )
}

function OwnersActions({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const save = useMutation(
    queries.policy.save.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('settings.policy.saved'))
      },
    }),
  )
  return (
    <>
      <div className="settings-actions">
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'of-security', sheet: { kind: 'policy-rules', policy } })
          }}
        >
          {t('settings.policy.change')}
        </Button>
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() => {
            save.mutate(undefined)
          }}
        >
          {t('settings.policy.save')}
        </Button>
      </div>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </>
  )
}

/** New seats, and that the list was looked through (45 CFR 164.308(a)(4)(ii)(C)). */
function SeatActions({ policy, reviewedAt }: Pick<Props, 'policy' | 'reviewedAt'>) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const review = useMutation(
    queries.policy.review.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.policy.key() }),
    }),
  )
  return (
    <>
      <p className="detail" role="status">
        {reviewedAt === null
          ? t('settings.policy.seats.neverReviewed')
          : t('settings.policy.seats.reviewed', { when: formatDate(reviewedAt) })}
      </p>
      <div className="settings-actions">
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'of-security', sheet: { kind: 'seat', policy, seat: null } })
          }}
        >
          {t('settings.policy.seats.add')}
        </Button>
        <Button
          variant="default"
          loading={review.isPending}
          onClick={() => {
            review.mutate(undefined)
          }}
        >
          {t('settings.policy.seats.review')}
        </Button>
      </div>
      {review.isError && <FailureNote failure={failureOf(review.error)} />}
    </>
  )
}
