import { randomBytes } from 'node:crypto'
import type { AccountId, MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { mostNamed, type AuditTrail } from '../audit/index.ts'
import {
  addServerAction,
  cancelServerAction,
  findMailbox,
  findMessage,
  moveMessage,
  placeMessage,
  setFlags,
  type MailboxRow,
  type Store,
  type Tx,
} from '../store/index.ts'
import { undoLifetimeMs } from './limits.ts'
import { allowedMove, mailboxForRole, queueMove } from './queue-move.ts'

/** Where messages go by one key. */
export type MoveTarget =
  { readonly role: 'archive' | 'trash' | 'junk' | 'inbox' } | { readonly mailboxId: MailboxId }

export interface ActionsDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly onChanged: (mailboxIds: readonly MailboxId[]) => void
}

/** What a person does with messages: at once here, durably queued for the server, in one commit. */
export interface Actions {
  setFlags(ids: readonly MessageId[], flags: { isUnread?: boolean; isFlagged?: boolean }): Result<void>
  /**
   * Answers with a token for `undoMove`. Errors: `imap/mailbox-gone` when there is no such mailbox, `hold/held` where a
   * legal hold keeps one of them from Trash or Junk: none is moved then.
   */
  move(ids: readonly MessageId[], to: MoveTarget): Result<string>
  /** Error: `send/undo-too-late` when the token is too old. */
  undoMove(token: string): Result<void>
}

interface Moved {
  readonly id: MessageId
  /** Of the message, and of its twins there. */
  readonly actionIds: readonly number[]
  readonly from: MailboxId
  readonly uid: number | null
}

interface Undo {
  readonly moved: readonly Moved[]
  readonly until: number
}

export function createActions({ store, audit, clock, onChanged }: ActionsDeps): Actions {
  const undos = new Map<string, Undo>()
  const now = () => clock().getTime()

  function targetOf(tx: Tx, accountId: AccountId, to: MoveTarget): MailboxId | null {
    if ('role' in to) {
      return mailboxForRole(tx, accountId, to.role, now())
    }
    const mailbox = findMailbox(tx, to.mailboxId)
    return mailbox?.accountId === accountId ? mailbox.id : null
  }

  /** @returns whether it lies where it was again by this */
  function takeBack(tx: Tx, { id, actionIds, from, uid }: Moved): boolean {
    const message = findMessage(tx, id)
    // A hold that came since may have taken it back already; what was deleted for good since stays so.
    if (message === null || message.isDeleted || message.mailboxId === from) {
      return false
    }
    const [isCancelled] = actionIds.map((actionId) => cancelServerAction(tx, actionId))
    if (isCancelled !== true) {
      // The server was told already: it is told to move it back.
      const back = allowedMove(tx, message, from)
      if (back === null) {
        return false
      }
      queueMove(tx, back, now())
    } else if (uid === null) {
      moveMessage(tx, id, from)
    } else {
      placeMessage(tx, id, { mailboxId: from, uid })
    }
    return true
  }

  function remember(undo: Undo): string {
    for (const [token, { until }] of undos) {
      if (until < now()) {
        undos.delete(token)
      }
    }
    const token = randomBytes(12).toString('base64url')
    undos.set(token, undo)
    return token
  }

  return {
    setFlags: (ids, flags) => {
      const touched = new Set<MailboxId>()
      const change = changeOf(flags)
      const done = store.transaction((tx) => {
        for (const message of ids.map((id) => findMessage(tx, id)).filter((one) => one !== null)) {
          touched.add(message.mailboxId)
          setFlags(tx, message.id, {
            ...(flags.isUnread === undefined ? {} : { isSeen: !flags.isUnread }),
            ...(flags.isFlagged === undefined ? {} : { isFlagged: flags.isFlagged }),
          })
          addServerAction(tx, {
            accountId: message.accountId,
            kind: 'set-flags',
            mailboxId: message.mailboxId,
            uid: message.uid,
            messageId: message.id,
            payload: change,
            createdAt: now(),
          })
        }
        return ok(undefined)
      })
      onChanged([...touched])
      return done
    },

    move: (ids, to) => {
      const moved: Moved[] = []
      const touched = new Set<MailboxId>()
      const done = store.transaction((tx) => {
        for (const message of ids.map((id) => findMessage(tx, id)).filter((one) => one !== null)) {
          const target = targetOf(tx, message.accountId, to)
          if (target === null) {
            return fail('imap/mailbox-gone')
          }
          const { id, mailboxId: from, uid } = message
          if (target !== from) {
            const move = allowedMove(tx, message, target)
            if (move === null) {
              return fail('hold/held')
            }
            moved.push({ id, from, uid, actionIds: queueMove(tx, move, now()) })
            touched.add(from).add(target)
          }
        }
        const name = 'role' in to ? to.role : nameOfRole(findMailbox(tx, to.mailboxId))
        return recordMoved(tx, audit, moved, name)
      })
      if (!done.ok) {
        return done
      }
      onChanged([...touched])
      return ok(remember({ moved, until: now() + undoLifetimeMs }))
    },

    undoMove: (token) => {
      const undo = undos.get(token)
      undos.delete(token)
      if (undo === undefined || undo.until < now()) {
        return fail('send/undo-too-late')
      }
      const touched = new Set<MailboxId>()
      const done = store.transaction((tx) => {
        const back = undo.moved.filter((moved) => {
          touched.add(moved.from).add(findMessage(tx, moved.id)?.mailboxId ?? moved.from)
          return takeBack(tx, moved)
        })
        return recordMoved(tx, audit, back, 'back')
      })
      onChanged([...touched])
      return done
    },
  }
}

/** What the log calls it: never by the name that a person gave it. */
function nameOfRole(mailbox: MailboxRow | null): string {
  return mailbox === null || mailbox.role === 'other' ? 'another-mailbox' : mailbox.role
}

function changeOf(flags: { isUnread?: boolean; isFlagged?: boolean }): { add: string[]; remove: string[] } {
  const wanted: [string, boolean | undefined][] = [
    ['\\Seen', flags.isUnread === undefined ? undefined : !flags.isUnread],
    ['\\Flagged', flags.isFlagged],
  ]
  const named = (isSet: boolean) => wanted.filter(([, value]) => value === isSet).map(([flag]) => flag)
  return { add: named(true), remove: named(false) }
}

/** Names each message that was moved, in as few events as hold them. */
function recordMoved(tx: Tx, audit: AuditTrail, moved: readonly Moved[], to: string): Result<void> {
  const ids = moved.map(({ id }) => id)
  for (let start = 0; start < ids.length; start += mostNamed) {
    const messages = ids.slice(start, start + mostNamed)
    const recorded = audit.append(tx, { type: 'message.moved', count: messages.length, to, messages })
    if (!recorded.ok) {
      return recorded
    }
  }
  return ok(undefined)
}
