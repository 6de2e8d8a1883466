import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEngine } from '../../../app/engine.ts'

/** Tries a collector with a message that holds nothing of the log. */
export function useCollectorTest() {
  const { queries } = useEngine()
  const cache = useQueryClient()
  return useMutation(
    queries.collector.test.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: queries.collector.state.key() }),
    }),
  )
}
