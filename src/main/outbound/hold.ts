import type { Question } from '../../shared/contract/index.ts'
import type { ContactId, LogicalMessageId } from '../../shared/ids.ts'
import { answerTo } from '../../shared/question-answer.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditEvent, AuditTrail, ScanRecord } from '../audit/index.ts'
import type { ScanResult } from '../phi/index.ts'
import { envelopeIdOf, type SealedMessage, type SelfSealed } from '../sealing/index.ts'
import {
  addLogicalMessage,
  addReplyKey,
  addSentCopy,
  addSubmission,
  forgetWrongAddress,
  setDraftLogicalId,
  type DraftRow,
  type Tx,
} from '../store/index.ts'
import type { Addressee, Letter, PlannedCopy } from './copies.ts'
import { rulesVersion, type Decision } from './receipts.ts'
import type { Judgement } from './review.ts'
import { countCategories } from './scan-draft.ts'

export interface SealedCopy {
  readonly plan: PlannedCopy
  readonly message: SealedMessage
}

/** A letter that was judged and sealed, ready for the hold. */
export interface SealedLetter {
  readonly row: DraftRow
  readonly letter: Letter
  readonly judged: Judgement
  readonly sealed: readonly SealedCopy[]
  readonly own: SelfSealed
  /** The one line of the hold. */
  readonly line: string
  /** When the hold ends; milliseconds since 1970. */
  readonly until: number
  /** Set when its writer chose that time. */
  readonly isScheduled: boolean
  /** Ids of the questions that the person has answered. */
  readonly answered: readonly string[]
}

/** Everything in one commit: the logical message, its copies, our own copy, reply keys and the audit events. */
export function holdLetter(tx: Tx, audit: AuditTrail, what: SealedLetter): Result<LogicalMessageId> {
  const { row, letter, judged, sealed, own, line, until, isScheduled, answered } = what
  const now = letter.sentAt.getTime()
  const { to, cc, bcc, subject } = letter.content
  const scan = scanRecord(judged.scan)
  const logical = addLogicalMessage(tx, {
    accountId: row.accountId,
    subject,
    people: { to, cc, bcc },
    inReplyTo: row.inReplyTo,
    answeredMethod: row.answeredMethod,
    scan,
    line,
    scheduledFor: isScheduled ? until : null,
    createdAt: now,
  })
  setDraftLogicalId(tx, row.id, logical)
  addSentCopy(
    tx,
    { logicalId: logical, accountId: row.accountId, messageId: own.messageId, mac: own.mac, raw: own.raw },
    now,
  )
  const events: AuditEvent[] = [
    { type: 'message.composed', logical, draft: row.id },
    { type: 'scan.decided', logical, ...scan },
    ...judged.questions
      .filter(({ id }) => answered.includes(id))
      .flatMap(({ question }) => answeredEvent(tx, audit, judged, logical, question)),
    ...sealed.flatMap((copy) => holdCopy(tx, audit, row, logical, copy, scan, until, now)),
    { type: 'message.held', logical, until },
  ]
  for (const { id, question } of judged.questions) {
    // A person says that it is right after all.
    if (question.kind === 'look-alike-address' && question.wasCorrected && answered.includes(id)) {
      forgetWrongAddress(tx, question.address)
    }
  }
  const recorded = appendAll(tx, audit, events)
  return recorded.ok ? ok(logical) : recorded
}

/** Why a question didn't keep the letter here; nothing where no answer could let it pass. */
function answeredEvent(
  tx: Tx,
  audit: AuditTrail,
  { recipients }: Judgement,
  logical: LogicalMessageId,
  question: Question,
): AuditEvent[] {
  const answer = answerTo(question)
  if (answer === null) return []
  const address = 'address' in question ? question.address : null
  const contact = recipients.find((recipient) => recipient.address === address)?.contact
  const person = contact == null ? null : audit.personOf(tx, contact.id)
  return [{ type: 'send.question-answered', logical, question: question.kind, answer, person }]
}

/** In their order; ends with the first that can't be written. */
export function appendAll(tx: Tx, audit: AuditTrail, events: readonly AuditEvent[]): Result<void> {
  for (const event of events) {
    const recorded = audit.append(tx, event)
    if (!recorded.ok) {
      return recorded
    }
  }
  return ok(undefined)
}

/** Stores one sealed copy as held. @returns the events that tell of its route and its seal */
export function holdCopy(
  tx: Tx,
  audit: AuditTrail,
  { accountId }: Pick<DraftRow, 'accountId'>,
  logical: LogicalMessageId,
  { plan, message }: SealedCopy,
  scan: ScanRecord,
  until: number,
  now: number,
): AuditEvent[] {
  const { request, addressees, replyKey } = plan
  const form = request.method === 'sealed-message' ? request.forms : null
  const submission = addSubmission(
    tx,
    {
      logicalId: logical,
      accountId,
      messageId: message.messageId,
      method: message.method,
      form,
      reason: plan.protection.route,
      protection: message.protection,
      decision: { policy: rulesVersion, scan } satisfies Decision,
      envelopeFrom: message.envelope.from,
      mac: message.mac,
      envelopeId: envelopeIdOf(message.mac),
      notBefore: until,
      raw: message.raw,
      recipients: addressees.map((addressee) => recipientOf(addressee, message)),
    },
    now,
  )
  const [first] = addressees
  if (replyKey !== null && first !== undefined) {
    addReplyKey(tx, {
      replyId: message.messageId,
      logicalId: logical,
      contactId: first.known.contact?.id ?? null,
      passphraseId: first.passphrase?.id ?? null,
      key: replyKey,
      createdAt: now,
    })
  }
  const contactIds = addressees.flatMap(({ known }): ContactId[] =>
    known.contact === null ? [] : [known.contact.id],
  )
  const { method, sizeBytes } = message
  const persons = [...new Set(contactIds)].map((contactId) => audit.personOf(tx, contactId))
  const by = method === 'sealed-message' ? 'passphrase' : 'certificate'
  const recipients = addressees.length
  return [
    { type: 'message.routed', logical, method, by, persons },
    { type: 'message.sealed', logical, submission, method, form, persons, recipients, sizeBytes },
  ]
}

/** What opens the copy for this addressee. */
function recipientOf({ known, passphrase }: Addressee, { method, protection }: SealedMessage) {
  const certificate =
    method === 'openpgp'
      ? (known.certificate?.fingerprint ?? null)
      : known.smime?.kind === 'usable'
        ? known.smime.certificate.fingerprint
        : null
  const isByPassphrase = method === 'sealed-message'
  if (!isByPassphrase && (certificate === null || !protection.certificates.includes(certificate))) {
    throw new Error('a copy was sealed to a certificate that is not its addressee’s')
  }
  return {
    address: known.address,
    contactId: known.contact?.id ?? null,
    certificate: isByPassphrase ? null : certificate,
    passphraseId: isByPassphrase ? (passphrase?.id ?? null) : null,
  }
}

/** What may be kept of a scan: categories and counts, never values. */
export function scanRecord(result: ScanResult): ScanRecord {
  return {
    decision: result.decision,
    hasHealthContext: result.healthContext.present,
    categories: countCategories(result),
    notScanned: result.notScanned.length,
    setAside: result.setAside ?? 0,
    flags: [
      ...(result.flags.psychotherapyNotes ? (['psychotherapy-notes'] as const) : []),
      ...(result.flags.part2 ? (['part-2'] as const) : []),
    ],
  }
}
