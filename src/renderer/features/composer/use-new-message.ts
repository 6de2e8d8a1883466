import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, MailAddress } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'

function useOpenDraft(): (made: Promise<Draft>) => void {
  const { queries } = useEngine()
  const cache = useQueryClient()
  return useCallback(
    (made) => {
      made
        .then((draft) => {
          // The composer asks for the draft itself: a copy kept from here would be found again, without what was
          // written since, when the draft is opened the next time.
          void cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
          go.toDraft(draft.id)
        })
        .catch((error: unknown) => sayFailure(failureOf(error)))
    },
    [cache, queries],
  )
}

/** Begins a message and opens it in the composer. */
export function useNewMessage(): (start: { to?: MailAddress[]; subject?: string }) => void {
  const { client } = useEngine()
  const open = useOpenDraft()
  return useCallback(
    (start) => {
      open(client.drafts.create({ kind: 'new', ...start }))
    },
    [client, open],
  )
}

/** Begins a letter that carries the head of the activity log, in the words of the window. */
export function useHeadLetter(): () => void {
  const { t } = useTranslation()
  const { client } = useEngine()
  const open = useOpenDraft()
  return useCallback(() => {
    const words = { subject: t('settings.log.head.subject'), text: t('settings.log.head.letter') }
    open(client.audit.writeHeadLetter(words))
  }, [client, open, t])
}

/** Begins an answer to a message, forwards it, or goes on with what was left in Drafts; the engine quotes it. */
export function useAnswer(): (
  kind: 'answer' | 'answer-all' | 'forward' | 'continue',
  messageId: MessageId,
) => void {
  const { client } = useEngine()
  const open = useOpenDraft()
  return useCallback(
    (kind, messageId) => {
      open(client.drafts.create({ kind, messageId }))
    },
    [client, open],
  )
}
