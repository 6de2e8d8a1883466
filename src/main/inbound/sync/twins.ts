import type { Protection } from '../../../shared/contract/index.ts'
import type { LogicalMessageId } from '../../../shared/ids.ts'
import { addTwin, listCopies, type FetchedMessage, type MailboxRow, type Tx } from '../../store/index.ts'

/**
 * Of one message of ours a mailbox lists one copy: beside it may lie ours and what the host filed for each recipient, and
 * all of them read the same. The others are noted as twins.
 * @returns those to be listed
 */
export function withoutTwins<Message extends FetchedMessage>(
  tx: Tx,
  { id: mailboxId }: Pick<MailboxRow, 'id'>,
  messages: readonly Message[],
): Message[] {
  const listed = new Map<LogicalMessageId, number>()
  return messages.filter((message) => {
    const logicalId = copyOf(message)
    if (logicalId === null || message.uid === null) {
      return true
    }
    const others = listCopies(tx, mailboxId, logicalId)
    const isKnown = others.some((copy) => isSame(copy, message))
    if (isKnown || (others.length === 0 && !listed.has(logicalId))) {
      listed.set(logicalId, message.uid)
      return true
    }
    addTwin(tx, mailboxId, message.uid, logicalId)
    return false
  })
}

/** The message of ours that it is a copy of, which a report on one isn't. */
function copyOf({ summary }: FetchedMessage): LogicalMessageId | null {
  const protection = summary.protection as Protection | null
  return protection?.kind === 'own-copy' ? summary.logicalId : null
}

/** The row that the store will give it, as `saveMessages` finds it. */
function isSame(copy: ReturnType<typeof listCopies>[number], { uid, sizeBytes, summary }: FetchedMessage) {
  return copy.uid === null
    ? copy.messageId === summary.messageId && copy.sizeBytes === sizeBytes
    : copy.uid === uid
}
