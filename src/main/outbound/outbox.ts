import type { Delivery, OutboxItem, Practice } from '../../shared/contract/index.ts'
import type { ContactId, DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { knowledgeOf } from '../directory/index.ts'
import { seal, type SealDependencies } from '../sealing/index.ts'
import {
  addReplyKey,
  addSubmission,
  currentPassphrase,
  defaultOwnKey,
  findAccount,
  findDraftOf,
  findLogicalMessage,
  listSubmissions,
  listUnfinished,
  saveDraft,
  setDraftLogicalId,
  withdrawLogicalMessage,
  type LogicalMessage,
  type Reader,
  type Store,
  type Submission,
} from '../store/index.ts'
import { planCopies } from './copies.ts'
import { readDraftContent } from './drafts.ts'
import { readOwnCopy } from './own-copy.ts'

export interface OutboxDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  readonly sealing: Omit<SealDependencies, 'now'>
  readonly practice: () => Practice
  readonly onHeld: (logicalId: LogicalMessageId) => void
}

/** What waits to leave, failed, or is of unknown fate; and what a person can still do about it. */
export interface Outbox {
  list(): Result<OutboxItem[]>
  deliveries(logicalId: LogicalMessageId): Delivery[]
  /** While every copy is held: back to the draft. Error: `send/undo-too-late`. */
  undo(logicalId: LogicalMessageId): Result<DraftId>
  /** What was refused becomes a draft again, to those who didn't get it. Error: `message/absent`. */
  backToDraft(logicalId: LogicalMessageId): Result<DraftId>
  /** She couldn't open it: the same message in the other form, under the same passphrase. */
  sendOtherForm(logicalId: LogicalMessageId, contactId: ContactId): Promise<Result<void>>
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, audit, clock } = deps

  return {
    list: () =>
      store.attempt((reader) => ok(listUnfinished(reader).map((message) => presentItem(reader, message)))),

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

    backToDraft: (logicalId) =>
      store.transaction((tx) => {
        const draft = findDraftOf(tx, logicalId)
        const submissions = listSubmissions(tx, logicalId)
        if (draft === null || !submissions.some(({ state }) => state === 'refused')) {
          return fail('message/absent')
        }
        if (submissions.some(({ state }) => state !== 'refused')) {
          // Those who got it keep it; the draft goes on to the others alone.
          const missed = new Set(
            submissions
              .filter(({ state }) => state === 'refused')
              .flatMap(({ recipients }) => recipients.map(({ address }) => address)),
          )
          const content = readDraftContent(draft)
          const only = (people: typeof content.to) =>
            people.filter(({ address }) => missed.has(address.trim().toLowerCase()))
          setDraftLogicalId(tx, draft.id, null)
          saveDraft(
            tx,
            draft.id,
            { ...content, to: only(content.to), cc: only(content.cc), bcc: only(content.bcc) },
            clock().getTime(),
          )
          return ok(draft.id)
        }
        withdrawLogicalMessage(tx, logicalId)
        const recorded = audit.append(tx, { type: 'message.undone', logical: logicalId })
        return recorded.ok ? ok(draft.id) : recorded
      }),

    sendOtherForm: async (logicalId, contactId) => {
      const message = findLogicalMessage(store, logicalId)
      const before = listSubmissions(store, logicalId).findLast(
        ({ method, recipients }) =>
          method === 'sealed-message' && recipients.some((recipient) => recipient.contactId === contactId),
      )
      const address = before?.recipients.find((recipient) => recipient.contactId === contactId)?.address
      const account = message === null ? null : findAccount(store, message.accountId)
      const ownKey = defaultOwnKey(store, 'openpgp')
      if (before === undefined || address === undefined || account === null || ownKey === null) {
        return fail('message/absent')
      }
      const now = clock()
      const copy = await readOwnCopy(store, logicalId, now)
      if (!copy.ok) {
        return copy
      }
      const known = knowledgeOf(store, address, now.getTime())
      const readsMailOn = before.form === 'html' ? 'phone' : 'computer'
      const addressee = {
        known: {
          ...known,
          // The other form of the same rung, even if a certificate came in between.
          certificate: null,
          contact: known.contact === null ? null : ({ ...known.contact, readsMailOn } as const),
        },
        passphrase: currentPassphrase(store, contactId),
        isBlind: false,
      }
      const letter = {
        account,
        practice: deps.practice(),
        ownKey,
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
      const { forms } = plan.request
      const sealed = await seal(plan.request, { ...deps.sealing, now })
      if (!sealed.ok) {
        return sealed
      }
      const held = store.transaction((tx) => {
        const submission = addSubmission(
          tx,
          {
            logicalId,
            accountId: account.id,
            messageId: sealed.value.messageId,
            method: 'sealed-message',
            form: forms,
            reason: plan.protection.route,
            envelopeFrom: sealed.value.envelope.from,
            mac: sealed.value.mac,
            notBefore: now.getTime(),
            raw: sealed.value.raw,
            recipients: [{ address, contactId }],
          },
          now.getTime(),
        )
        if (plan.replyKey !== null) {
          addReplyKey(tx, {
            replyId: sealed.value.messageId,
            logicalId,
            contactId,
            passphraseId: addressee.passphrase?.id ?? null,
            key: plan.replyKey,
            createdAt: now.getTime(),
          })
        }
        const person = audit.personOf(tx, contactId)
        const recorded = audit.append(tx, { type: 'message.other-form-sent', logical: logicalId, person })
        return recorded.ok
          ? audit.append(tx, {
              type: 'message.sealed',
              logical: logicalId,
              submission,
              method: 'sealed-message',
              form: forms,
              persons: [person],
              recipients: 1,
              sizeBytes: sealed.value.sizeBytes,
            })
          : recorded
      })
      if (held.ok) {
        deps.onHeld(logicalId)
      }
      return held
    },
  }
}

/** The state that a person should know of first, among the copies of one message. */
const urgency: readonly Submission['state'][] = ['unknown', 'refused', 'held', 'attempting', 'queued', 'sent']

function presentItem(reader: Reader, message: LogicalMessage): OutboxItem {
  const submissions = listSubmissions(reader, message.id)
  const state = urgency.find((one) => submissions.some((submission) => submission.state === one)) ?? 'queued'
  const holdEnds = submissions.flatMap((one) =>
    one.state === 'held' && one.notBefore !== null ? [one.notBefore] : [],
  )
  const retries = submissions.flatMap((one) =>
    one.state === 'queued' && one.attempts > 0 && one.notBefore !== null ? [one.notBefore] : [],
  )
  return {
    logicalId: message.id,
    subject: message.subject,
    to: [...message.people.to, ...message.people.cc, ...message.people.bcc].map(({ name, address }) =>
      name === '' ? address : name,
    ),
    state,
    leavesAt: earliest(holdEnds),
    nextAttemptAt: earliest(retries),
    failureCode: submissions.find(({ errorCode }) => errorCode !== null)?.errorCode ?? null,
    deliveries: submissions.flatMap(presentDeliveries),
    line: message.line,
  }
}

function presentDeliveries(submission: Submission): Delivery[] {
  if (submission.method !== 'openpgp' && submission.method !== 'sealed-message') {
    return []
  }
  const { method, finishedAt } = submission
  return submission.recipients.map(({ address, outcome }) => ({
    address,
    method,
    state: outcome === 'refused' ? ('refused' as const) : submission.state,
    at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  }))
}

function earliest(times: readonly number[]): string | null {
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString()
}
