import { useEffect } from 'react'
import { sayFailure } from '../../app/lines.ts'
import { go, where } from '../../app/places.ts'
import { useStore } from '../../app/store.ts'
import { useMailboxes } from './boxes.ts'

/** Leaves a mailbox that was deleted at the host while it was shown, and says so. A letter being written stays. */
export function useGoneMailbox(): void {
  const { box, draftId } = useStore(where)
  const mailboxes = useMailboxes()
  const isGone =
    box.kind === 'mailbox' && mailboxes.length > 0 && !mailboxes.some((mailbox) => mailbox.id === box.id)
  useEffect(() => {
    if (!isGone) return
    go.toBox({ kind: 'inbox' })
    if (draftId !== null) go.toDraft(draftId)
    sayFailure({ code: 'imap/mailbox-gone' })
  }, [draftId, isGone])
}
