import { z } from 'zod'
import {
  findMessage,
  forgetModseq,
  moveMessage,
  placeMessage,
  setFlags,
  type ServerAction,
  type Tx,
} from '../../store/index.ts'

/** Where a message was moved to: what a `move` that waits holds. */
export const moveSchema = z.object({ to: z.number().int().positive() })

/** The server won't, or isn't to be told: what was done here ahead of it is undone. */
export function takeBack(tx: Tx, { kind, mailboxId, uid, messageId, payload }: ServerAction): void {
  if (mailboxId === null) {
    return
  }
  if (kind === 'set-flags') {
    forgetModseq(tx, mailboxId)
  }
  const message = messageId === null ? null : findMessage(tx, messageId)
  if (kind === 'delete' && message !== null) {
    setFlags(tx, message.id, { isDeleted: false })
  }
  const isMoved = kind === 'move' && message?.mailboxId === moveSchema.parse(payload).to
  if (isMoved && message.uid === null) {
    if (uid === null) {
      moveMessage(tx, message.id, mailboxId)
    } else {
      placeMessage(tx, message.id, { mailboxId, uid })
    }
  }
}
