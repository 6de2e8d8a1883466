import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useEngine } from './engine.ts'
import { enterPhase } from './events.ts'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'
import { openSheet } from './sheets.ts'

type Flush = () => Promise<void>

/** What must be stored before the keys are gone: the text that autosave hasn't taken yet. */
const beforeLock = new Set<Flush>()

/** Registers work to finish before a lock that the person asks for; answers how to take it back. */
export function onLock(flush: Flush): () => void {
  beforeLock.add(flush)
  return () => beforeLock.delete(flush)
}

/** Stores what is being written, locks the engine and empties the window. */
export function useLockNow(): () => void {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  return useCallback(() => {
    const lock = async () => {
      await Promise.allSettled([...beforeLock].map((flush) => flush()))
      await client.vault.lock()
      enterPhase('locked', cache, queries)
    }
    lock().catch((error: unknown) => sayFailure(failureOf(error)))
  }, [cache, client, queries])
}

/** As `useLockNow`; with a message in the hold it asks first whether that should leave. */
export function useLock(): () => void {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const lockNow = useLockNow()
  return useCallback(() => {
    const outbox = cache.getQueryData(queries.outbox.list.queryKey()) ?? []
    if (outbox.some(({ hold }) => hold === 'undo')) openSheet({ kind: 'leaving', before: 'lock' })
    else lockNow()
  }, [cache, lockNow, queries])
}
