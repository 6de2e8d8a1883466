import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { go, where } from '../../../app/places.ts'
import { openSheet } from '../../../app/sheets.ts'
import { offerUndo } from '../../../app/undo.ts'
import { insideOf, useMailboxes } from '../boxes.ts'

/** Leaves a mailbox before it goes, else it would seem to have gone by itself. */
function leave(going: readonly Mailbox[]): void {
  const { box } = where.get()
  if (box.kind === 'mailbox' && going.some(({ id }) => id === box.id)) go.toBox({ kind: 'inbox' })
}

/** Removing a mailbox: asked about where there is mail in it or another one, else at once with Undo. */
export function useMailboxRemoval() {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const mailboxes = useMailboxes()
  const refresh = () => cache.invalidateQueries({ queryKey: queries.mail.mailboxes.key() })
  const failed = (error: unknown) => {
    sayFailure(failureOf(error))
    void refresh()
  }

  const removeNow = async (mailbox: Mailbox) => {
    leave([mailbox, ...insideOf(mailbox, mailboxes)])
    await client.mail.removeMailbox({ id: mailbox.id })
    await refresh()
  }

  const remove = (mailbox: Mailbox) => {
    const { accountId, parentId, name, total } = mailbox
    if (total > 0 || insideOf(mailbox, mailboxes).length > 0) {
      openSheet({ kind: 'remove-mailbox', mailbox })
      return
    }
    removeNow(mailbox)
      .then(() => {
        offerUndo(t('mailboxes.removed', { name }), t('common.undo'), () => {
          client.mail.createMailbox({ accountId, parentId, name }).then(refresh).catch(failed)
        })
      })
      .catch(failed)
  }

  return { remove, removeNow }
}
