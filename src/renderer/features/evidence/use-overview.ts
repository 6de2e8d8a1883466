import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { EvidenceOverview } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'

const freshMs = 5 * 60_000

/** What the practice can show at the moment: counted anew whenever the screen opens. */
export function useOverview(): UseQueryResult<EvidenceOverview> {
  const { queries } = useEngine()
  return useQuery(queries.evidence.overview.queryOptions({ staleTime: 0 }))
}

/** The number in the sidebar: what was counted last does for a few minutes. */
export function useOpenTaskCount(): number {
  const { queries } = useEngine()
  const options = queries.evidence.openCount.queryOptions({ staleTime: freshMs, refetchInterval: freshMs })
  return useQuery(options).data ?? 0
}
