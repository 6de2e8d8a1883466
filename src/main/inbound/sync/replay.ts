import { z } from 'zod'
import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import {
  findMailbox,
  findMailboxByRole,
  finishServerAction,
  listServerActions,
  placeMessage,
  postponeServerAction,
  startServerAction,
  type ServerAction,
  type Store,
} from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'

export const flagChangeSchema = z.object({ add: z.array(z.string()), remove: z.array(z.string()) })
export const moveSchema = z.object({ to: z.number().int().positive() })

/**
 * Tells the server, in order, what was done here while it didn't listen. What it refuses for good is kept as failed,
 * and the next sync shows the server's truth. Errors: of the connection; the rest waits then.
 */
export async function replayActions(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<void>> {
  for (;;) {
    const [action] = listServerActions(store, accountId, 1)
    if (action === undefined) {
      return ok(undefined)
    }
    const started = store.transaction((tx) => ok(startServerAction(tx, action.id)))
    if (!started.ok) {
      return started
    }
    const done = await perform(session, action, store)
    if (!done.ok && isConnectionFailure(done.error.code)) {
      return done
    }
    const settled = store.transaction((tx) => {
      if (done.ok) {
        finishServerAction(tx, action.id)
      } else {
        postponeServerAction(tx, action.id, { state: 'failed', errorCode: done.error.code, notBefore: 0 })
      }
      return ok(undefined)
    })
    if (!settled.ok) {
      return settled
    }
  }
}

async function perform(session: ImapSession, action: ServerAction, store: Store): Promise<Result<void>> {
  const mailbox = action.mailboxId === null ? null : findMailbox(store, action.mailboxId)
  // The mailbox was renumbered, or the message came from here alone: nothing on the server to change.
  if (mailbox === null || action.uid === null) {
    return ok(undefined)
  }
  const opened = await session.open(mailbox.path)
  if (!opened.ok) {
    return opened
  }
  if (opened.value.uidValidity !== mailbox.uidValidity) {
    return ok(undefined)
  }
  const { uid } = action
  switch (action.kind) {
    case 'set-flags':
      return session.changeFlags([uid], flagChangeSchema.parse(action.payload))
    case 'move': {
      const to = findMailbox(store, moveSchema.parse(action.payload).to as MailboxId)
      if (to === null) {
        return fail('imap/mailbox-gone')
      }
      const moved = await session.move([uid], to.path)
      if (!moved.ok) {
        return moved
      }
      const newUid = moved.value.get(uid)
      const { messageId } = action
      return newUid === undefined || messageId === null
        ? ok(undefined)
        : store.transaction((tx) => ok(placeMessage(tx, messageId, { mailboxId: to.id, uid: newUid })))
    }
    case 'delete': {
      const trash = findMailboxByRole(store, action.accountId, 'trash')
      if (trash !== null && trash.id !== mailbox.id) {
        const moved = await session.move([uid], trash.path)
        return moved.ok ? ok(undefined) : moved
      }
      const expunged = await session.expunge([uid])
      return expunged.ok ? ok(undefined) : expunged
    }
    case 'append':
    case 'create-mailbox':
    case 'rename-mailbox':
    case 'delete-mailbox':
      return fail('imap/refused')
  }
}

export function isConnectionFailure(code: string): boolean {
  return /^(host|tls|login|oauth)\//.test(code)
}
