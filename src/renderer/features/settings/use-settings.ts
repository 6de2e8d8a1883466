import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

/** The settings, and a way to change some of them; a change shows at once. */
export function useSettings() {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const settings = useQuery(queries.app.settings.queryOptions()).data
  const mutation = useMutation(
    queries.app.saveSettings.mutationOptions({
      onError: (error) => sayFailure(failureOf(error)),
      onSettled: () => cache.invalidateQueries({ queryKey: queries.app.settings.key() }),
    }),
  )
  const save = (change: Partial<Settings>) => {
    if (settings === undefined) return
    const next = { ...settings, ...change }
    cache.setQueryData(queries.app.settings.queryKey(), next)
    mutation.mutate(next)
  }
  return { settings, save }
}
