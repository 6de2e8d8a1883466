import { randomBytes } from 'node:crypto'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  addServerAction,
  cancelServerActions,
  findMailbox,
  findMailboxByRole,
  findMessage,
  moveMessage,
  placeMessage,
  setFlags,
  type MessageRecord,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { MoveTarget } from './inbound.ts'
import { undoLifetimeMs } from './limits.ts'

export interface ActionsDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly onChanged: (mailboxIds: readonly MailboxId[]) => void
}

/** What a person does with messages: at once here, durably queued for the server, in one commit. */
export interface Actions {
  setFlags(ids: readonly MessageId[], flags: { isUnread?: boolean; isFlagged?: boolean }): Result<void>
  /** Answers with a token for `undoMove`. Errors: `imap/mailbox-gone` when there is no such mailbox. */
  move(ids: readonly MessageId[], to: MoveTarget): Result<string>
  /** Error: `send/undo-too-late` when the token is too old. */
  undoMove(token: string): Result<void>
}

interface Moved {
  readonly id: MessageId
  readonly from: MailboxId
  readonly uid: number | null
}

export function createActions({ store, audit, clock, onChanged }: ActionsDeps): Actions {
  const undos = new Map<string, { moved: readonly Moved[]; to: MailboxId; until: number }>()
  const now = () => clock().getTime()

  function targetOf(message: MessageRecord, to: MoveTarget): MailboxId | null {
    const target =
      'mailboxId' in to
        ? findMailbox(store, to.mailboxId)
        : findMailboxByRole(store, message.accountId, to.role)
    return target?.id ?? null
  }

  function queueMove(tx: Tx, message: MessageRecord, to: MailboxId): void {
    moveMessage(tx, message.id, to)
    addServerAction(tx, {
      accountId: message.accountId,
      kind: 'move',
      mailboxId: message.mailboxId,
      uid: message.uid,
      messageId: message.id,
      payload: { to },
      createdAt: now(),
    })
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
      let target: MailboxId | null = null
      const done = store.transaction((tx) => {
        for (const message of ids.map((id) => findMessage(tx, id)).filter((one) => one !== null)) {
          target = targetOf(message, to)
          if (target === null) {
            return fail('imap/mailbox-gone')
          }
          if (target !== message.mailboxId) {
            moved.push({ id: message.id, from: message.mailboxId, uid: message.uid })
            touched.add(message.mailboxId).add(target)
            queueMove(tx, message, target)
          }
        }
        const name = 'role' in to ? to.role : (findMailbox(tx, to.mailboxId)?.role ?? 'other')
        return audit.append(tx, { type: 'message.moved', count: moved.length, to: name })
      })
      if (!done.ok) {
        return done
      }
      const token = randomBytes(12).toString('base64url')
      if (target !== null) {
        undos.set(token, { moved, to: target, until: now() + undoLifetimeMs })
      }
      onChanged([...touched])
      return ok(token)
    },

    undoMove: (token) => {
      const undo = undos.get(token)
      undos.delete(token)
      if (undo === undefined || undo.until < now()) {
        return fail('send/undo-too-late')
      }
      const done = store.transaction((tx) => {
        for (const { id, from, uid } of undo.moved) {
          const message = findMessage(tx, id)
          if (message === null) {
            continue
          }
          // Not told to the server yet: it never happened. Told already: it is moved back there too.
          if (cancelServerActions(tx, id, 'move') && uid !== null) {
            placeMessage(tx, id, { mailboxId: from, uid })
          } else {
            queueMove(tx, message, from)
          }
        }
        return audit.append(tx, { type: 'message.moved', count: undo.moved.length, to: 'back' })
      })
      onChanged([...new Set([...undo.moved.map(({ from }) => from), undo.to])])
      return done
    },
  }
}

function changeOf(flags: { isUnread?: boolean; isFlagged?: boolean }): { add: string[]; remove: string[] } {
  const wanted: [string, boolean | undefined][] = [
    ['\\Seen', flags.isUnread === undefined ? undefined : !flags.isUnread],
    ['\\Flagged', flags.isFlagged],
  ]
  const named = (isSet: boolean) => wanted.filter(([, value]) => value === isSet).map(([flag]) => flag)
  return { add: named(true), remove: named(false) }
}
