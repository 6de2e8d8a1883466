import type { LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { restoreSealed, type SealedMessage } from '../sealing/index.ts'
import {
  claimNextDue,
  findDraftOf,
  listSubmissions,
  listSubmissionsIn,
  markDataStarted,
  moveSubmission,
  nextDueAt,
  readSubmissionRaw,
  recordEncounters,
  releaseDueHolds,
  releaseSentCopy,
  removeDraft,
  setRecipientOutcome,
  type Store,
  type Submission,
  type Tx,
} from '../store/index.ts'
import { retryDelaysMs, sentSearchDelaysMs } from './limits.ts'
import type { FindInSent, Submit, SubmitOutcome } from './submitter.ts'

export interface QueueDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** The vault's key under which `seal()` put a MAC over the stored bytes. */
  readonly macKey: Uint8Array
  readonly submit: Submit
  readonly findInSent: FindInSent
  readonly wait: (ms: number) => Promise<void>
  readonly onChanged: (logicalId: LogicalMessageId) => void
}

/**
 * Brings what was sealed to the mail host. Every state is durable, with its audit event, before the network step it
 * announces; a kill at any instant leaves a state from which it is known whether anything may have left.
 */
export interface Queue {
  /** Once after unlocking: what an interrupted run left behind becomes `queued` or `unknown`. */
  recover(): Promise<Result<void>>
  /** Sends what is due; answers when nothing more is due now. Errors: of the store and the audit log. */
  runDue(): Promise<Result<void>>
  /** When something becomes due next, or null. */
  nextDueAt(): Date | null
  /** A person decided about an `unknown` message. */
  resolveUnknown(logicalId: LogicalMessageId, answer: 'send-again' | 'it-left'): Result<void>
  /** Ends the hold at once. Error: `send/undo-too-late` when it isn't held any more. */
  releaseNow(logicalId: LogicalMessageId): Result<void>
}

