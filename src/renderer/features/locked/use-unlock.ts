import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'

/**
 * One way into the vault: runs it, keeps why it failed, and shows the unlocked life when it succeeds. A passkey that
 * is waited for is given up when the form goes.
 *
 * @param open fails where the passkey did, and throws what the engine answers
 */
export function useUnlock<Given>(open: (given: Given, signal: AbortSignal) => Promise<Result<unknown>>) {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const ending = useRef<AbortController | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => () => ending.current?.abort(), [])
  const mutation = useMutation({
    gcTime: 0,
    mutationFn: (given: Given) => {
      ending.current = new AbortController()
      return open(given, ending.current.signal)
    },
    onMutate: () => {
      setFailure(null)
    },
    onError: (error) => {
      setFailure(failureOf(error))
    },
    onSuccess: async (opened) => {
      if (opened.ok) await cache.invalidateQueries({ queryKey: queries.app.key() })
      else setFailure(opened.error)
    },
  })
  return { failure, isBusy: mutation.isPending, run: mutation.mutate }
}
