import type { Delivery, OutboxItem, Practice } from '../../shared/contract/index.ts'
import type { ContactId, DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { replyPageAddress } from '../practice/index.ts'
import { seal, type SealDependencies } from '../sealing/index.ts'
import {
  currentPassphrase,
  findAccountKey,
  findAccount,
  findDraftOf,
  findLogicalMessage,
  listSubmissions,
  listUnfinished,
  setFormThatWorked,
  shownName,
  withdrawLogicalMessage,
  type LogicalMessage,
  type Reader,
  type Store,
  type Submission,
} from '../store/index.ts'
import { backToDraft, missedAddresses } from './back-to-draft.ts'
import { planCopies } from './copies.ts'
import { knownByPolicy } from './known-by-policy.ts'
import { appendAll, holdCopy, scanRecord } from './hold.ts'
import { holdKindOf } from './holds.ts'
import { giveUpAfterMs, largestMessageBytes } from './limits.ts'
import { readOwnCopy } from './own-copy.ts'
import type { FullScan } from './review.ts'
import { scanAgain } from './scan-again.ts'
import { canGoWithoutTls, sendWithoutTls } from './without-tls.ts'
import { writeAgain } from './write-again.ts'

export interface OutboxDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  readonly sealing: Omit<SealDependencies, 'now'>
  readonly practice: () => Practice
  readonly fullScan: FullScan
  readonly onHeld: (logicalId: LogicalMessageId) => void
  /** Until Sent was searched there is nothing to ask about a message of unknown fate. */
  readonly isLookingInSent: (logicalId: LogicalMessageId) => boolean
}

/** What waits to leave, failed, or is of unknown fate; and what a person can still do about it. */
export interface Outbox {
  /** What was listed before it left stays on the list for a minute after, so that the window can say that it left. */
  list(): Result<OutboxItem[]>
  deliveries(logicalId: LogicalMessageId): Delivery[]
  /** While every copy is held: back to the draft. Error: `send/undo-too-late`. */
  undo(logicalId: LogicalMessageId): Result<DraftId>
  /**
   * What was refused, or waits after a failed try, becomes a draft again, to those who didn't get it. Errors:
   * `message/absent` when nobody was refused, `send/still-under-way` while it isn't known yet who gets it.
   */
  backToDraft(logicalId: LogicalMessageId): Promise<Result<DraftId>>
  /** A message that came back, as a new draft to those whom it didn't reach. Error: `message/absent`. */
  writeAgain(logicalId: LogicalMessageId): Promise<Result<DraftId>>
  /**
   * What a host on the way returned for want of TLS leaves again without requiring it, the same bytes, once to each whom
   * it didn't reach. Error: `message/absent` when that helps nobody.
   */
  sendWithoutTls(logicalId: LogicalMessageId): Result<void>
  /**
   * She couldn't open it: the same message in the other form, under the same passphrase, scanned anew. Errors:
   * `phi/scan-failed`, `send/decision-needed` when a passphrase in use stands in it, and `seal/pdf-needs-made-words`
   * where the other form would be a PDF under words that the practice typed.
   */
  sendOtherForm(logicalId: LogicalMessageId, contactId: ContactId): Promise<Result<void>>
}

/** How long a message that has left is still listed. */
const newsMs = 60_000

