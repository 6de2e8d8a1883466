import type { Practice, Review, ScanSummary, SendOutcome, DraftContent } from '../../shared/contract/index.ts'
import type { ContactId, DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { createScanner, type ScanContext, type Scanner, type ScanResult } from '../phi/index.ts'
import {
  seal,
  sealForSelf,
  type SealDependencies,
  type SealedMessage,
  type SelfSealed,
} from '../sealing/index.ts'
import {
  addLogicalMessage,
  addReplyKey,
  addSentCopy,
  addSubmission,
  currentPassphrase,
  defaultOwnKey,
  findAccount,
  findDraft,
  listDraftAttachments,
  readDraftAttachment,
  setDraftLogicalId,
  type DraftRow,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import { planCopies, planOwnCopy, type Addressee, type Letter, type PlannedCopy } from './copies.ts'
import { readDraftContent } from './drafts.ts'
import { holdLine } from './hold-line.ts'
import { holdMs } from './limits.ts'
import { openQuestions } from './questions.ts'
import { judge, type FullScan, type Judgement } from './review.ts'
import { countCategories, scanContextOf, scanDocumentOf, summarizeScan } from './scan-draft.ts'
import type { ReadOriginal } from './original.ts'

export interface SenderDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  readonly sealing: Omit<SealDependencies, 'now'>
  readonly practice: () => Practice
  readonly fullScan: FullScan
  readonly readOriginal: ReadOriginal
  /** Was the recovery kit written down? At the latest before the first message leaves. */
  readonly hasRecoveryKit: () => boolean
  readonly onHeld: (logicalId: LogicalMessageId) => void
}

/** From a draft to sealed copies in the hold. */
export interface Sender {
  /** The quiet count while typing, over text that needn't be saved yet. */
  scanWhileTyping(id: DraftId, content: DraftContent): Result<ScanSummary>
  review(id: DraftId): Promise<Result<Review>>
  /**
   * Full scan, route, seal, hold. Nothing is half done: either every copy is sealed and durable, with its audit
   * events, or the draft is as it was.
   * @param answered ids of the questions that the person has answered
   */
  send(id: DraftId, answered: readonly string[]): Promise<Result<SendOutcome>>
}

interface SealedCopy {
  readonly plan: PlannedCopy
  readonly message: SealedMessage
}

export function createSender(deps: SenderDeps): Sender {
  const { store, audit, clock } = deps

  /** The scanner of the draft being typed remembers paragraphs; another context makes it begin anew. */
  let typing: { key: string; scanner: Scanner } | null = null
  function scannerFor(context: ScanContext): Scanner {
    const key = JSON.stringify(context)
    if (typing?.key !== key) {
      typing = { key, scanner: createScanner(context) }
    }
    return typing.scanner
  }

  function editable(id: DraftId): Result<{ row: DraftRow; content: DraftContent }> {
    const row = findDraft(store, id)
    return row === null || row.logicalId !== null
      ? fail('draft/gone')
      : ok({ row, content: readDraftContent(row) })
  }

  async function judgeDraft(id: DraftId, content: DraftContent): Promise<Result<Judgement>> {
    const judged = await judge(store, { id, content }, deps.practice(), deps.fullScan, clock().getTime())
    if (!judged.ok && judged.error.code === 'phi/scan-failed') {
      audit.record({ type: 'send.refused', code: judged.error.code })
    }
    return judged
  }

  async function letterOf(row: DraftRow, content: DraftContent, sentAt: Date): Promise<Result<Letter>> {
    const account = findAccount(store, row.accountId)
    const ownKey = defaultOwnKey(store, 'openpgp')
    if (account === null || ownKey === null) {
      return fail('account/absent')
    }
    const original =
      row.inReplyTo === null || row.kind === 'forward' ? null : await deps.readOriginal(row.inReplyTo)
    const answers = original?.ok === true ? original.value : null
    return ok({
      account,
      practice: deps.practice(),
      ownKey,
      content,
      attachments: attachmentsOf(store, row.id),
      inReplyTo: answers?.messageId ?? null,
      references:
        answers === null
          ? []
          : [...answers.references, ...(answers.messageId === null ? [] : [answers.messageId])],
      sentAt,
    })
  }

  async function sealAll(letter: Letter, judged: Judgement, now: Date) {
    const copies = await planCopies(letter, addresseesOf(store, judged, letter.content), deps.random)
    if (!copies.ok) {
      return copies
    }
    const sealed: SealedCopy[] = []
    for (const plan of copies.value) {
      const message = await seal(plan.request, { ...deps.sealing, now })
      if (!message.ok) {
        return message
      }
      sealed.push({ plan, message: message.value })
    }
    const planned = await planOwnCopy(letter, deps.random)
    if (!planned.ok) {
      return planned
    }
    const own = await sealForSelf(planned.value, { macKey: deps.sealing.macKey, now })
    return own.ok ? ok({ sealed, own: own.value }) : own
  }

  return {
    scanWhileTyping: (id, content) =>
      store.attempt((reader) => {
        const document = scanDocumentOf(reader, id, content)
        const typed = { parts: document.parts.filter(({ kind }) => kind !== 'attachment') }
        return ok(
          summarizeScan(typed, scannerFor(scanContextOf(reader, content, deps.practice())).scan(typed)),
        )
      }),

    review: async (id) => {
      const draft = editable(id)
      if (!draft.ok) {
        return draft
      }
      const judged = await judgeDraft(id, draft.value.content)
      return judged.ok ? ok(judged.value.review) : judged
    },

    send: async (id, answered) => {
      const draft = editable(id)
      if (!draft.ok) {
        return draft
      }
      const { row, content } = draft.value
      const judged = await judgeDraft(id, content)
      if (!judged.ok) {
        return judged
      }
      if (openQuestions(judged.value.questions, answered).length > 0) {
        return ok({ kind: 'decide', review: judged.value.review })
      }
      if (!deps.hasRecoveryKit()) {
        return fail('send/recovery-kit-first')
      }
      const now = clock()
      const letter = await letterOf(row, content, now)
      if (!letter.ok) {
        return letter
      }
      const sealed = await sealAll(letter.value, judged.value, now)
      if (!sealed.ok) {
        return sealed
      }
      const account = findAccount(store, row.accountId)
      const tooLarge = sealed.value.sealed.find(
        ({ message }) => account?.sizeLimitBytes != null && message.sizeBytes > account.sizeLimitBytes,
      )
      if (tooLarge !== undefined) {
        return fail('seal/too-large', {
          sizeBytes: tooLarge.message.sizeBytes,
          limitBytes: account?.sizeLimitBytes ?? 0,
        })
      }
      const until = now.getTime() + holdMs
      const line = holdLine(judged.value.review)
      const held = store.transaction((tx) => {
        const current = findDraft(tx, id)
        // Saved again while it was being sealed: what was scanned is not what would leave.
        if (current === null || current.logicalId !== null || current.revision !== row.revision) {
          return fail('draft/gone')
        }
        return hold(tx, {
          row,
          letter: letter.value,
          judged: judged.value,
          ...sealed.value,
          line,
          until,
          answered,
        })
      })
      if (!held.ok) {
        return held
      }
      deps.onHeld(held.value)
      return ok({ kind: 'held', logicalId: held.value, leavesAt: new Date(until).toISOString(), line })
    },
  }

  /** Everything in one commit: the logical message, its copies, our own copy, reply keys and the audit events. */
  function hold(
    tx: Tx,
    what: {
      row: DraftRow
      letter: Letter
      judged: Judgement
      sealed: readonly SealedCopy[]
      own: SelfSealed
      line: string
      until: number
      answered: readonly string[]
    },
  ): Result<LogicalMessageId> {
    const { row, letter, judged, sealed, own, line, until, answered } = what
    const now = letter.sentAt.getTime()
    const { to, cc, bcc, subject } = letter.content
    const logical = addLogicalMessage(tx, {
      accountId: row.accountId,
      subject,
      people: { to, cc, bcc },
      inReplyTo: row.inReplyTo,
      scan: scanRecord(judged.scan),
      line,
      createdAt: now,
    })
    setDraftLogicalId(tx, row.id, logical)
    addSentCopy(
      tx,
      { logicalId: logical, accountId: row.accountId, messageId: own.messageId, mac: own.mac, raw: own.raw },
      now,
    )
    const events: Parameters<AuditTrail['append']>[1][] = [
      { type: 'scan.decided', logical, ...scanRecord(judged.scan) },
    ]
    for (const { id, question } of judged.questions) {
      if (answered.includes(id)) {
        events.push({ type: 'send.question-answered', logical, question: question.kind, person: null })
      }
    }
    for (const copy of sealed) {
      events.push(holdCopy(tx, row, logical, copy, until, now))
    }
    events.push({ type: 'message.held', logical, until })
    for (const event of events) {
      const recorded = audit.append(tx, event)
      if (!recorded.ok) {
        return recorded
      }
    }
    return ok(logical)
  }

  function holdCopy(
    tx: Tx,
    row: DraftRow,
    logical: LogicalMessageId,
    { plan, message }: SealedCopy,
    until: number,
    now: number,
  ): Parameters<AuditTrail['append']>[1] {
    const { request, addressees } = plan
    const form = request.method === 'sealed-message' ? request.forms : null
    const submission = addSubmission(
      tx,
      {
        logicalId: logical,
        accountId: row.accountId,
        messageId: message.messageId,
        method: message.method,
        form,
        reason: plan.protection.route,
        envelopeFrom: message.envelope.from,
        mac: message.mac,
        notBefore: until,
        raw: message.raw,
        recipients: addressees.map(({ known }) => ({
          address: known.address,
          contactId: known.contact?.id ?? null,
        })),
      },
      now,
    )
    const [first] = addressees
    if (plan.replyKey !== null && first !== undefined) {
      addReplyKey(tx, {
        replyId: message.messageId,
        logicalId: logical,
        contactId: first.known.contact?.id ?? null,
        passphraseId: first.passphrase?.id ?? null,
        key: plan.replyKey,
        createdAt: now,
      })
    }
    const contactIds = addressees.flatMap(({ known }): ContactId[] =>
      known.contact === null ? [] : [known.contact.id],
    )
    return {
      type: 'message.sealed',
      logical,
      submission,
      method: message.method,
      form,
      persons: [...new Set(contactIds)].map((contactId) => audit.personOf(tx, contactId)),
      recipients: addressees.length,
      sizeBytes: message.sizeBytes,
    }
  }
}

function addresseesOf(reader: Reader, judged: Judgement, content: DraftContent): Addressee[] {
  const visible = new Set([...content.to, ...content.cc].map(({ address }) => address.trim().toLowerCase()))
  return judged.recipients.map((known) => ({
    known,
    passphrase: known.contact === null ? null : currentPassphrase(reader, known.contact.id),
    isBlind: !visible.has(known.address),
  }))
}

function attachmentsOf(reader: Reader, id: DraftId) {
  return listDraftAttachments(reader, id).map(({ id: attachmentId, name, contentType }) => ({
    fileName: name,
    contentType,
    bytes: readDraftAttachment(reader, id, attachmentId) ?? new Uint8Array(),
  }))
}

/** What may be kept of a scan: categories and counts, never values. */
function scanRecord(result: ScanResult) {
  return {
    decision: result.decision,
    hasHealthContext: result.healthContext.present,
    categories: countCategories(result),
    notScanned: result.notScanned.length,
    flags: [
      ...(result.flags.psychotherapyNotes ? (['psychotherapy-notes'] as const) : []),
      ...(result.flags.part2 ? (['part-2'] as const) : []),
    ],
  }
}
