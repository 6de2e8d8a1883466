import { partialMatchKey, type Query, type QueryClient } from '@tanstack/react-query'
import type { Engine } from './engine.ts'

/** May be asked for anew: a message that was opened isn't opened again, as each opening is recorded. */
export function couldNotOpen({ state }: Query): boolean {
  return state.status === 'error'
}

/** Asks again for everything on the screen, after a change that may concern any of it. */
export function askAllAgain(cache: QueryClient, queries: Engine['queries']): Promise<void> {
  const opened = queries.mail.open.key()
  return cache.invalidateQueries({
    queryKey: queries.key(),
    predicate: (query) => !partialMatchKey(query.queryKey, opened) || couldNotOpen(query),
  })
}
