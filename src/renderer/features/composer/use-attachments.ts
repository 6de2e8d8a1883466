import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState, type DragEvent } from 'react'
import type { Draft } from '../../../shared/contract/index.ts'
import type { DraftId, FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

/** Attaching by dialog, by drop, and taking off again. Files go by handle; the window never sees a path. */
export function useAttachments(id: DraftId) {
  const { client, queries, registerFiles } = useEngine()
  const cache = useQueryClient()
  const [isOver, setIsOver] = useState(false)

  const take = useCallback(
    (changed: Promise<Draft>) => {
      changed
        .then((draft) => {
          // The text on screen is newer than the one that came along: only the files are taken over.
          cache.setQueryData<Draft>(queries.drafts.get.queryKey({ input: { id } }), (current) =>
            current === undefined ? draft : { ...current, attachments: draft.attachments },
          )
          void cache.invalidateQueries({ queryKey: queries.drafts.size.key() })
          // A file's name counts like what is written.
          void cache.invalidateQueries({ queryKey: queries.drafts.scan.key() })
        })
        .catch((error: unknown) => sayFailure(failureOf(error)))
    },
    [cache, id, queries],
  )
  const attach = useCallback(() => {
    take(client.drafts.attach({ id }))
  }, [client, id, take])
  const detach = useCallback(
    (attachmentId: number) => {
      take(client.drafts.detach({ id, attachmentId }))
    },
    [client, id, take],
  )
  const attachDropped = useCallback(
    (files: readonly File[]) => {
      const register = async () => {
        const registered = await registerFiles(files)
        return client.drafts.attach({ id, files: registered.map((file) => file.handle as FileHandle) })
      }
      if (files.length > 0) take(register())
    },
    [client, id, registerFiles, take],
  )

  const dropTarget = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as globalThis.Node | null)) setIsOver(false)
    },
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setIsOver(false)
      attachDropped([...event.dataTransfer.files])
    },
  }
  return { attach, detach, dropTarget, isOver }
}