export function createQueue(deps: QueueDeps): Queue {
  const { store, audit, clock } = deps
  let running: Promise<Result<void>> | null = null
  let isWantedAgain = false

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
    if (submission.method !== 'openpgp' && submission.method !== 'sealed-message') {
      return fail('seal/tampered-row')
    }
    return restoreSealed(
      {
        messageId: submission.messageId,
        method: submission.method,
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

  async function attempt(submission: Submission): Promise<Result<void>> {
    const message = restore(submission)
    const outcome: SubmitOutcome = message.ok
      ? await deps.submit(submission.accountId, message.value, () => {
          const started = store.transaction((tx) => ok(markDataStarted(tx, submission.id, now())))
          if (!started.ok) {
            throw new Error(started.error.code)
          }
        })
      : { kind: 'refused', error: message.error }
    const settled = store.transaction((tx) => settle(tx, submission, outcome))
    deps.onChanged(submission.logicalId)
    if (settled.ok && outcome.kind === 'unknown') {
      return searchSent(submission)
    }
    return settled
  }

  function settle(
    tx: Tx,
    submission: Submission,
    outcome: SubmitOutcome,
    delayMs = retryDelayMs(submission.attempts),
  ): Result<void> {
    const { id, logicalId: logical } = submission
    switch (outcome.kind) {
      case 'answered': {
        for (const { address, outcome: one, code } of outcome.recipients) {
          setRecipientOutcome(tx, id, address, one, code)
        }
        const isTaken = outcome.recipients.some((recipient) => recipient.outcome === 'accepted')
        if (!isTaken) {
          const code = outcome.recipients[0]?.code ?? 'smtp/recipient-refused'
          moveSubmission(tx, id, { to: 'refused', errorCode: code }, now())
          return audit.append(tx, { type: 'submission.refused', logical, submission: id, code })
        }
        markSent(tx, submission, { tls: outcome.tls })
        return audit.append(tx, { type: 'submission.sent', logical, submission: id, tls: outcome.tls })
      }
      case 'deferred': {
        const { code, detail } = outcome.error
        moveSubmission(
          tx,
          id,
          { to: 'queued', notBefore: now() + delayMs, errorCode: code, errorDetail: detail ?? null },
          now(),
        )
        return audit.append(tx, { type: 'submission.deferred', logical, submission: id, code })
      }
      case 'refused': {
        const { code, detail } = outcome.error
        moveSubmission(tx, id, { to: 'refused', errorCode: code, errorDetail: detail ?? null }, now())
        return audit.append(tx, { type: 'submission.refused', logical, submission: id, code })
      }
      case 'unknown':
        moveSubmission(tx, id, { to: 'unknown', errorCode: 'smtp/unknown-outcome' }, now())
        return audit.append(tx, { type: 'submission.unknown', logical, submission: id })
    }
  }

  function markSent(tx: Tx, submission: Submission, receipt: Record<string, unknown>): void {
    moveSubmission(tx, submission.id, { to: 'sent', receipt }, now())
    releaseSentCopy(tx, submission.logicalId, now())
    const draft = findDraftOf(tx, submission.logicalId)
    const isAllSent = listSubmissions(tx, submission.logicalId).every(({ state }) => state === 'sent')
    if (draft !== null && isAllSent) {
      removeDraft(tx, draft.id)
    }
    recordEncounters(
      tx,
      submission.recipients.map(({ address }) => ({
        address,
        name: '',
        direction: 'sent' as const,
        at: now(),
      })),
    )
  }

  /** A hit in Sent proves that the host took it; no hit proves nothing, and only a person may decide then. */
  async function searchSent(submission: Submission): Promise<Result<void>> {
    for (const delay of sentSearchDelaysMs) {
      await deps.wait(delay)
      if ((await deps.findInSent(submission.accountId, submission.messageId)) === 'found') {
        const resolved = store.transaction((tx) => {
          markSent(tx, submission, { tls: '' })
          return audit.append(tx, {
            type: 'submission.resolved',
            logical: submission.logicalId,
            submission: submission.id,
            by: 'found-in-sent',
            answer: 'it-left',
          })
        })
        deps.onChanged(submission.logicalId)
        return resolved
      }
    }
    return ok(undefined)
  }

  async function run(): Promise<Result<void>> {
    for (;;) {
      const claimed = claim()
      if (!claimed.ok) {
        return claimed
      }
      if (claimed.value === null) {
        return ok(undefined)
      }
      deps.onChanged(claimed.value.logicalId)
      const attempted = await attempt(claimed.value)
      if (!attempted.ok) {
        return attempted
      }
    }
  }

  return {
    recover: async () => {
      const unknown: Submission[] = []
      for (const submission of listSubmissionsIn(store, 'attempting')) {
        const settled = store.transaction((tx) =>
          submission.stage === 'data'
            ? settle(tx, submission, { kind: 'unknown' })
            : settle(tx, submission, { kind: 'deferred', error: { code: 'host/connection-lost' } }, 0),
        )
        if (!settled.ok) {
          return settled
        }
        if (submission.stage === 'data') {
          unknown.push(submission)
        }
        deps.onChanged(submission.logicalId)
      }
      for (const submission of unknown) {
        const searched = await searchSent(submission)
        if (!searched.ok) {
          return searched
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
        } while (isWantedAgain && result.ok)
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

    resolveUnknown: (logicalId, answer) => {
      const resolved = store.transaction((tx) => {
        for (const submission of listSubmissions(tx, logicalId).filter(({ state }) => state === 'unknown')) {
          if (answer === 'it-left') {
            markSent(tx, submission, { tls: '' })
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

    releaseNow: (logicalId) => {
      const released = store.transaction((tx) => {
        const held = listSubmissions(tx, logicalId).filter(({ state }) => state === 'held')
        held.forEach(({ id }) => {
          moveSubmission(tx, id, { to: 'queued', notBefore: now() }, now())
        })
        return held.length === 0 ? fail('send/undo-too-late') : ok(undefined)
      })
      deps.onChanged(logicalId)
      return released
    },
  }
}

function retryDelayMs(attempts: number): number {
  return retryDelaysMs[Math.min(Math.max(attempts, 1), retryDelaysMs.length) - 1] ?? retryDelaysMs[0]
}
