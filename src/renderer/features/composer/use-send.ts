import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenDraft } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { closeSheet, openSheet } from '../../app/sheets.ts'
import { formatAhead } from '../../i18n/format.ts'

type Sending = {
  readonly isSending: boolean
  /** `answered`: ids of the review's questions that the person has answered; `leavesAt`: when it is to leave. */
  readonly send: (answered: readonly string[], leavesAt?: string | null) => Promise<void>
}

/**
 * Asks the engine to scan, seal and hold. It goes to the hold, or comes back with what must be decided; then the
 * review opens by itself.
 */
export function useSend(draft: SeenDraft, flush: () => Promise<void>, stop: () => void): Sending {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()
  const [isSending, setIsSending] = useState(false)
  const send = useCallback(
    async (answered: readonly string[], leavesAt: string | null = null) => {
      setIsSending(true)
      try {
        await flush()
        const outcome = await client.drafts.send({ ...draft, answered: [...answered], leavesAt })
        if (outcome.kind === 'decide') {
          openSheet({ kind: 'review', draft, review: outcome.review, leavesAt })
          return
        }
        stop()
        closeSheet()
        go.closeDraft()
        if (leavesAt !== null) say(t('outbox.scheduled', { time: formatAhead(leavesAt) }))
        await cache.invalidateQueries({ queryKey: queries.outbox.key() })
        await cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
      } catch (error) {
        const failure = failureOf(error)
        if (failure.code === 'send/recovery-kit-first')
          openSheet({ kind: 'recovery-kit', isForSending: true })
        else {
          // What was asked is about another text.
          if (failure.code === 'draft/unseen-text') closeSheet()
          sayFailure(failure)
        }
      } finally {
        setIsSending(false)
      }
    },
    [cache, client, draft, flush, queries, stop, t],
  )
  return { isSending, send }
}
