import type { DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  addDraftAttachment,
  findDraftOf,
  findLogicalMessage,
  listSubmissions,
  type Reader,
  type Store,
} from '../store/index.ts'
import { readOwnCopy } from './own-copy.ts'
import { startDraft } from './start-draft.ts'

export interface WriteAgainDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

/**
 * A new draft of a message that was returned: its text and attachments from our own copy, to those alone whom it
 * didn't reach. What was sent stays as it is, and nothing leaves by this. Errors: `message/absent` when nobody's came
 * back, and those of opening our own copy.
 */
export async function writeAgain(
  { store, audit, clock }: WriteAgainDeps,
  logicalId: LogicalMessageId,
): Promise<Result<DraftId>> {
  const message = findLogicalMessage(store, logicalId)
  const missed = returnedAddresses(store, logicalId)
  if (message === null || missed.size === 0) {
    return fail('message/absent')
  }
  const copy = await readOwnCopy(store, logicalId, clock())
  if (!copy.ok) {
    return copy
  }
  const { content, attachments, isAnswer } = copy.value
  const only = (people: typeof content.to) =>
    people.filter(({ address }) => missed.has(address.trim().toLowerCase()))
  return store.transaction((tx) => {
    const started = startDraft(
      tx,
      audit,
      {
        accountId: message.accountId,
        kind: isAnswer ? 'reply' : 'new',
        inReplyTo: isAnswer ? message.inReplyTo : null,
        answeredMethod: message.answeredMethod,
        content: { ...content, to: only(content.to), cc: only(content.cc), bcc: only(content.bcc) },
      },
      clock().getTime(),
    )
    if (!started.ok) {
      return started
    }
    const id = started.value
    for (const { fileName, contentType, bytes } of attachments) {
      addDraftAttachment(tx, id, { name: fileName, contentType, contentId: null, bytes })
    }
    const recorded = audit.append(tx, {
      type: 'message.written-again',
      logical: logicalId,
      recipients: missed.size,
    })
    return recorded.ok ? ok(id) : recorded
  })
}

/**
 * Whose last copy came back, or was refused after the draft of it was gone; who got it in the other form since then isn't
 * among them.
 */
function returnedAddresses(reader: Reader, logicalId: LogicalMessageId): Set<string> {
  const hasDraft = findDraftOf(reader, logicalId) !== null
  const isMissed = new Map(
    listSubmissions(reader, logicalId).flatMap(({ state, recipients }) =>
      recipients.map(({ address, outcome, report, tlsWaivedAt }) => {
        const isRefused = outcome === 'refused' || (outcome === 'pending' && state === 'refused')
        const isLeft = isRefused && (!hasDraft || tlsWaivedAt !== null)
        return [address, outcome === 'accepted' ? report !== null : isLeft] as const
      }),
    ),
  )
  return new Set([...isMissed].flatMap(([address, missed]) => (missed ? [address] : [])))
}
