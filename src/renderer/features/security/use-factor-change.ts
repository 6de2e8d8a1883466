import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Failure, Result } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'

/**
 * A change of the passkeys and key files from a sheet: closes it and says so when it was made.
 *
 * @param change answers false where the person cancelled, and fails where the passkey did
 */
export function useFactorChange(change: () => Promise<Result<boolean>>, done: string) {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [failure, setFailure] = useState<Failure | null>(null)
  const mutation = useMutation({
    gcTime: 0,
    mutationFn: change,
    onMutate: () => {
      setFailure(null)
    },
    onError: (error) => {
      setFailure(failureOf(error))
    },
    onSuccess: async (changed) => {
      if (!changed.ok) {
        setFailure(changed.error)
        return
      }
      if (!changed.value) return
      await cache.invalidateQueries({ queryKey: queries.vault.factors.key() })
      closeSheet()
      say(done)
    },
  })
  return {
    failure,
    isBusy: mutation.isPending,
    run: () => {
      mutation.mutate()
    },
  }
}
