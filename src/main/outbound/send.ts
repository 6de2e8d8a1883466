import type {
  DraftContent,
  Practice,
  Review,
  ScanSummary,
  SeenDraft,
  SendOutcome,
} from '../../shared/contract/index.ts'
import type { DraftId, LogicalMessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { findNewerKey, mayAnswer, maySend, replyPageAddress } from '../practice/index.ts'
import { createScanner, guardRecipients, type ScanContext, type Scanner } from '../phi/index.ts'
import { seal, sealForSelf, type SealDependencies, type SelfSealed } from '../sealing/index.ts'
import {
  currentPassphrase,
  findAccountKey,
  findAccount,
  findSigningCertificate,
  findDraft,
  listDraftAttachments,
  readDraftAttachment,
  type AccountRow,
  type DraftRow,
  type Reader,
  type Store,
} from '../store/index.ts'
import { knownByPolicy } from './known-by-policy.ts'
import { planCopies, planOwnCopy, type Addressee, type Letter } from './copies.ts'
import { limitOf, readDraftContent } from './drafts.ts'
import { draftDismissals } from './finding-choices.ts'
import { sealForHand, type HandedOver } from './hand-over.ts'
import { holdLetter, scanRecord, type SealedCopy } from './hold.ts'
import { holdLine } from './hold-line.ts'
import { isAhead } from './holds.ts'
import { holdMs } from './limits.ts'
import { cleanContent, isBlank, type OutgoingContent } from './outgoing-content.ts'
import { openQuestions } from './questions.ts'
import { judge, type FullScan, type Judgement } from './review.ts'
import { quotedFromOf } from './quoted-from.ts'
import { recipientsOf, scanContextOf, summarizeScan, typedDocumentOf } from './scan-draft.ts'
import { threadOf, type ReadOriginal } from './original.ts'
import { createSizes } from './sizes.ts'
import { warningsFor } from './warnings.ts'

/** An autosave may come while a letter is being sealed; then it is scanned and sealed anew. */
const mostRounds = 3

export interface SenderDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  readonly sealing: Omit<SealDependencies, 'now'>
  readonly practice: () => Practice
  readonly fullScan: FullScan
  readonly readOriginal: ReadOriginal
  /** It is written down at the latest before the first message leaves. */
  readonly hasRecoveryKit: () => boolean
  readonly hasSecondFactor: () => boolean
  readonly onHeld: (logicalId: LogicalMessageId) => void
}

/** From a draft to sealed copies in the hold. */
export interface Sender {
  /** The quiet count while typing, over text that needn't be saved yet. */
  scanWhileTyping(id: DraftId, content: DraftContent): Result<ScanSummary>
  /** Errors: `draft/unseen-text`, of `judge`. */
  review(draft: SeenDraft): Promise<Result<Review>>
  /**
   * Full scan, route, seal, hold. Nothing is half done: either every copy is sealed and durable, with its audit
   * events, or the draft is as it was. `draft/unseen-text`: another computer's text took the place of the one seen.
   * `policy/may-not-answer`: something was asked, and the policy leaves the answer to others.
   * @param answered ids of the questions that the person has answered
   * @param leavesAt the time that she chose; sealed now in any case. Error: `send/time-not-ahead`
   */
  send(draft: SeenDraft, answered: readonly string[], leavesAt?: Date | null): Promise<Result<SendOutcome>>
  /** Scanned and sealed as for Send, to be handed over in person. Errors: of `maySend`, `send/decision-needed`, `seal/no-method`. */
  sealForHand(draft: SeenDraft): Promise<Result<HandedOver>>
}

