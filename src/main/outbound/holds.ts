import type { LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  findLogicalMessage,
  listSubmissions,
  listSubmissionsIn,
  moveSubmission,
  setHoldEnd,
  setScheduledFor,
  type Reader,
  type Store,
  type Submission,
} from '../store/index.ts'
import { holdMs, longestScheduleMs } from './limits.ts'

export interface HoldsDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly onChanged: (logicalId: LogicalMessageId) => void
}

/** What a held message waits for: the seconds of Undo, the time it was scheduled for, or a person's word. */
export type HoldKind = 'undo' | 'scheduled' | 'kept'

/** Messages that are sealed and haven't been released to the mail host. */
export interface Holds {
  /** Those that leave within seconds: what a person who locks or quits must be asked about. */
  listLeavingSoon(): Result<LogicalMessageId[]>
  /** The answer to that question: they leave now, or are kept until a person says so. */
  settleLeavingSoon(answer: 'send-now' | 'keep'): Result<void>
  /** Ends the hold at once. Error: `send/undo-too-late` when it isn't held any more. */
  releaseNow(logicalId: LogicalMessageId): Result<void>
  /** Another time for a message in the hold. Errors: `send/undo-too-late`, `send/time-not-ahead`. */
  reschedule(logicalId: LogicalMessageId, leavesAt: Date): Result<void>
  /** After a lock the seconds of Undo begin anew, so that nothing leaves behind the back of who unlocks. */
  renewUndo(): Result<void>
}

export function createHolds({ store, audit, clock, onChanged }: HoldsDeps): Holds {
  const now = () => clock().getTime()

  function leavingSoon(reader: Reader): LogicalMessageId[] {
    const held = listSubmissionsIn(reader, 'held').filter((copy) => holdKindOf(reader, copy) === 'undo')
    return [...new Set(held.map(({ logicalId }) => logicalId))]
  }

  return {
    listLeavingSoon: () => store.attempt((reader) => ok(leavingSoon(reader))),

    settleLeavingSoon: (answer) => {
      const settled = store.transaction((tx) => {
        const held = leavingSoon(tx)
        for (const logical of held) {
          setHoldEnd(tx, logical, answer === 'keep' ? null : now(), now())
          const recorded =
            answer === 'keep' ? audit.append(tx, { type: 'message.kept', logical }) : ok(undefined)
          if (!recorded.ok) {
            return recorded
          }
        }
        return ok(held)
      })
      if (!settled.ok) {
        return settled
      }
      settled.value.forEach(onChanged)
      return ok(undefined)
    },

    releaseNow: (logicalId) => {
      const released = store.transaction((tx) => {
        const held = listSubmissions(tx, logicalId).filter(({ state }) => state === 'held')
        held.forEach(({ id }) => {
          moveSubmission(tx, id, { to: 'queued', notBefore: now() }, now())
        })
        return held.length === 0 ? fail('send/undo-too-late') : ok(undefined)
      })
      onChanged(logicalId)
      return released
    },

    reschedule: (logicalId, leavesAt) => {
      const until = leavesAt.getTime()
      if (!isAhead(leavesAt, clock())) {
        return fail('send/time-not-ahead')
      }
      const rescheduled = store.transaction((tx) => {
        if (!listSubmissions(tx, logicalId).some(({ state }) => state === 'held')) {
          return fail('send/undo-too-late')
        }
        setScheduledFor(tx, logicalId, until)
        setHoldEnd(tx, logicalId, until, now())
        return audit.append(tx, { type: 'message.held', logical: logicalId, until })
      })
      onChanged(logicalId)
      return rescheduled
    },

    renewUndo: () =>
      store.transaction((tx) => {
        for (const logical of leavingSoon(tx)) {
          setHoldEnd(tx, logical, now() + holdMs, now())
        }
        return ok(undefined)
      }),
  }
}

/** Whether a message may be scheduled for this time. */
export function isAhead(leavesAt: Date, now: Date): boolean {
  const waitMs = leavesAt.getTime() - now.getTime()
  return waitMs > 0 && waitMs <= longestScheduleMs
}

/** Of a copy that is held. */
export function holdKindOf(reader: Reader, { logicalId, notBefore }: Submission): HoldKind {
  if (notBefore === null) {
    return 'kept'
  }
  return notBefore === findLogicalMessage(reader, logicalId)?.scheduledFor ? 'scheduled' : 'undo'
}
