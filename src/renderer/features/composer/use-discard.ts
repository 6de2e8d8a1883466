import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenDraft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { onLock } from '../../app/lock.ts'
import { go } from '../../app/places.ts'
import { offerUndo, undoReachMs } from '../../app/undo.ts'
import { discarded, hideDraft, unhideDraft } from './discarded.ts'

/** Throws the draft away: off the lists at once, out of the store when Undo is over or the person locks. */
export function useDiscard(draft: SeenDraft, flush: () => Promise<void>, stop: () => void): () => void {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()
  return useCallback(() => {
    const { id } = draft
    const leave = () => {
      // Pressed twice while the last words were stored.
      if (discarded.get().includes(id)) return
      stop()
      hideDraft(id)
      go.closeDraft()
      const remove = async () => {
        settle()
        try {
          await client.drafts.discard(draft)
          await cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
        } catch (error) {
          const failure = failureOf(error)
          // The practice was locked meanwhile: the draft stays.
          if (failure.code !== 'vault/locked') sayFailure(failure)
        } finally {
          unhideDraft(id)
        }
      }
      const timer = setTimeout(() => void remove(), undoReachMs)
      const forget = onLock(remove)
      const settle = () => {
        clearTimeout(timer)
        forget()
      }
      offerUndo(t('composer.discarded'), t('outbox.undo'), () => {
        settle()
        unhideDraft(id)
        go.toDraft(id)
      })
    }
    // What autosave hasn't taken yet comes back with Undo; where it can't be stored, the rest does.
    flush().then(leave, (error: unknown) => {
      const failure = failureOf(error)
      // What would be thrown away is a text that nobody here has seen.
      if (failure.code === 'draft/written-elsewhere') sayFailure(failure)
      else leave()
    })
  }, [cache, client, draft, flush, queries, stop, t])
}
