import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Draft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { useStore } from '../../app/store.ts'
import { discarded } from './discarded.ts'

/** The drafts as lists show them, without those that were just thrown away. */
export function useDrafts(): UseQueryResult<Draft[]> {
  const { queries } = useEngine()
  const hidden = useStore(discarded)
  return useQuery({
    ...queries.drafts.list.queryOptions(),
    select: (drafts) => drafts.filter(({ id }) => !hidden.includes(id)),
  })
}
