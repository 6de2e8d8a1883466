import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Draft, DraftContent, SeenDraft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { FailureError, failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { onLock } from '../../app/lock.ts'

/** How long typing must pause before the draft is stored. */
const autosaveMs = 800

export type SaveState = 'saved' | 'saving' | 'unsaved'

export type DraftEditing = {
  readonly content: DraftContent
  /** The draft, with the text that it was written on. */
  readonly seen: SeenDraft
  readonly saveState: SaveState
  readonly update: (change: Partial<DraftContent>) => void
  /**
   * Stores what isn't stored yet; resolves when the store has everything. Fails with `draft/written-elsewhere` when the
   * store has it as another draft: this one holds what came from another computer, which nobody here has seen.
   */
  readonly flush: () => Promise<void>
  /** Stops storing, because the draft is gone (sent or discarded). */
  readonly stop: () => void
}

/** The text being written and its autosave: one save at a time, the newest text always last. */
export function useDraftContent(draft: Draft): DraftEditing {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { id } = draft
  const [content, setContent] = useState(draft.content)
  const [takenRevision] = useState(draft.takenRevision)
  const seen = useMemo(() => ({ id, takenRevision }), [id, takenRevision])
  const [saveState, setSaveState] = useState<SaveState>('saved')
  const latest = useRef(draft.content)
  const stored = useRef(draft.content)
  // Where it is stored, and on which text it was begun: a later look at the draft changes neither.
  const target = useRef(seen)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const isStopped = useRef(false)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const saveLatest = async () => {
      const writing = latest.current
      if (isStopped.current) return
      if (writing !== stored.current) {
        setSaveState('saving')
        const row = await client.drafts.save({ ...target.current, content: writing })
        // Its row says what it holds now.
        cache.setQueryData(queries.drafts.list.queryKey(), (drafts) =>
          drafts?.map((one) => (one.id === row.id ? row : one)),
        )
        target.current = { id: row.id, takenRevision: row.takenRevision }
        stored.current = writing
        setSaveState(latest.current === writing ? 'saved' : 'unsaved')
      }
      if (target.current.id === id) return
      void cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
      throw new FailureError({ code: 'draft/written-elsewhere' })
    }
    const saved = queue.current.then(saveLatest)
    queue.current = saved.catch(() => {
      setSaveState('unsaved')
    })
    return saved
  }, [cache, client, id, queries])

  const update = useCallback(
    (change: Partial<DraftContent>) => {
      latest.current = { ...latest.current, ...change }
      setContent(latest.current)
      setSaveState('unsaved')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        flush().catch((error: unknown) => sayFailure(failureOf(error)))
      }, autosaveMs)
    },
    [flush],
  )

  const stop = useCallback(() => {
    isStopped.current = true
    clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    const forget = onLock(flush)
    return () => {
      forget()
      flush().catch((error: unknown) => {
        const failure = failureOf(error)
        // The practice was locked meanwhile: nothing can be stored, and nothing is to be said.
        if (failure.code !== 'vault/locked') sayFailure(failure)
      })
    }
  }, [flush])

  return { content, seen, saveState, update, flush, stop }
}
