import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  addServerAction,
  askPiece,
  findMailbox,
  findMessage,
  freeMessage,
  listAddedUntil,
  listTwins,
  removeMessages,
  setFlags,
  type MailboxRow,
  type MessageRecord,
  type NotHeld,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { ActionsDeps } from './actions.ts'
import { batchSize, deletedAtOnce } from './limits.ts'
import { isEmptiedByHosts } from './queue-move.ts'

/**
 * What goes for good, out of Trash and Junk alone. It is out of sight at once; its row stays until the host has been
 * told, so that a legal hold that is set meanwhile can keep it.
 */
export interface Deletions {
  /** Errors: `message/absent` for one that lies elsewhere, `hold/held`: none is deleted then. */
  deleteForGood(ids: readonly MessageId[]): Result<void>
  /**
   * All in Trash or Junk that was here when the person was asked: what came since stays. Errors: `imap/mailbox-gone` for any other, `hold/held`, `vault/locked`.
   */
  emptyMailbox(id: MailboxId, askedAt: number): Promise<Result<void>>
}

export function createDeletions({ store, audit, clock, onChanged }: ActionsDeps): Deletions {
  const now = () => clock().getTime()

  /** In one transaction with its record. */
  function deleteAll(tx: Tx, mailbox: MailboxRow, messages: readonly MessageRecord[]): Result<void> {
    const free = messages.map(({ id }) => freeMessage(tx, id)).filter((id) => id !== null)
    if (free.length < messages.length) {
      return fail('hold/held')
    }
    const recorded = recordDeleted(tx, audit, mailbox, free)
    if (!recorded.ok) {
      return recorded
    }
    for (const message of messages) {
      queueDeletion(tx, message, now())
    }
    return ok(undefined)
  }

  return {
    deleteForGood: (ids) => {
      const touched = new Set<MailboxId>()
      const done = store.transaction((tx) => {
        const messages = ids.map((id) => findMessage(tx, id)).filter((one) => one !== null)
        for (const mailboxId of new Set(messages.map((message) => message.mailboxId))) {
          const mailbox = findMailbox(tx, mailboxId)
          if (mailbox === null || !isEmptiedByHosts(tx, mailboxId)) {
            return fail('message/absent')
          }
          const inside = messages.filter((message) => message.mailboxId === mailboxId)
          const deleted = deleteAll(tx, mailbox, inside)
          if (!deleted.ok) {
            return deleted
          }
          touched.add(mailboxId)
        }
        return ok(undefined)
      })
      onChanged([...touched])
      return done
    },

    emptyMailbox: async (id, askedAt) => {
      const mailbox = findMailbox(store, id)
      if (mailbox === null || !isEmptiedByHosts(store, id)) {
        return fail('imap/mailbox-gone')
      }
      const asked = await askAboutEach(store, id)
      if (!asked.ok) {
        return asked
      }
      try {
        return await deletePieces(store, (tx) => {
          const messages = listAddedUntil(tx, id, askedAt, deletedAtOnce)
          const deleted = deleteAll(tx, mailbox, messages)
          return deleted.ok ? ok(messages.length) : deleted
        })
      } finally {
        onChanged([id])
      }
    },
  }
}

/** A message leaves every list; the host is told when it listens, and of imported mail there is nobody to tell. */
function queueDeletion(
  tx: Tx,
  { id, accountId, mailboxId, uid, logicalId }: MessageRecord,
  now: number,
): void {
  const action = { accountId, kind: 'delete', mailboxId, payload: {}, createdAt: now } as const
  setFlags(tx, id, { isDeleted: true })
  if (addServerAction(tx, { ...action, uid, messageId: id }) === 0) {
    settleDeletion(tx, id)
    return
  }
  for (const twin of logicalId === null ? [] : listTwins(tx, mailboxId, logicalId)) {
    addServerAction(tx, { ...action, uid: twin, messageId: null })
  }
}

/** The host no longer has it. What a hold keeps since then is shown again, until the sync finds what became of it. */
export function settleDeletion(tx: Tx, id: MessageId): void {
  const free = freeMessage(tx, id)
  if (free === null) {
    setFlags(tx, id, { isDeleted: false })
  } else {
    removeMessages(tx, [free])
  }
}

/** Names each that goes, before any does. */
function recordDeleted(
  tx: Tx,
  audit: AuditTrail,
  { role }: MailboxRow,
  messages: readonly NotHeld<MessageId>[],
): Result<void> {
  const from = role === 'junk' ? 'junk' : 'trash'
  for (let start = 0; start < messages.length; start += deletedAtOnce) {
    const named = messages.slice(start, start + deletedAtOnce)
    const recorded = audit.append(tx, {
      type: 'message.deleted',
      count: named.length,
      from,
      messages: [...named],
    })
    if (!recorded.ok) {
      return recorded
    }
  }
  return ok(undefined)
}

/** Whether a hold keeps any of it, before the first one goes. */
async function askAboutEach(store: Store, id: MailboxId): Promise<Result<void>> {
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    const asked = store.isOpen
      ? store.attempt((reader) => ok(askPiece(reader, id, from, batchSize)))
      : fail('vault/locked')
    if (!asked.ok || asked.value === 'held') {
      return asked.ok ? fail('hold/held') : asked
    }
    after = asked.value
    await new Promise((resolve) => setImmediate(resolve))
  }
  return ok(undefined)
}

/** Until a piece finds nothing, so that nothing else waits for a large mailbox. */
async function deletePieces(store: Store, piece: (tx: Tx) => Result<number>): Promise<Result<void>> {
  for (;;) {
    const deleted = store.isOpen ? store.transaction(piece) : fail('vault/locked')
    if (!deleted.ok || deleted.value === 0) {
      return deleted.ok ? ok(undefined) : deleted
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