export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, audit, clock } = deps
  /** Messages that were listed while they waited. */
  const listed = new Set<LogicalMessageId>()

  /** Those of them that have left a moment ago; undone ones are gone, and older ones no news. */
  function listNews(reader: Reader, waiting: readonly LogicalMessage[]): LogicalMessage[] {
    const since = clock().getTime() - newsMs
    return [...listed].flatMap((id) => {
      if (waiting.some((message) => message.id === id)) {
        return []
      }
      const message = findLogicalMessage(reader, id)
      const isNews = listSubmissions(reader, id).some(({ finishedAt }) => (finishedAt ?? 0) >= since)
      if (message === null || !isNews) {
        listed.delete(id)
        return []
      }
      return [message]
    })
  }

  return {
    list: () =>
      store.attempt((reader) => {
        const waiting = listUnfinished(reader)
        const news = listNews(reader, waiting)
        waiting.forEach(({ id }) => listed.add(id))
        return ok(
          [...news, ...waiting].map((message) =>
            presentItem(reader, message, deps.isLookingInSent(message.id)),
          ),
        )
      }),

    deliveries: (logicalId) => listSubmissions(store, logicalId).flatMap(presentDeliveries),

    undo: (logicalId) =>
      store.transaction((tx) => {
        const draft = findDraftOf(tx, logicalId)
        const submissions = listSubmissions(tx, logicalId)
        if (draft === null || submissions.length === 0 || submissions.some(({ state }) => state !== 'held')) {
          return fail('send/undo-too-late')
        }
        withdrawLogicalMessage(tx, logicalId)
        const recorded = audit.append(tx, { type: 'message.undone', logical: logicalId })
        return recorded.ok ? ok(draft.id) : recorded
      }),

    backToDraft: (logicalId) => backToDraft(deps, logicalId),
    writeAgain: (logicalId) => writeAgain(deps, logicalId),

    sendWithoutTls: (logicalId) => {
      const queued = sendWithoutTls(deps, logicalId)
      if (queued.ok) {
        deps.onHeld(logicalId)
      }
      return queued
    },

    sendOtherForm: async (logicalId, contactId) => {
      const message = findLogicalMessage(store, logicalId)
      const before = listSubmissions(store, logicalId).findLast(
        ({ method, recipients }) =>
          method === 'sealed-message' && recipients.some((recipient) => recipient.contactId === contactId),
      )
      const address = before?.recipients.find((recipient) => recipient.contactId === contactId)?.address
      const account = message === null ? null : findAccount(store, message.accountId)
      const ownKey = account === null ? null : findAccountKey(store, account.address)
      if (before === undefined || address === undefined || account === null || ownKey === null) {
        return fail('message/absent')
      }
      const now = clock()
      const copy = await readOwnCopy(store, logicalId, now)
      if (!copy.ok) {
        return copy
      }
      // A way out like any other: what has become a secret, or a patient's name, since then counts now.
      const scanned = await scanAgain(store, { ...copy.value, to: address }, deps)
      if (!scanned.ok) {
        return scanned
      }
      const known = knownByPolicy(store, address, deps.sealing.trust(), account)
      const passphrase = currentPassphrase(store, contactId)
      if (before.form === 'html' && passphrase?.origin === 'typed') {
        return fail('seal/pdf-needs-made-words')
      }
      const readsMailOn = before.form === 'html' ? 'phone' : 'computer'
      const addressee = {
        known: {
          ...known,
          // The other form of the same rung, even if a certificate came in between.
          certificate: null,
          smime: null,
          contact: known.contact === null ? null : ({ ...known.contact, readsMailOn } as const),
        },
        passphrase,
        isBlind: false,
      }
      const letter = {
        account,
        practice: deps.practice(),
        ownKey,
        newerKey: null,
        ownSmime: null,
        replyPage: replyPageAddress(store, account.id, ownKey.fingerprint),
        content: copy.value.content,
        attachments: copy.value.attachments,
        inReplyTo: null,
        references: [],
        sentAt: now,
      }
      const planned = await planCopies(letter, [addressee], deps.random)
      if (!planned.ok) {
        return planned
      }
      const [plan] = planned.value
      if (plan?.request.method !== 'sealed-message') {
        return fail('seal/no-passphrase')
      }
      const sealed = await seal(plan.request, { ...deps.sealing, now })
      if (!sealed.ok) {
        return sealed
      }
      const limitBytes = Math.min(account.sizeLimitBytes ?? largestMessageBytes, largestMessageBytes)
      const { sizeBytes } = sealed.value
      if (sizeBytes > limitBytes) {
        return fail('seal/too-large', { sizeBytes, limitBytes })
      }
      const held = store.transaction((tx) => {
        const at = now.getTime()
        if (known.contact?.formThatWorked === before.form) {
          setFormThatWorked(tx, contactId, null, at)
        }
        const form = { plan, message: sealed.value }
        const scan = scanRecord(scanned.value)
        const events = holdCopy(tx, audit, { accountId: account.id }, logicalId, form, scan, at, at)
        const person = audit.personOf(tx, contactId)
        return appendAll(tx, audit, [
          { type: 'scan.decided', logical: logicalId, ...scan },
          { type: 'message.other-form-sent', logical: logicalId, person },
          ...events,
        ])
      })
      if (held.ok) {
        deps.onHeld(logicalId)
      }
      return held
    },
  }
}

