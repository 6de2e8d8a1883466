import { z } from 'zod'
import { questionAnswers } from '../../../shared/question-answer.ts'
import { code, count, event, message, person, sha256 } from './fields.ts'

/** Id of a message as its writer sees it, through hold and delivery. */
const logical = z.number().int().positive()
/** Id of what is being written, until it is held as a message. */
const draft = z.number().int().positive()
const method = z.enum(['openpgp', 'smime', 'sealed-message'])
const form = z.enum(['html', 'pdf', 'both'])
const safeHarborCategory = z.enum('ABCDEFGHIJKLMNOPQR'.split('') as [string, ...string[]])

/** What a scan found, by category and count. */
export const scanRecordSchema = z.strictObject({
  decision: z.enum(['none', 'identifiers-only', 'phi']),
  hasHealthContext: z.boolean(),
  categories: z.partialRecord(safeHarborCategory, z.number().int().positive()),
  notScanned: count,
  // Findings that a person had said are no PHI; they are not among the categories.
  setAside: count,
  flags: z.array(z.enum(['psychotherapy-notes', 'part-2'])),
})

export type ScanRecord = z.infer<typeof scanRecordSchema>

export const sendingEvents = z.discriminatedUnion('type', [
  // From draft to delivery: 164.312(e).
  event('draft.started', {
    draft,
    kind: z.enum(['new', 'reply', 'forward']),
    // What it answers or passes on.
    message: message.nullable(),
  }),
  // What was written so far was shown: once for each time that it is worked on.
  event('draft.opened', { draft }),
  event('draft.discarded', { draft }),
  // Send was pressed: what was a draft is a message from now on.
  event('message.composed', { logical, draft }),
  // Which rung of the ladder a copy goes by, and what that is known from.
  event('message.routed', {
    logical,
    method,
    by: z.enum(['certificate', 'passphrase']),
    persons: z.array(person),
  }),
  event('scan.decided', { logical: logical.nullable(), ...scanRecordSchema.shape }),
  event('finding.replaced', { category: safeHarborCategory, count: z.number().int().positive() }),
  event('finding.dismissed', {
    category: safeHarborCategory,
    count: z.number().int().positive(),
    reach: z.enum(['draft', 'practice']),
  }),
  event('finding.flagged-again', { category: safeHarborCategory, reach: z.enum(['draft', 'practice']) }),
  event('consultation.prepared', {
    categories: z.partialRecord(safeHarborCategory, z.number().int().positive()),
  }),
  event('send.refused', { code }),
  // The reason is the answer that let it pass; `person`: to whose address.
  event('send.question-answered', {
    logical,
    question: z.string(),
    answer: z.enum(questionAnswers),
    person: person.nullable(),
  }),
  // Out of our hands: nobody can tell any more who has it, but it is sealed.
  event('message.handed-over', { person, files: count, sizeBytes: count }),
  event('message.sealed', {
    logical,
    submission: z.number().int().positive(),
    method,
    form: form.nullable(),
    persons: z.array(person),
    recipients: count,
    sizeBytes: count,
  }),
  event('message.held', { logical, until: z.number() }),
  // Locked or quit during the hold, and the person wants to send it later.
  event('message.kept', { logical }),
  event('message.undone', { logical }),
  // It came back, and its text is in a new draft to those whom it didn't reach.
  event('message.written-again', { logical, recipients: z.number().int().positive() }),
  event('message.other-form-sent', { logical, person }),
  event('submission.attempted', {
    logical,
    submission: z.number().int().positive(),
    attempt: z.number().int().positive(),
  }),
  event('submission.sent', { logical, submission: z.number().int().positive(), tls: z.string() }),
  // Some recipients were accepted or refused while others were not, each for itself.
  event('submission.answered-in-part', {
    logical,
    submission: z.number().int().positive(),
    tls: z.string(),
    accepted: count,
    refused: count,
    waiting: count,
  }),
  // A person ended the tries for those who still waited.
  event('submission.stopped', { logical, submission: z.number().int().positive() }),
  event('submission.deferred', { logical, submission: z.number().int().positive(), code }),
  event('submission.refused', { logical, submission: z.number().int().positive(), code }),
  // For those who still waited for it; the others had it before.
  event('submission.refused-in-part', {
    logical,
    submission: z.number().int().positive(),
    code,
    refused: z.number().int().positive(),
    reached: z.number().int().positive(),
  }),
  event('submission.unknown', { logical, submission: z.number().int().positive() }),
  // A delivery report says that it didn't reach a recipient; vouched for when it named what only hosts know.
  event('submission.returned', {
    logical,
    submission: z.number().int().positive(),
    code,
    isVouched: z.boolean(),
  }),
  // A host on the way had no TLS and returned it; a person lets the same bytes leave again without requiring it.
  event('submission.tls-waived', {
    logical,
    submission: z.number().int().positive(),
    recipients: z.number().int().positive(),
  }),
  event('submission.resolved', {
    logical,
    submission: z.number().int().positive(),
    by: z.enum(['person', 'found-in-sent']),
    answer: z.enum(['send-again', 'it-left']),
  }),
  event('message.filed', { logical }),
  // The host keeps what was submitted under Sent itself; no copy of ours is put beside it.
  event('message.filed-by-host', { logical }),
  // In the commit that settles a hand-over: the signed receipt of what protected it, by its hash.
  event('receipt.written', {
    logical,
    submission: z.number().int().positive(),
    receipt: sha256,
    recipients: z.number().int().positive(),
  }),
  event('receipt.saved', { logical, receipt: sha256 }),
])
