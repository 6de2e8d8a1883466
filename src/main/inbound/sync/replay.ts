import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { AccountId, MailboxId, MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import {
  findMailbox,
  findMessage,
  finishServerAction,
  listServerActions,
  locateServerActions,
  placeMessage,
  postponeServerAction,
  startServerAction,
  type MailboxRow,
  type ServerAction,
  type Store,
  type Tx,
} from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { actionsAtOnce, mostLooks } from '../limits.ts'
import { settleDeletion } from '../delete-for-good.ts'
import { isHeldDeletion } from '../held-mail.ts'
import { isAboutTheAction } from '../is-about-the-action.ts'
import { createPayload, renamePayload } from '../mailboxes/foresee.ts'
import { moveSchema, takeBack } from './take-back.ts'
import { createOnServer, removeFromServer, renameOnServer } from './replay-mailboxes.ts'

const flagChangeSchema = z.object({ add: z.array(z.string()), remove: z.array(z.string()) })

/** What came of telling the server. */
export interface Told {
  /** The rest waits until the mailboxes that are unsure were read anew. */
  readonly isLeft: boolean
  /** Mailboxes in which something may lie under a UID that isn't known here yet. */
  readonly unsure: ReadonlySet<MailboxId>
  /** The list of mailboxes here is another one now, or should be read anew. */
  readonly changedList: boolean
  /** Why the server refused what was done to a mailbox as a whole. */
  readonly refusals: readonly Failure[]
}

/**
 * Tells the server, in order, what was done here while it didn't listen; neighbours that say the same go in one
 * command. What it refuses for good is taken back here, and the server's word stands.
 * Errors: of the connection; the rest waits then.
 */
export async function replayActions(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<Told>> {
  const unsure = new Set<MailboxId>()
  const refusals: Failure[] = []
  let changedList = false
  for (;;) {
    const group = headGroup(listServerActions(store, accountId, actionsAtOnce))
    const [first] = group
    if (first === undefined) {
      return ok({ isLeft: false, unsure, changedList, refusals })
    }
    const started = store.transaction((tx) => ok(startUnheld(tx, group, unsure)))
    if (!started.ok) {
      return started
    }
    if (!started.value) {
      changedList ||= isOfMailboxes(first.kind)
      continue
    }
    const done = await perform(session, group, first, store, unsure)
    if (done === 'later') {
      return ok({ isLeft: true, unsure, changedList, refusals })
    }
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
    if (isOfMailboxes(first.kind)) {
      changedList = true
      // Many hosts say no and not why; the words of a plain refusal are those of messages.
      const isPlain = !done.ok && done.error.code === 'imap/refused'
      refusals.push(...(done.ok ? [] : [isPlain ? { code: 'imap/cannot' as const } : done.error]))
    }
  }
}

/**
 * An interrupted run may have told the server of what a hold keeps now: it isn't told again, and what came of it is
 * looked at where it may lie. @returns false: some were taken back, and nothing was started
 */
function startUnheld(tx: Tx, group: readonly ServerAction[], unsure: Set<MailboxId>): boolean {
  const held = group.filter((action) => isHeldDeletion(tx, action))
  for (const action of held) {
    finishServerAction(tx, action.id)
    takeBack(tx, action)
    const to = action.kind === 'move' ? (moveSchema.parse(action.payload).to as MailboxId) : null
    for (const mailboxId of [action.mailboxId, to].filter((id) => id !== null)) {
      unsure.add(mailboxId)
    }
  }
  if (held.length > 0) {
    return false
  }
  group.forEach(({ id }) => {
    startServerAction(tx, id)
  })
  return true
}

function isOfMailboxes(kind: ServerAction['kind']): boolean {
  return kind === 'create-mailbox' || kind === 'rename-mailbox' || kind === 'delete-mailbox'
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
): Promise<Result<void> | 'later'> {
  const mailbox = mailboxId === null ? null : findMailbox(store, mailboxId)
  if (mailbox === null) {
    return ok(undefined)
  }
  switch (kind) {
    case 'set-flags': {
      const located = await locate(session, group, mailbox, store)
      if (!located.ok) {
        return located
      }
      if (isAnyUnplaced(group, located.value, mailbox, store)) {
        unsure.add(mailbox.id)
        return 'later'
      }
      return session.changeFlags([...located.value.keys()], flagChangeSchema.parse(payload))
    }
    case 'move': {
      const to = findMailbox(store, moveSchema.parse(payload).to as MailboxId)
      return to === null ? fail('imap/mailbox-gone') : moveAll(session, group, mailbox, to, store, unsure)
    }
    case 'delete':
      return deleteAll(session, group, mailbox, store, unsure)
    case 'create-mailbox':
      return createOnServer(session, mailbox, createPayload.parse(payload).path, store)
    case 'rename-mailbox':
      return renameOnServer(session, mailbox, renamePayload.parse(payload).name, store)
    case 'delete-mailbox':
      return removeFromServer(session, mailbox, store, unsure)
    case 'append':
      return fail('imap/refused')
  }
}

/**
 * Whether one was moved here, the answer to that was lost, and no Message-ID tells it from others: the sync of this
 * mailbox finds it.
 */
function isAnyUnplaced(
  group: readonly ServerAction[],
  located: ReadonlyMap<number, MessageId | null>,
  mailbox: MailboxRow,
  store: Store,
): boolean {
  const found = new Set(located.values())
  return group.some(
    ({ uid, messageId, attempts }) =>
      uid === null &&
      attempts < mostLooks &&
      messageId !== null &&
      !found.has(messageId) &&
      findMessage(store, messageId)?.mailboxId === mailbox.id,
  )
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
    const placed = messageId === null ? null : findMessage(store, messageId)
    if (placed?.mailboxId === mailbox.id && placed.uid !== null && isNumbered) {
      located.set(placed.uid, messageId)
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

/**
 * Removes messages for good. Where the host can't remove single ones they are marked as deleted and stay out of sight:
 * EXPUNGE would take what other programs have marked, too. One that isn't found is shown again, as the host has it.
 */
async function deleteAll(
  session: ImapSession,
  group: readonly ServerAction[],
  mailbox: MailboxRow,
  store: Store,
  unsure: Set<MailboxId>,
): Promise<Result<void> | 'later'> {
  const located = await locate(session, group, mailbox, store)
  if (!located.ok) {
    return located
  }
  if (isAnyUnplaced(group, located.value, mailbox, store)) {
    unsure.add(mailbox.id)
    return 'later'
  }
  const removed = await session.expunge([...located.value.keys()], 'deleted-mail')
  if (!removed.ok) {
    return removed
  }
  const { expunged } = removed.value
  const found = new Set(located.value.values())
  return store.transaction((tx) => {
    for (const action of group) {
      if (action.messageId !== null && !found.has(action.messageId)) {
        takeBack(tx, action)
        unsure.add(mailbox.id)
      } else if (action.messageId !== null && expunged) {
        settleDeletion(tx, action.messageId)
      }
    }
    return ok(undefined)
  })
}
