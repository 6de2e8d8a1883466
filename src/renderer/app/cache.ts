import { QueryClient } from '@tanstack/react-query'

/**
 * The window's memory of what the engine answered. The engine says what has changed (events.ts), so nothing grows
 * stale by itself; the engine is on this computer, so being offline changes nothing either.
 */
export function createCache(): QueryClient {
  return new QueryClient({
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
