import { useQuery } from '@tanstack/react-query'
import type { ActivityReview } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'

const freshMs = 5 * 60_000

/** What happened since the last review; while nobody looks at it, asked again every few minutes and not at each event. */
export function useReview(): ActivityReview | undefined {
  const { queries } = useEngine()
  return useQuery(queries.audit.review.queryOptions({ staleTime: freshMs, refetchInterval: freshMs })).data
}
