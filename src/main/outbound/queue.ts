import type { AccountId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { mayStillLeave } from '../practice/index.ts'
import { restoreSealed, type Protection, type SealedMessage } from '../sealing/index.ts'
import {
  claimNextDue,
  endWaiting,
  listSubmissions,
  listSubmissionsIn,
  markDataStarted,
  moveSubmission,
  nextDueAt,
  readSubmissionRaw,
  releaseDueHolds,
  type Submission,
} from '../store/index.ts'
import { createHolds, type Holds } from './holds.ts'
import { retryDelaysMs } from './limits.ts'
import { createSentSearch, type SentSearchDeps } from './sent-search.ts'
import { settleAsArrived, settleAttempt, waitingRecipients } from './settle.ts'
import type { DataConnection, Submit, SubmitOutcome } from './submitter.ts'

export interface QueueDeps extends SentSearchDeps {
  /** The vault's key under which `seal()` put a MAC over the stored bytes. */
  readonly macKey: Uint8Array
  readonly submit: Submit
  /** Whether a passkey or key file is asked for beside the passphrase, which a policy may want of who sends. */
  readonly hasSecondFactor: () => boolean
  /**
   * How attempts ended that could not be written down at once (the vault was locked meanwhile, the disk was full), by
   * Message-ID. It outlives the session, so that an answer that was heard isn't asked of a person.
   */
  readonly heard: Map<string, SubmitOutcome>
}

/**
 * Brings what was sealed to the mail host. Every state is durable, with its audit event, before the network step it
 * announces; a kill at any instant leaves a state from which it is known whether anything may have left.
 */
export interface Queue extends Holds {
  /** Once after unlocking: what an interrupted run left behind becomes `queued` or `unknown`. */
  recover(): Result<void>
  /** Sends what is due; answers when nothing more is due now. Errors: of the store and the audit log. */
  runDue(): Promise<Result<void>>
  /** When something becomes due next, or null. */
  nextDueAt(): Date | null
  /** Whether Sent is still being searched: until then there is nothing to ask a person. */
  isLookingInSent(logicalId: LogicalMessageId): boolean
  /** A person decided about an `unknown` message. */
  resolveUnknown(logicalId: LogicalMessageId, answer: 'send-again' | 'it-left'): Result<void>
  /**
   * What waits for its next attempt at this account doesn't wait any longer; run it then. Answers after an attempt
   * under way, which may still have used what was wrong.
   */
  endWaiting(accountId: AccountId): Promise<Result<void>>
}

export function createQueue(deps: QueueDeps): Queue {
  const { store, audit, clock, heard } = deps
  const search = createSentSearch(deps)
  const holds = createHolds(deps)
  let running: Promise<Result<void>> | null = null
  let isWantedAgain = false
  const isWanted = () => isWantedAgain

  const now = () => clock().getTime()

  /** Claims the next due submission and records the attempt in one commit, before any connection. */
  function claim(): Result<Submission | null> {
    return store.transaction((tx) => {
      releaseDueHolds(tx, now())
      const submission = claimNextDue(tx, now())
      if (submission === null) {
        return ok(null)
      }
      const recorded = audit.append(tx, {
        type: 'submission.attempted',
        logical: submission.logicalId,
        submission: submission.id,
        attempt: submission.attempts,
      })
      return recorded.ok ? ok(submission) : recorded
    })
  }

  function restore(submission: Submission): Result<SealedMessage> {
    const { method } = submission
    if (method === 'pickup' || method === 'tls') {
      return fail('seal/tampered-row')
    }
    const may = mayStillLeave(store, method, deps.hasSecondFactor())
    if (!may.ok) {
      return may
    }
    return restoreSealed(
      {
        messageId: submission.messageId,
        // As `seal` stored it: the MAC tells.
        protection: submission.protection as Protection,
        envelope: {
          from: submission.envelopeFrom,
          to: submission.recipients.map(({ address }) => address),
        },
        raw: readSubmissionRaw(store, submission.id),
        mac: submission.mac,
      },
      deps.macKey,
    )
  }

  /** Hands it over, noting durably that the data begins before it does: without that note nothing leaves. */
  async function handOver(submission: Submission): Promise<SubmitOutcome> {
    const message = restore(submission)
    if (!message.ok) {
      return { kind: 'refused', error: message.error }
    }
    const waiting = waitingRecipients(submission)
    const attempt = {
      recipients: waiting.map(({ address }) => address),
      requiresTls: waiting.some(({ tlsWaivedAt }) => tlsWaivedAt === null),
    }
    // Whatever goes wrong before the note: nothing has left. After it: nobody knows.
    let ended: SubmitOutcome = { kind: 'deferred', error: { code: 'rpc/internal' } }
    try {
      return await deps.submit(submission.accountId, message.value, attempt, (connection) => {
        const noted = noteDataStarted(submission, connection)
        if (!noted.ok) {
          ended = { kind: 'deferred', error: noted.error }
          throw new Error(noted.error.code)
        }
        ended = { kind: 'unknown' }
      })
    } catch {
      return ended
    }
  }

  function noteDataStarted({ id }: Submission, connection: DataConnection): Result<void> {
    if (!store.isOpen) {
      return fail('vault/locked')
    }
    return store.transaction((tx) => {
      markDataStarted(tx, id, { ...connection, at: now() })
      return ok(undefined)
    })
  }

  function settle(submission: Submission, outcome: SubmitOutcome, delayMs?: number): Result<void> {
    if (!store.isOpen) {
      heard.set(submission.messageId, outcome)
      return fail('vault/locked')
    }
    const retryAt = now() + (delayMs ?? retryDelayMs(submission.attempts))
    const settled = store.transaction((tx) =>
      settleAttempt(tx, deps, submission, outcome, { now: now(), retryAt }),
    )
    if (!settled.ok) {
      heard.set(submission.messageId, outcome)
      return settled
    }
    heard.delete(submission.messageId)
    if (outcome.kind === 'unknown') {
      search.begin(submission)
    }
    deps.onChanged(submission.logicalId)
    return ok(undefined)
  }

  /** Attempts that ended and whose end couldn't be written down then. */
  function settleHeard(): Result<void> {
    if (heard.size === 0) {
      return ok(undefined)
    }
    for (const submission of listSubmissionsIn(store, 'attempting')) {
      const outcome = heard.get(submission.messageId)
      const settled = outcome === undefined ? ok(undefined) : settle(submission, outcome, delayAfter(outcome))
      if (!settled.ok) {
        return settled
      }
    }
    return ok(undefined)
  }

  async function run(): Promise<Result<void>> {
    while (store.isOpen) {
      const late = settleHeard()
      const claimed = late.ok ? claim() : late
      if (!claimed.ok) {
        return claimed
      }
      if (claimed.value === null) {
        return ok(undefined)
      }
      deps.onChanged(claimed.value.logicalId)
      const settled = settle(claimed.value, await handOver(claimed.value))
      if (!settled.ok) {
        return settled
      }
    }
    return fail('vault/locked')
  }

  return {
    ...holds,

    recover: () => {
      const late = settleHeard()
      const renewed = late.ok ? holds.renewUndo() : late
      if (!renewed.ok) {
        return renewed
      }
      for (const submission of listSubmissionsIn(store, 'attempting')) {
        const settled =
          submission.stage === 'data'
            ? settle(submission, { kind: 'unknown' })
            : settle(submission, { kind: 'deferred', error: { code: 'host/connection-lost' } }, 0)
        if (!settled.ok) {
          return settled
        }
      }
      return ok(undefined)
    },

    runDue: async () => {
      if (running !== null) {
        isWantedAgain = true
        return running
      }
      running = (async () => {
        let result: Result<void>
        do {
          isWantedAgain = false
          result = await run()
        } while (isWanted() && result.ok)
        return result
      })()
      try {
        return await running
      } finally {
        running = null
      }
    },

    nextDueAt: () => {
      const at = nextDueAt(store)
      return at === null ? null : new Date(at)
    },

    isLookingInSent: search.isLookingFor,

    resolveUnknown: (logicalId, answer) => {
      const resolved = store.transaction((tx) => {
        for (const submission of listSubmissions(tx, logicalId).filter(({ state }) => state === 'unknown')) {
          if (answer === 'it-left') {
            const settled = settleAsArrived(tx, deps, submission, 'person', now())
            if (!settled.ok) {
              return settled
            }
          } else {
            moveSubmission(tx, submission.id, { to: 'queued', notBefore: now() }, now())
          }
          const recorded = audit.append(tx, {
            type: 'submission.resolved',
            logical: logicalId,
            submission: submission.id,
            by: 'person',
            answer,
          })
          if (!recorded.ok) {
            return recorded
          }
        }
        return ok(undefined)
      })
      deps.onChanged(logicalId)
      return resolved
    },

    endWaiting: async (accountId) => {
      await running?.catch(() => undefined)
      if (!store.isOpen) {
        return fail('vault/locked')
      }
      const ended = store.transaction((tx) => ok(endWaiting(tx, accountId, now())))
      if (!ended.ok) {
        return ended
      }
      new Set(ended.value).forEach(deps.onChanged)
      return ok(undefined)
    },
  }
}

function retryDelayMs(attempts: number): number {
  return retryDelaysMs[Math.min(Math.max(attempts, 1), retryDelaysMs.length) - 1] ?? retryDelaysMs[0]
}

/** What the lock stopped before its data goes at once when it is unlocked; anything else waits as ever. */
function delayAfter(outcome: SubmitOutcome): number | undefined {
  return outcome.kind === 'deferred' && outcome.error.code === 'vault/locked' ? 0 : undefined
}
