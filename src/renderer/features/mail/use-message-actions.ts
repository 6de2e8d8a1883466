import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { go, where } from '../../app/places.ts'
import { offerUndo } from '../../app/undo.ts'
import { listOrder, neighbourOf } from './list-order.ts'
import { dropRows, forgetOpened, patchFlags } from './message-cache.ts'

type Role = 'archive' | 'trash' | 'junk' | 'inbox'

const doneText = { archive: 'archived', trash: 'deleted', junk: 'junked', inbox: 'moved' } as const

/** Of the newest move, to be withdrawn where its message goes for good. */
let undoOfMove: { readonly id: MessageId; readonly withdraw: () => void } | null = null

/** What can be done to a message from list and reader: shown at once, then asked of the engine. */
export function useMessageActions() {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()

  const refresh = useCallback(() => {
    void cache.invalidateQueries({ queryKey: queries.mail.list.key() })
    void cache.invalidateQueries({ queryKey: queries.mail.mailboxes.key() })
  }, [cache, queries])

  const failed = useCallback(
    (error: unknown) => {
      sayFailure(failureOf(error))
      refresh()
    },
    [refresh],
  )

  const move = useCallback(
    (id: MessageId, target: Role | Mailbox) => {
      if (where.get().messageId === id) go.toMessage(neighbourOf(listOrder.get(), id))
      dropRows(cache, queries, [id])
      const run = async () => {
        const isRole = typeof target === 'string'
        const to = isRole ? { role: target } : { mailboxId: target.id }
        const { undoToken } = await client.mail.move({ ids: [id], to })
        forgetOpened(cache, queries, id)
        refresh()
        const done = isRole
          ? t(`mail.done.${doneText[target]}`)
          : t('mail.done.movedTo', { name: target.name })
        const withdraw = offerUndo(done, t('common.undo'), () => {
          client.mail
            .undoMove({ undoToken })
            .then(() => {
              refresh()
              go.toMessage(id)
            })
            .catch(failed)
        })
        undoOfMove = { id, withdraw }
      }
      run().catch(failed)
    },
    [cache, client, failed, queries, refresh, t],
  )

  const setFlags = useCallback(
    (id: MessageId, flags: { isUnread?: boolean; isFlagged?: boolean }) => {
      patchFlags(cache, queries, [id], flags)
      client.mail.setFlags({ ids: [id], ...flags }).catch(failed)
    },
    [cache, client, failed, queries],
  )

  /** Rejects where it isn't done: who asked shows why. */
  const deleteForGood = useCallback(
    async (id: MessageId) => {
      await client.mail.deleteForGood({ ids: [id] })
      if (undoOfMove?.id === id) undoOfMove.withdraw()
      if (where.get().messageId === id) go.toMessage(neighbourOf(listOrder.get(), id))
      dropRows(cache, queries, [id])
      refresh()
    },
    [cache, client, queries, refresh],
  )

  return useMemo(() => ({ move, setFlags, deleteForGood }), [move, setFlags, deleteForGood])
}
