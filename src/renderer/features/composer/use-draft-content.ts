import { useCallback, useEffect, useRef, useState } from 'react'
import type { Draft, DraftContent } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { onLock } from '../../app/lock.ts'

/** How long typing must pause before the draft is stored. */
const autosaveMs = 800

export type SaveState = 'saved' | 'saving' | 'unsaved'

export type DraftEditing = {
  readonly content: DraftContent
  readonly saveState: SaveState
  readonly update: (change: Partial<DraftContent>) => void
  /** Stores what isn't stored yet; resolves when the store has everything. */
  readonly flush: () => Promise<void>
  /** Stops storing, because the draft is gone (sent or discarded). */
  readonly stop: () => void
}

/** The text being written and its autosave: one save at a time, the newest text always last. */
export function useDraftContent(draft: Draft): DraftEditing {
  const { client } = useEngine()
  const { id } = draft
  const [content, setContent] = useState(draft.content)
  const [saveState, setSaveState] = useState<SaveState>('saved')
  const latest = useRef(draft.content)
  const stored = useRef(draft.content)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const isStopped = useRef(false)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const saveLatest = async () => {
      const writing = latest.current
      if (writing === stored.current || isStopped.current) return
      setSaveState('saving')
      await client.drafts.save({ id, content: writing })
      stored.current = writing
      setSaveState(latest.current === writing ? 'saved' : 'unsaved')
    }
    const saved = queue.current.then(saveLatest)
    queue.current = saved.catch(() => {
      setSaveState('unsaved')
    })
    return saved
  }, [client, id])

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

  return { content, saveState, update, flush, stop }
}
