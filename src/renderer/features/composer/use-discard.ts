import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'

/** Throws the draft away and says so. */
export function useDiscard(id: DraftId, stop: () => void): () => void {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()
  return useCallback(() => {
    stop()
    client.drafts
      .discard({ id })
      .then(() => {
        go.closeDraft()
        say(t('composer.discarded'))
        return cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
      })
      .catch((error: unknown) => sayFailure(failureOf(error)))
  }, [cache, client, id, queries, stop, t])
}
