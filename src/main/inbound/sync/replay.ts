import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import {
  findMailbox,
  findMessage,
  finishServerAction,
  forgetModseq,
  listServerActions,
  locateServerActions,
  moveMessage,
  placeMessage,
  postponeServerAction,
  startServerAction,
  type MailboxRow,
  type ServerAction,
  type Store,
  type Tx,
} from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { actionsAtOnce } from '../limits.ts'

const flagChangeSchema = z.object({ add: z.array(z.string()), remove: z.array(z.string()) })
const moveSchema = z.object({ to: z.number().int().positive() })
const createSchema = z.object({ path: z.string().min(1) })

/**
 * Tells the server, in order, what was done here while it didn't listen; neighbours that say the same go in one
 * command. What it refuses for good is taken back here, and the server's word stands.
 * Errors: of the connection; the rest waits then.
 * @returns the mailboxes in which something may lie under a UID that isn't known here yet
 */
export async function replayActions(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<ReadonlySet<MailboxId>>> {
  const unsure = new Set<MailboxId>()
  for (;;) {
    const group = headGroup(listServerActions(store, accountId, actionsAtOnce))
    const [first] = group
    if (first === undefined) {
      return ok(unsure)
    }
    const started = store.transaction((tx) => {
      group.forEach(({ id }) => {
        startServerAction(tx, id)
      })
      return ok(undefined)
    })
    if (!started.ok) {
      return started
    }
    const done = await perform(session, group, first, store, unsure)
    if (!done.ok && !isAboutTheAction(done.error.code)) {
      return done
    }
    const settled = store.transaction((tx) => {
      for (const action of group) {
        if (done.ok) {
          finishServerAction(tx, action.id)
        } else {
          postponeServerAction(tx, action.id, { state: 'failed', errorCode: done.error.code, notBefore: 0 })
          takeBack(tx, action)
        }
      }
      return ok(undefined)
    })
    if (!settled.ok) {
      return settled
    }
  }
}

/** The first action, and those right behind it that say the same of other messages of its mailbox. */
function headGroup(actions: readonly ServerAction[]): readonly ServerAction[] {
  const [first] = actions
  const end = actions.findIndex(
    (action) =>
      action.kind !== first?.kind ||
      action.mailboxId !== first.mailboxId ||
      !isDeepStrictEqual(action.payload, first.payload),
  )
  return end === -1 ? actions : actions.slice(0, end)
}

async function perform(
  session: ImapSession,
  group: readonly ServerAction[],
  { kind, mailboxId, payload }: ServerAction,
  store: Store,
  unsure: Set<MailboxId>,
): Promise<Result<void>> {
  const mailbox = mailboxId === null ? null : findMailbox(store, mailboxId)
  if (mailbox === null) {
    return ok(undefined)
  }
  switch (kind) {
    case 'set-flags': {
      const located = await locate(session, group, mailbox, store)
      return located.ok
        ? session.changeFlags([...located.value.keys()], flagChangeSchema.parse(payload))
        : located
    }
    case 'move': {
      const to = findMailbox(store, moveSchema.parse(payload).to as MailboxId)
      return to === null ? fail('imap/mailbox-gone') : moveAll(session, group, mailbox, to, store, unsure)
    }
    case 'create-mailbox':
      return createMailbox(session, createSchema.parse(payload).path)
    case 'delete':
    case 'append':
    case 'rename-mailbox':
    case 'delete-mailbox':
      return fail('imap/refused')
  }
}

/** Opens the mailbox and finds each message of the group there, by UID or (renumbered, moved here) by Message-ID. */
async function locate(
  session: ImapSession,
  group: readonly ServerAction[],
  mailbox: MailboxRow,
  store: Store,
): Promise<Result<Map<number, MessageId | null>>> {
  const opened = await session.open(mailbox.path)
  if (!opened.ok) {
    return opened
  }
  const isNumbered = opened.value.uidValidity === mailbox.uidValidity
  const located = new Map<number, MessageId | null>()
  for (const { uid, messageId } of group) {
    if (uid !== null && isNumbered) {
      located.set(uid, messageId)
      continue
    }
    const found = messageId === null ? ok(null) : await findByMessageId(session, messageId, store)
    if (!found.ok) {
      return found
    }
    if (found.value !== null) {
      located.set(found.value, messageId)
    }
  }
  return ok(located)
}

/** In the open mailbox. Null when it isn't there, or when several say that they are it. */
async function findByMessageId(
  session: ImapSession,
  id: MessageId,
  store: Store,
): Promise<Result<number | null>> {
  const messageId = findMessage(store, id)?.messageId ?? null
  if (messageId === null) {
    return ok(null)
  }
  const found = await session.findMessageId(`<${messageId}>`)
  if (!found.ok) {
    return found
  }
  const [uid, ...others] = found.value
  return ok(uid === undefined || others.length > 0 ? null : uid)
}

async function moveAll(
  session: ImapSession,
  group: readonly ServerAction[],
  from: MailboxRow,
  to: MailboxRow,
  store: Store,
  unsure: Set<MailboxId>,
): Promise<Result<void>> {
  const located = await locate(session, group, from, store)
  if (!located.ok) {
    return located
  }
  const moved = await session.move([...located.value.keys()], to.path)
  if (!moved.ok) {
    return moved
  }
  const places = new Map<MessageId, number>()
  for (const [uid, messageId] of located.value) {
    const newUid = moved.value.get(uid)
    if (messageId !== null && newUid !== undefined) {
      places.set(messageId, newUid)
    }
  }
  // The server didn't tell (no UIDPLUS), or an interrupted run had moved it already.
  const untold = group.flatMap(({ messageId }) =>
    messageId === null || places.has(messageId) ? [] : [messageId],
  )
  if (untold.length > 0) {
    unsure.add(to.id)
    const opened = await session.open(to.path)
    if (!opened.ok) {
      return opened
    }
    for (const messageId of untold) {
      const found = await findByMessageId(session, messageId, store)
      if (!found.ok) {
        return found
      }
      if (found.value !== null) {
        places.set(messageId, found.value)
      }
    }
  }
  return store.transaction((tx) => {
    for (const [messageId, uid] of places) {
      // It may have been moved on from there meanwhile: then only the next action needs to know.
      if (findMessage(tx, messageId)?.mailboxId === to.id) {
        placeMessage(tx, messageId, { mailboxId: to.id, uid })
      }
      locateServerActions(tx, messageId, { mailboxId: to.id, uid })
    }
    return ok(undefined)
  })
}

async function createMailbox(session: ImapSession, path: string): Promise<Result<void>> {
  const created = await session.createMailbox(path)
  if (created.ok || !isAboutTheAction(created.error.code)) {
    return created
  }
  // Somebody else was quicker.
  const status = await session.status(path)
  return status.ok ? ok(undefined) : created
}

/** The server won't: what was done here ahead of it is undone. */
function takeBack(tx: Tx, { kind, mailboxId, uid, messageId, payload }: ServerAction): void {
  if (mailboxId === null) {
    return
  }
  if (kind === 'set-flags') {
    forgetModseq(tx, mailboxId)
  }
  const message = messageId === null ? null : findMessage(tx, messageId)
  const isMoved = kind === 'move' && message?.mailboxId === moveSchema.parse(payload).to
  if (isMoved && message.uid === null) {
    if (uid === null) {
      moveMessage(tx, message.id, mailboxId)
    } else {
      placeMessage(tx, message.id, { mailboxId, uid })
    }
  }
}

/** As against the connection or the store, after which the same action may still succeed. */
export function isAboutTheAction(code: string): boolean {
  return code.startsWith('imap/')
}
