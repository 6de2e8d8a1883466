import { ok } from '../../shared/result.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { findSubmission, type Store, type Submission } from '../store/index.ts'
import { sentSearchDelaysMs } from './limits.ts'
import { settleAsArrived, type Books } from './settle.ts'
import type { FindInSent } from './submitter.ts'

export interface SentSearchDeps extends Books {
  readonly store: Store
  readonly clock: () => Date
  readonly findInSent: FindInSent
  readonly wait: (ms: number) => Promise<void>
  readonly onChanged: (logicalId: LogicalMessageId) => void
}

/** Looks for messages of unknown fate in Sent, beside whatever else the queue does. */
export interface SentSearch {
  /** Begins to look; several times, since hosts file Sent late. A copy that somebody has lies there anyway. */
  begin(submission: Submission): void
  isLookingFor(logicalId: LogicalMessageId): boolean
}

/** A hit in Sent proves that the host took it; no hit proves nothing, and only a person may decide then. */
export function createSentSearch(deps: SentSearchDeps): SentSearch {
  const { store, audit, clock } = deps
  const searching = new Map<number, LogicalMessageId>()
  const isOpen = () => store.isOpen

  async function look(submission: Submission): Promise<void> {
    for (const delay of sentSearchDelaysMs) {
      await deps.wait(delay)
      // Locked meanwhile: whoever unlocks is asked.
      if (!isOpen()) {
        return
      }
      const answer = await deps.findInSent(submission.accountId, submission.messageId)
      if (isOpen() && answer === 'found') {
        resolve(submission)
        return
      }
    }
  }

  /** An audit write that fails leaves it unknown: the person is asked instead. */
  function resolve({ id, logicalId }: Submission): void {
    store.transaction((tx) => {
      const submission = findSubmission(tx, id)
      // A person may have decided while Sent was searched.
      if (submission?.state !== 'unknown') {
        return ok(undefined)
      }
      const settled = settleAsArrived(tx, deps, submission, 'found-in-sent', clock().getTime())
      if (!settled.ok) {
        return settled
      }
      const event = { logical: logicalId, submission: id, by: 'found-in-sent', answer: 'it-left' } as const
      return audit.append(tx, { type: 'submission.resolved', ...event })
    })
  }

  return {
    begin: (submission) => {
      // Filed there after an earlier attempt, it would prove nothing of this one.
      const wasTaken = submission.recipients.some(
        ({ outcome, tlsWaivedAt }) => outcome === 'accepted' || tlsWaivedAt !== null,
      )
      if (wasTaken) {
        return
      }
      searching.set(submission.id, submission.logicalId)
      void look(submission).finally(() => {
        searching.delete(submission.id)
        deps.onChanged(submission.logicalId)
      })
    },
    isLookingFor: (logicalId) => [...searching.values()].includes(logicalId),
  }
}
