import type { MailboxId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { mostNamed, type AuditTrail } from '../audit/index.ts'
import {
  cancelServerAction,
  findMailbox,
  findTwin,
  freeLogicalMessage,
  freeMailbox,
  freeMessage,
  listDepartures,
  listMailboxActions,
  listUnrecordedHeldBack,
  noteHeldBackRecorded,
  type Reader,
  type ServerAction,
  type Store,
  type Tx,
} from '../store/index.ts'
import { isEmptiedByHosts } from './queue-move.ts'
import { moveSchema, takeBack } from './sync/take-back.ts'

/**
 * Whether the host is to be told to delete what a hold keeps: for good, with its mailbox, or by moving it, or its twin, to
 * where hosts delete what lies long enough. A twin is a copy of the message that the mailbox lists, which the move left.
 */
export function isHeldDeletion(
  reader: Reader,
  { kind, mailboxId, uid, messageId, payload }: ServerAction,
): boolean {
  const mailbox = mailboxId === null ? null : findMailbox(reader, mailboxId)
  if (mailbox === null) {
    return false
  }
  if (kind === 'delete-mailbox') {
    return freeMailbox(reader, mailbox) === null
  }
  const isDeletion =
    kind === 'delete' ||
    (kind === 'move' && isEmptiedByHosts(reader, moveSchema.parse(payload).to as MailboxId))
  if (!isDeletion) {
    return false
  }
  if (messageId !== null) {
    return freeMessage(reader, messageId) === null
  }
  const twinOf = uid === null ? null : findTwin(reader, mailbox.id, uid)
  return twinOf !== null && freeLogicalMessage(reader, twinOf) === null
}

/**
 * Takes back what was deleted here and not told to its host yet, as far as a hold keeps it; in the transaction that sets
 * the hold. What the host is being told at this moment can't be stopped; where that is interrupted, `replayActions` asks
 * again before the next try.
 *
 * @returns how many deletions were stopped
 */
export function stopHeldDeletions(tx: Tx): number {
  const stop = (action: ServerAction) => {
    const isStopped = cancelServerAction(tx, action.id)
    if (isStopped) {
      takeBack(tx, action)
    }
    return isStopped
  }
  const waiting = [...listDepartures(tx), ...listMailboxActions(tx)]
  return waiting.filter((action) => isHeldDeletion(tx, action)).filter(stop).length
}

/** Tells the activity log of mail that its host no longer has and that a hold kept. Error: `audit/write-failed`. */
export function recordHeldBack(store: Store, audit: AuditTrail): Result<void> {
  for (;;) {
    const recorded = store.transaction((tx) => {
      const messages = listUnrecordedHeldBack(tx, mostNamed)
      if (messages.length === 0) {
        return ok(0)
      }
      const told = audit.append(tx, { type: 'hold.kept', count: messages.length, messages })
      noteHeldBackRecorded(tx, messages)
      return told.ok ? ok(messages.length) : told
    })
    if (!recorded.ok || recorded.value < mostNamed) {
      return recorded.ok ? ok(undefined) : recorded
    }
  }
}
