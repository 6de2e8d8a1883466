import type { AccountId, MailboxId } from '../../shared/ids.ts'
import {
  addServerAction,
  findMailbox,
  findMailboxByRole,
  freeMessage,
  listMailboxes,
  listTwins,
  moveMessage,
  saveMailbox,
  type MessageRecord,
  type Reader,
  type Tx,
} from '../store/index.ts'

/** What a mailbox is called that the account lacks, when something is first moved there. */
const roleNames = { archive: 'Archive', trash: 'Trash', junk: 'Junk', inbox: 'INBOX' } as const

/**
 * The account's mailbox for a use. One that it lacks is made, here at once and on the server before anything is moved
 * there; null for an inbox that isn't known yet, which every account has.
 */
export function mailboxForRole(
  tx: Tx,
  accountId: AccountId,
  role: keyof typeof roleNames,
  now: number,
): MailboxId | null {
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
    createdAt: now,
  })
  return mailboxId
}

declare const allowed: unique symbol

/** A move that no legal hold forbids, asked in the transaction of the move; `allowedMove` alone makes one. */
export type AllowedMove = {
  readonly message: MessageRecord
  readonly to: MailboxId
  readonly [allowed]: true
}

/** Null: a legal hold keeps the message from going where hosts delete what lies long enough. */
export function allowedMove(tx: Tx, message: MessageRecord, to: MailboxId): AllowedMove | null {
  const isAllowed = !isEmptiedByHosts(tx, to) || freeMessage(tx, message.id) !== null
  return isAllowed ? ({ message, to } as AllowedMove) : null
}

export function isEmptiedByHosts(reader: Reader, id: MailboxId): boolean {
  const role = findMailbox(reader, id)?.role
  return role === 'trash' || role === 'junk'
}

/**
 * Moves a message here, and on the server with its twins when it listens.
 * @returns the ids of what waits to be told, the message's own first
 */
export function queueMove(tx: Tx, { message, to }: AllowedMove, now: number): number[] {
  const { accountId, mailboxId, logicalId } = message
  const twins = logicalId === null ? [] : listTwins(tx, mailboxId, logicalId)
  moveMessage(tx, message.id, to)
  const action = { accountId, kind: 'move', mailboxId, payload: { to }, createdAt: now } as const
  return [
    addServerAction(tx, { ...action, uid: message.uid, messageId: message.id }),
    ...twins.map((uid) => addServerAction(tx, { ...action, uid, messageId: null })),
  ]
}