export function createSender(deps: SenderDeps): Sender {
  const { store, audit, clock } = deps
  const sizes = createSizes(deps)

  /** The scanner of the draft being typed remembers paragraphs; another context makes it begin anew. */
  let typing: { key: string; scanner: Scanner } | null = null
  function scannerFor(context: ScanContext): Scanner {
    const key = JSON.stringify(context)
    if (typing?.key !== key) {
      typing = { key, scanner: createScanner(context) }
    }
    return typing.scanner
  }

  function editable({ id, takenRevision }: SeenDraft): Result<{ row: DraftRow; content: OutgoingContent }> {
    const row = findDraft(store, id)
    if (row?.logicalId !== null) {
      return fail('draft/gone')
    }
    if (row.takenRevision !== takenRevision) {
      return fail('draft/unseen-text')
    }
    const content = cleanContent(readDraftContent(row))
    return content.ok ? ok({ row, content: content.value }) : content
  }

  async function judgeDraft(row: DraftRow, content: OutgoingContent): Promise<Result<Judgement>> {
    const { id: draftId, answeredMethod } = row
    const from = findAccount(store, row.accountId)
    const known = { dismissed: draftDismissals(row), quotedFrom: quotedFromOf(store, row) }
    const draft = { id: draftId, content, from, ...known, answeredMethod }
    const judged = await judge(store, draft, deps.practice(), deps.fullScan, deps.sealing.trust(), (letter) =>
      sizes.measure(row.id, letter),
    )
    if (!judged.ok && judged.error.code === 'phi/scan-failed') {
      audit.record({ type: 'send.refused', code: judged.error.code })
    }
    return judged
  }

  async function letterOf(
    row: DraftRow,
    account: AccountRow,
    content: OutgoingContent,
    sentAt: Date,
  ): Promise<Result<Letter>> {
    const ownKey = findAccountKey(store, account.address)
    if (ownKey === null) {
      return fail('account/absent')
    }
    const isAnswer = row.inReplyTo !== null && row.kind !== 'forward'
    const thread = isAnswer
      ? await threadOf(row.inReplyTo, deps.readOriginal, store)
      : { inReplyTo: null, references: [] }
    return ok({
      account,
      practice: deps.practice(),
      ownKey,
      newerKey: findNewerKey(store, account.address),
      ownSmime: findSigningCertificate(store, account.id),
      replyPage: replyPageAddress(store, account.id, ownKey.fingerprint),
      content,
      attachments: attachmentsOf(store, row.id),
      ...thread,
      sentAt,
    })
  }

  async function sealAll(
    letter: Letter,
    judged: Judgement,
    limitBytes: number,
  ): Promise<Result<{ sealed: SealedCopy[]; own: SelfSealed }>> {
    const now = letter.sentAt
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
      const { sizeBytes } = message.value
      if (sizeBytes > limitBytes) {
        return fail('seal/too-large', { sizeBytes, limitBytes })
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
        const row = findDraft(reader, id)
        const typed = typedDocumentOf(reader, id, content)
        const known =
          row === null ? {} : { dismissed: draftDismissals(row), quotedFrom: quotedFromOf(reader, row) }
        const context = scanContextOf(reader, content, deps.practice(), known)
        const result = scannerFor(context).scan(typed)
        const guards = guardRecipients(typed, result, context)
        const trust = deps.sealing.trust()
        const from = row === null ? null : findAccount(reader, row.accountId)
        const recipients = recipientsOf(content).map((address) => knownByPolicy(reader, address, trust, from))
        return ok({
          ...summarizeScan(typed, result, guards, context, clock().getUTCFullYear()),
          warnings: warningsFor(recipients, guards, context.patients),
        })
      }),

    review: async (seen) => {
      const draft = editable(seen)
      if (!draft.ok) {
        return draft
      }
      const judged = await judgeDraft(draft.value.row, draft.value.content)
      return judged.ok ? ok(judged.value.review) : judged
    },

    send: async (seen, answered, leavesAt = null) => {
      if (leavesAt !== null && !isAhead(leavesAt, clock())) {
        return fail('send/time-not-ahead')
      }
      for (let round = 0; round < mostRounds; round += 1) {
        const sent = await sendOnce(seen, answered, leavesAt)
        if (sent !== 'changed') {
          return sent
        }
      }
      return fail('draft/gone')
    },

    sealForHand: async (seen) => {
      const draft = editable(seen)
      if (!draft.ok) {
        return draft
      }
      const { row, content } = draft.value
      const judged = await judgeDraft(row, content)
      if (!judged.ok) {
        return judged
      }
      if (judged.value.questions.length > 0) {
        return fail('send/decision-needed')
      }
      const allowed = maySend(store, deps.hasSecondFactor())
      if (!allowed.ok) {
        return allowed
      }
      const account = findAccount(store, row.accountId)
      const now = clock()
      const letter = account === null ? fail('account/absent') : await letterOf(row, account, content, now)
      if (!letter.ok) {
        return letter
      }
      const addressees = addresseesOf(store, judged.value, content)
      const made = await sealForHand(letter.value, addressees, deps.random, { ...deps.sealing, now })
      return made.ok ? ok({ ...made.value, scan: scanRecord(judged.value.scan) }) : made
    },
  }

  /** `changed`: saved again while it was being sealed, so that what was scanned is not what would leave. */
  async function sendOnce(
    seen: SeenDraft,
    answered: readonly string[],
    leavesAt: Date | null,
  ): Promise<Result<SendOutcome> | 'changed'> {
    const draft = editable(seen)
    if (!draft.ok) {
      return draft
    }
    const { row, content } = draft.value
    const { id } = row
    if (isBlank(content) && listDraftAttachments(store, id).length === 0) {
      return fail('draft/empty')
    }
    const judged = await judgeDraft(row, content)
    if (!judged.ok) {
      return judged
    }
    if (openQuestions(judged.value.questions, answered).length > 0) {
      return ok({ kind: 'decide', review: judged.value.review })
    }
    if (!deps.hasRecoveryKit()) {
      return fail('send/recovery-kit-first')
    }
    const allowed = maySend(store, deps.hasSecondFactor())
    if (!allowed.ok) {
      return allowed
    }
    const account = findAccount(store, row.accountId)
    if (account === null) {
      return fail('account/absent')
    }
    const now = clock()
    const letter = await letterOf(row, account, content, now)
    if (!letter.ok) {
      return letter
    }
    const sealed = await sealAll(letter.value, judged.value, limitOf(store, row))
    if (!sealed.ok) {
      return sealed
    }
    const until = leavesAt?.getTime() ?? now.getTime() + holdMs
    const line = holdLine(judged.value.review)
    const held = store.transaction<LogicalMessageId | 'changed'>((tx) => {
      const current = findDraft(tx, id)
      if (current?.logicalId !== null) {
        return fail('draft/gone')
      }
      if (current.revision !== row.revision) {
        return ok('changed')
      }
      const answers = judged.value.questions.length === 0 ? ok(undefined) : mayAnswer(tx)
      if (!answers.ok) {
        return answers
      }
      const letterToHold = { row, letter: letter.value, judged: judged.value, ...sealed.value }
      return holdLetter(tx, audit, { ...letterToHold, line, until, isScheduled: leavesAt !== null, answered })
    })
    if (!held.ok) {
      if (held.error.code === 'policy/may-not-answer') {
        audit.record({ type: 'send.refused', code: held.error.code })
      }
      return held
    }
    if (held.value === 'changed') {
      return held.value
    }
    deps.onHeld(held.value)
    return ok({ kind: 'held', logicalId: held.value, leavesAt: new Date(until).toISOString(), line })
  }
}

function addresseesOf(reader: Reader, judged: Judgement, content: OutgoingContent): Addressee[] {
  const visible = new Set([...content.to, ...content.cc].map(({ address }) => address.trim().toLowerCase()))
  return judged.recipients.map((known) => ({
    known,
    passphrase: known.contact === null ? null : currentPassphrase(reader, known.contact.id),
    isBlind: !visible.has(known.address),
  }))
}

function attachmentsOf(reader: Reader, id: DraftRow['id']) {
  return listDraftAttachments(reader, id).map(({ id: attachmentId, name, contentType }) => ({
    fileName: name,
    contentType,
    bytes: readDraftAttachment(reader, id, attachmentId) ?? new Uint8Array(),
  }))
}