/** The state that a person should know of first, among the copies of one message. */
const urgency: readonly Submission['state'][] = ['unknown', 'held', 'attempting', 'queued', 'refused', 'sent']

function presentItem(reader: Reader, message: LogicalMessage, isLookingInSent: boolean): OutboxItem {
  const submissions = listSubmissions(reader, message.id)
  const state = urgency.find((one) => submissions.some((copy) => stateOf(copy) === one)) ?? 'queued'
  const inState = submissions.filter((copy) => stateOf(copy) === state)
  const due = (isMeant: (copy: Submission) => boolean) =>
    earliest(submissions.filter(isMeant).flatMap(({ notBefore }) => (notBefore === null ? [] : [notBefore])))
  return {
    logicalId: message.id,
    subject: message.subject,
    to: [...message.people.to, ...message.people.cc, ...message.people.bcc].map((person) =>
      shownName(reader, person),
    ),
    state,
    hold: state === 'held' ? (inState.map((copy) => holdKindOf(reader, copy))[0] ?? null) : null,
    leavesAt: due((copy) => copy.state === 'held'),
    nextAttemptAt: due((copy) => copy.state === 'queued' && copy.attempts > 0),
    givesUpAt: givesUpAt(submissions),
    failureCode: isLookingInSent ? null : (inState.map(failureOf).find((code) => code !== null) ?? null),
    deliveries: submissions.flatMap(presentDeliveries),
    line: message.line,
  }
}

/** Of what the host asks to wait for, the earliest. */
function givesUpAt(submissions: readonly Submission[]): string | null {
  return earliest(
    submissions.flatMap(({ state, deferredSince }) =>
      state === 'queued' && deferredSince !== null ? [deferredSince + giveUpAfterMs] : [],
    ),
  )
}

/** A copy that the host took for some and refused for others still needs the person, once nobody waits any more. */
function stateOf(copy: Submission): Submission['state'] {
  return copy.state === 'sent' && missedAddresses(copy).length > 0 ? 'refused' : copy.state
}

function failureOf({ errorCode, recipients }: Submission): string | null {
  return errorCode ?? recipients.find(({ outcome }) => outcome === 'refused')?.errorCode ?? null
}

function presentDeliveries(submission: Submission): Delivery[] {
  const { method, finishedAt } = submission
  if (method === 'pickup' || method === 'tls') {
    return []
  }
  return submission.recipients.map((recipient) => {
    const { address, contactId, settledAt, report } = recipient
    const state = stateOfRecipient(submission, recipient)
    const isReturned = state === 'sent' && report !== null
    const at = (isReturned ? report.at : null) ?? settledAt ?? finishedAt
    return {
      address,
      contactId,
      method,
      state: isReturned ? 'returned' : state,
      reasonCode: isReturned ? report.code : reasonOf(submission, recipient),
      isReportVouched: isReturned ? report.isVouched : null,
      canGoWithoutTls: canGoWithoutTls(submission, recipient),
      isTlsWaived: recipient.tlsWaivedAt !== null,
      at: at === null ? null : new Date(at).toISOString(),
    }
  })
}

function stateOfRecipient(
  submission: Submission,
  { outcome }: Submission['recipients'][number],
): Submission['state'] {
  return outcome === 'pending' ? submission.state : stateByOutcome[outcome]
}

const stateByOutcome = { accepted: 'sent', refused: 'refused' } as const

function reasonOf(submission: Submission, recipient: Submission['recipients'][number]): string | null {
  return recipient.outcome === 'pending' ? submission.errorCode : recipient.errorCode
}

function earliest(times: readonly number[]): string | null {
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString()
}
