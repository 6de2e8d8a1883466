import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import type { Failure } from '../../../../shared/result.ts'

type MessageFetch = {
  readonly isIdle: boolean
  readonly isPending: boolean
  /** Null also where somebody stopped it. */
  readonly failure: Failure | null
  readonly start: () => void
  readonly stop: () => void
}

/** Fetches a message, or as much of it as its text takes, and shows what came. Going elsewhere ends that. */
export function useFetch(id: MessageId, part: 'text' | 'whole'): MessageFetch {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { mutate, isIdle, isPending, error } = useMutation(
    queries.mail.fetch.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.mail.open.key({ input: { id } }) }),
    }),
  )
  const start = useCallback(() => {
    mutate({ id, part })
  }, [id, mutate, part])
  const stop = useCallback(() => {
    // Nothing to end where none runs, and nobody to tell where the vault was locked meanwhile.
    client.mail.stopFetch({ id }).catch(() => undefined)
  }, [client, id])
  useEffect(() => stop, [stop])
  const failure = error === null ? null : failureOf(error)
  return {
    isIdle,
    isPending,
    failure: failure?.code === 'message/fetch-stopped' ? null : failure,
    start,
    stop,
  }
}
