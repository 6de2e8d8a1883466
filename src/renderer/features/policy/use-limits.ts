import { useQuery } from '@tanstack/react-query'
import type { PolicyLimits } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'

/** What the practice's policy leaves to this vault; null where there is none. */
export function useLimits(): PolicyLimits | null {
  const { queries } = useEngine()
  return useQuery(queries.policy.limits.queryOptions()).data ?? null
}
