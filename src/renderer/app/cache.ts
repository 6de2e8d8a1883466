import { QueryCache, QueryClient } from '@tanstack/react-query'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'

/** For a query whose screen has no place for its failure: the failure becomes a line at the foot. */
export const toldAtFoot = { isToldAtFoot: true } as const

/**
 * The window's memory of what the engine answered. The engine says what has changed (events.ts), so nothing grows
 * stale by itself; the engine is on this computer, so being offline changes nothing either.
 */
export function createCache(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.meta?.['isToldAtFoot'] === true) sayFailure(failureOf(error))
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
