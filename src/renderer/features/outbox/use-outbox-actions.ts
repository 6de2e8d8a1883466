import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId, LogicalMessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'

/** What can be asked about a message on its way. */
export function useOutboxActions() {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()
  return useMemo(() => {
    const finish = (work: Promise<unknown>) => {
      work
        .catch((error: unknown) => sayFailure(failureOf(error)))
        .finally(() => {
          void cache.invalidateQueries({ queryKey: queries.outbox.key() })
          void cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
        })
    }
    return {
      undo: (logicalId: LogicalMessageId) => {
        finish(
          client.outbox.undo({ logicalId }).then(({ draftId }) => {
            go.toDraft(draftId)
            say(t('outbox.undone'))
          }),
        )
      },
      sendNow: (logicalId: LogicalMessageId) => {
        finish(client.outbox.sendNow({ logicalId }))
      },
      schedule: (logicalId: LogicalMessageId, leavesAt: string) => {
        finish(client.outbox.schedule({ logicalId, leavesAt }))
      },
      resolve: (logicalId: LogicalMessageId, answer: 'send-again' | 'it-left') => {
        finish(client.outbox.resolveUnknown({ logicalId, answer }))
      },
      backToDraft: (logicalId: LogicalMessageId) => {
        finish(
          client.outbox.backToDraft({ logicalId }).then(({ draftId }) => {
            go.toDraft(draftId)
          }),
        )
      },
      writeAgain: (logicalId: LogicalMessageId) => {
        finish(
          client.outbox.writeAgain({ logicalId }).then(({ draftId }) => {
            go.toDraft(draftId)
          }),
        )
      },
      sendWithoutTls: (logicalId: LogicalMessageId) => {
        finish(client.outbox.sendWithoutTls({ logicalId }).then(() => say(t('outbox.sentWithoutTls'))))
      },
      sendOtherForm: (logicalId: LogicalMessageId, contactId: ContactId) => {
        finish(
          client.outbox.sendOtherForm({ logicalId, contactId }).then(() => say(t('outbox.otherFormSent'))),
        )
      },
    }
  }, [cache, client, queries, t])
}
