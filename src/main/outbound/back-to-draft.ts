import type { DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  findDraftOf,
  listSubmissions,
  saveDraft,
  setDraftLogicalId,
  withdrawLogicalMessage,
  type Submission,
} from '../store/index.ts'
import { readDraftContent } from './drafts.ts'
import { endWaitingRecipients } from './settle.ts'
import { writeAgain, type WriteAgainDeps } from './write-again.ts'

/**
 * What was refused, or waits after a failed try, becomes a draft again, to those who didn't get it; where the draft is gone,
 * since everyone seemed to have it, a new one of our own copy. Errors: `message/absent` when nobody was refused,
 * `send/still-under-way` while it isn't known yet who gets it, and those of opening our own copy.
 */
export async function backToDraft(
  deps: WriteAgainDeps,
  logicalId: LogicalMessageId,
): Promise<Result<DraftId>> {
  const { store, audit, clock } = deps
  const taken = store.transaction<DraftId | null>((tx) => {
    const draft = findDraftOf(tx, logicalId)
    for (const copy of listSubmissions(tx, logicalId).filter(isStoppable)) {
      endWaitingRecipients(tx, copy, { code: 'smtp/stopped' }, clock().getTime())
      const event = { logical: logicalId, submission: copy.id }
      const stopped = audit.append(tx, { type: 'submission.stopped', ...event })
      if (!stopped.ok) {
        return stopped
      }
    }
    const submissions = listSubmissions(tx, logicalId)
    const missed = new Set(submissions.flatMap(missedAddresses))
    if (missed.size === 0) {
      return fail('message/absent')
    }
    if (submissions.some(({ state }) => state !== 'sent' && state !== 'refused')) {
      return fail('send/still-under-way')
    }
    if (draft === null) {
      return ok(null)
    }
    if (submissions.every(neverLeft)) {
      withdrawLogicalMessage(tx, logicalId)
    } else {
      // Those who got it keep it; the draft goes on to the others alone.
      const content = readDraftContent(draft)
      const only = (people: typeof content.to) =>
        people.filter(({ address }) => missed.has(address.trim().toLowerCase()))
      const toMissed = { to: only(content.to), cc: only(content.cc), bcc: only(content.bcc) }
      setDraftLogicalId(tx, draft.id, null)
      saveDraft(tx, draft.id, { ...content, ...toMissed }, clock().getTime())
    }
    const recorded = audit.append(tx, { type: 'message.undone', logical: logicalId })
    return recorded.ok ? ok(draft.id) : recorded
  })
  if (!taken.ok) {
    return taken
  }
  return taken.value === null ? writeAgain(deps, logicalId) : ok(taken.value)
}

/** No host has ever taken it: not even to return it, so that it left again without requiring TLS. */
function neverLeft({ state, recipients }: Submission): boolean {
  return state === 'refused' && recipients.every(({ tlsWaivedAt }) => tlsWaivedAt === null)
}

/** Who doesn't get it, by one copy that is settled. */
export function missedAddresses({ state, recipients }: Submission): string[] {
  const missed = state === 'refused' ? recipients : recipients.filter(({ outcome }) => outcome === 'refused')
  return missed.map(({ address }) => address)
}

/** Nothing of it is under way, so that its tries can be stopped: it waits after an answer that asked for it. */
function isStoppable({ state, attempts }: Submission): boolean {
  return state === 'queued' && attempts > 0
}
