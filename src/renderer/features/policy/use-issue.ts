import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Policy, PolicyRules, SeatDraft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'

/** The seats of a policy as the owner hands them back; the owner's own comes by itself. */
export function seatDrafts(policy: Policy | null): SeatDraft[] {
  const others = policy?.seats.filter(({ role }) => role !== 'owner') ?? []
  return others.map(({ id, name, role, key, revokedAt }) => ({
    ...{ id, name, role, key },
    isRevoked: revokedAt !== null,
  }))
}

/** Signs the version after `policy`, and closes the sheet that asked for it. */
export function useIssue(policy: Policy | null) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  // Numbers go on where this vault signed before and left the practice since.
  const state = useQuery(queries.policy.state.queryOptions())
  const basis = policy?.number ?? state.data?.basis ?? 0
  const mutation = useMutation(
    queries.policy.issue.mutationOptions({
      onSuccess: async () => {
        // Settings and routes are judged by it from now on.
        await cache.invalidateQueries({ queryKey: queries.key() })
        closeSheet()
        say(t('settings.policy.signed', { number: basis + 1 }))
      },
    }),
  )
  return {
    next: basis + 1,
    isBusy: mutation.isPending,
    failure: mutation.isError ? failureOf(mutation.error) : null,
    issue: (rules: PolicyRules, seats: SeatDraft[]) => {
      mutation.mutate({ basis, rules, seats })
    },
  }
}
