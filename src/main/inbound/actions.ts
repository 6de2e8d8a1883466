import { randomBytes } from 'node:crypto'
import type { AccountId, MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  addServerAction,
  cancelServerAction,
  findMailbox,
  findMailboxByRole,
  findMessage,
  listMailboxes,
  listTwins,
  moveMessage,
  placeMessage,
  saveMailbox,
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
  /** Of the message, and of its twins there. */
  readonly actionIds: readonly number[]
  readonly from: MailboxId
  readonly uid: number | null
}

interface Undo {
  readonly moved: readonly Moved[]
  readonly until: number
}

/** What a mailbox is called that the account lacks, when something is first moved there. */
const roleNames = { archive: 'Archive', trash: 'Trash', junk: 'Junk', inbox: 'INBOX' } as const

export function createActions({ store, audit, clock, onChanged }: ActionsDeps): Actions {
  const undos = new Map<string, Undo>()
  const now = () => clock().getTime()

  /** A role that the account has no mailbox for gets one, here at once and on the server before the move. */
  function targetOf(tx: Tx, accountId: AccountId, to: MoveTarget): MailboxId | null {
    if ('mailboxId' in to) {
      const mailbox = findMailbox(tx, to.mailboxId)
      return mailbox?.accountId === accountId ? mailbox.id : null
    }
    const { role } = to
    const known = findMailboxByRole(tx, accountId, role)
    if (known !== null || role === 'inbox') {
      return known?.id ?? null
    }
    const name = roleNames[role]
    const delimiter = listMailboxes(tx, accountId)[0]?.delimiter ?? '/'
    const fields = { path: name, name, delimiter, role, isSubscribed: true, isSelectable: true }
    const mailboxId = saveMailbox(tx, accountId, fields)
    addServerAction(tx, {
      accountId,
      kind: 'create-mailbox',
      mailboxId,
      uid: null,
      messageId: null,
      payload: { path: name },
      createdAt: now(),
    })
    return mailboxId
  }

  function queueMove(tx: Tx, message: MessageRecord, to: MailboxId): number[] {
    const { accountId, mailboxId, logicalId } = message
    const twins = logicalId === null ? [] : listTwins(tx, mailboxId, logicalId)
    moveMessage(tx, message.id, to)
    const action = { accountId, kind: 'move', mailboxId, payload: { to }, createdAt: now() } as const
    return [
      addServerAction(tx, { ...action, uid: message.uid, messageId: message.id }),
      ...twins.map((uid) => addServerAction(tx, { ...action, uid, messageId: null })),
    ]
  }

  function takeBack(tx: Tx, { id, actionIds, from, uid }: Moved): void {
    const message = findMessage(tx, id)
    if (message === null) {
      return
    }
    const [isCancelled] = actionIds.map((actionId) => cancelServerAction(tx, actionId))
    if (isCancelled !== true) {
      // The server was told already: it is told to move it back.
      queueMove(tx, message, from)
    } else if (uid === null) {
      moveMessage(tx, id, from)
    } else {
      placeMessage(tx, id, { mailboxId: from, uid })
    }
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
            moved.push({ id, from, uid, actionIds: queueMove(tx, message, target) })
            touched.add(from).add(target)
          }
        }
        const name = 'role' in to ? to.role : (findMailbox(tx, to.mailboxId)?.role ?? 'other')
        return audit.append(tx, { type: 'message.moved', count: moved.length, to: name })
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
        for (const moved of undo.moved) {
          touched.add(moved.from).add(findMessage(tx, moved.id)?.mailboxId ?? moved.from)
          takeBack(tx, moved)
        }
        return audit.append(tx, { type: 'message.moved', count: undo.moved.length, to: 'back' })
      })
      onChanged([...touched])
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
