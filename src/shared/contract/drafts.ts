import { z } from 'zod'
import {
  accountIdSchema,
  contactIdSchema,
  draftIdSchema,
  fileHandleSchema,
  logicalMessageIdSchema,
  messageIdSchema,
} from '../ids.ts'
import { categories, consultationRisks } from '../safe-harbor.ts'
import { switchableRecognizers } from '../recognizers.ts'
import { healthTopics, notScannedReasons } from '../scan-words.ts'
import { instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { recipientProtectionSchema } from './contacts.ts'
import { addressSchema } from './mail.ts'

export const draftContentSchema = z.object({
  to: z.array(addressSchema).max(200),
  cc: z.array(addressSchema).max(200),
  bcc: z.array(addressSchema).max(200),
  subject: lineSchema,
  /** What the editor holds, as the HTML that it writes; the quoted part of an answer is in it. */
  html: z.string().max(2_000_000),
  /** Everyone gets a copy of one's own, which names nobody else. */
  separateCopies: z.boolean().optional(),
  /** Where both forms of a sealed message would go, this one alone, because both are too large. */
  oneForm: z.enum(['html', 'pdf']).optional(),
})
export type DraftContent = z.infer<typeof draftContentSchema>

export const draftAttachmentSchema = z.object({
  id: z.number().int().positive(),
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int().nonnegative(),
})

export const draftSchema = z.object({
  id: draftIdSchema,
  /** The account that it leaves from. */
  accountId: accountIdSchema,
  content: draftContentSchema,
  attachments: z.array(draftAttachmentSchema),
  /** The message that this answers or forwards. */
  inReplyTo: messageIdSchema.nullable(),
  /** The smallest of the host's SIZE and our own limit, for the size meter. */
  limitBytes: z.number().int().positive(),
  /** Another one whenever what another computer wrote took the place of the text here. */
  takenRevision: z.number().int().nonnegative(),
  savedAt: instantSchema,
})
export type Draft = z.infer<typeof draftSchema>

/** A draft with the text that a person has on screen. */
export type SeenDraft = Pick<Draft, 'id' | 'takenRevision'>

export const categorySchema = z.enum(categories)

export const findingSchema = z.object({
  category: categorySchema,
  label: z.string(),
  /** `subject`, `text`, `file:ID` or `attachment:ID`. */
  part: z.string(),
  /** UTF-16 offsets into the part as the scanner read it. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** The words found, for the window that shows them; never logged. */
  value: z.string(),
  explanation: z.string(),
  /** How sure, 0 to 1. */
  score: z.number().min(0).max(1),
  /** Which of the places in the part where this value stands, from 0: the window has the text in another form. */
  occurrence: z.number().int().nonnegative(),
  isInQuote: z.boolean(),
  needsDecision: z.boolean(),
  /** Why Send asks about it whatever was dismissed: a number that opens accounts, or a patient of the practice. */
  alwaysAsked: z.enum(['number', 'patient']).nullable(),
  /**
   * What a consultation says instead; null in files. `replaces` are the words that it takes the place of, the value
   * and what belongs to it; `before`: how many units of them stand before the value.
   */
  replacement: z
    .object({ words: z.string(), replaces: z.string(), before: z.number().int().nonnegative() })
    .nullable(),
})
export type Finding = z.infer<typeof findingSchema>

/** What the wrong-recipient guard found about one recipient, to stand beside the name. */
export const recipientWarningSchema = z.discriminatedUnion('kind', [
  /** Turned out wrong before; `instead` took its place, where that is known. */
  z.object({ kind: z.literal('corrected'), address: z.string(), instead: z.string().nullable() }),
  /** The host refused it; `instead` as above. */
  z.object({ kind: z.literal('refused'), address: z.string(), instead: z.string().nullable() }),
  z.object({ kind: z.literal('look-alike'), address: z.string(), instead: z.string() }),
  z.object({ kind: z.literal('first-time'), address: z.string() }),
  z.object({ kind: z.literal('names-other-patient'), address: z.string(), patient: z.string() }),
])
export type RecipientWarning = z.infer<typeof recipientWarningSchema>

export const recognizerSchema = z.enum(switchableRecognizers)

export const decisionReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('patient-list-match'), count: z.number().int() }),
  z.object({ code: z.literal('recipient-is-patient') }),
  z.object({ code: z.literal('identifiers'), categories: z.array(categorySchema), count: z.number().int() }),
  z.object({ code: z.literal('health-context'), topics: z.array(z.enum(healthTopics)) }),
  z.object({ code: z.literal('psychotherapy-notes') }),
  z.object({ code: z.literal('part2') }),
  z.object({ code: z.literal('in-quote-only') }),
  z.object({ code: z.literal('not-scanned'), count: z.number().int() }),
])
export type DecisionReason = z.infer<typeof decisionReasonSchema>

export const scanSummarySchema = z.object({
  decision: z.enum(['none', 'identifiers-only', 'phi']),
  hasHealthContext: z.boolean(),
  findings: z.array(findingSchema),
  /** Why it is decided so, to be told to a person. */
  reasons: z.array(decisionReasonSchema),
  /**
   * Each file once for each reason, by its `part`; `fileName` leads to one inside another. It counts as health
   * information. What is written has a `part` of `text`, `subject` or `file:ID`.
   */
  notScanned: z.array(
    z.object({ part: z.string(), fileName: z.string(), reason: z.enum(notScannedReasons) }),
  ),
  /** How many findings are left out because a person said that they are no PHI. */
  setAside: z.number().int().nonnegative(),
  /** What was not looked for. */
  recognizersOff: z.array(recognizerSchema),
  warnings: z.array(recipientWarningSchema),
})
export type ScanSummary = z.infer<typeof scanSummarySchema>

/** How far a choice about a finding reaches: this draft, or every letter of the practice. */
export const reachSchema = z.enum(['draft', 'practice'])
export type Reach = z.infer<typeof reachSchema>

export const consultationRiskSchema = z.enum(consultationRisks)
export type ConsultationRisk = z.infer<typeof consultationRiskSchema>

export const consultationSchema = z.object({
  subject: lineSchema,
  html: z.string().max(2_000_000),
  /** In the order of the text; `replaced` and `words` are for the window that shows them, never logged. */
  changes: z.array(z.object({ category: categorySchema, replaced: z.string(), words: z.string() })),
  /** What still can point to one person. */
  risks: z.array(consultationRiskSchema),
})
export type Consultation = z.infer<typeof consultationSchema>

/** The closed list of what Send asks about (look.md); everything else goes without a question. */
export const questionSchema = z.discriminatedUnion('kind', [
  /** `where`: the most telling place, so that `quoted` means nowhere else. */
  z.object({
    kind: z.literal('another-patient-named'),
    patient: z.string(),
    recipient: z.string(),
    where: z.enum(['message', 'file', 'quoted']),
  }),
  /** `wasCorrected`: it turned out wrong before, and `known` took its place. */
  z.object({
    kind: z.literal('look-alike-address'),
    address: z.string(),
    known: z.string(),
    wasCorrected: z.boolean(),
  }),
  z.object({ kind: z.literal('first-time-address'), address: z.string() }),
  /** The last message to this address went with a stronger method, or the answered message came with one. */
  z.object({
    kind: z.literal('weaker-than-before'),
    measure: z.enum(['last-message', 'answered-message']),
    address: z.string(),
    before: z.enum(['openpgp', 'smime']),
    now: z.enum(['smime', 'sealed-message']),
  }),
  z.object({ kind: z.literal('patients-visible-to-each-other'), patients: z.array(z.string()) }),
  z.object({
    kind: z.literal('sensitive-number'),
    label: z.enum(['SSN', 'CARD', 'ACCOUNT']),
    count: z.number().int(),
    /** Nowhere but in the quoted part. */
    isInQuote: z.boolean(),
  }),
  z.object({ kind: z.literal('passphrase-in-text'), patient: z.string() }),
  z.object({ kind: z.literal('psychotherapy-notes') }),
  z.object({ kind: z.literal('part-2-content') }),
  z.object({
    kind: z.literal('recipient-without-protection'),
    address: z.string(),
    contactId: contactIdSchema.nullable(),
  }),
])
export type Question = z.infer<typeof questionSchema>

export const reviewSchema = z.object({
  /** `isBlocking`: no answer lets it go; the draft must change. */
  questions: z.array(z.object({ id: z.string(), question: questionSchema, isBlocking: z.boolean() })),
  recipients: z.array(recipientProtectionSchema),
  scan: scanSummarySchema,
  wireSizeBytes: z.number().int().nonnegative(),
})
export type Review = z.infer<typeof reviewSchema>

export const sendOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('held'),
    logicalId: logicalMessageIdSchema,
    leavesAt: instantSchema,
    line: z.string(),
  }),
  z.object({ kind: z.literal('decide'), review: reviewSchema }),
])
export type SendOutcome = z.infer<typeof sendOutcomeSchema>

/** How large the letter becomes on its way, and what helps where that is too much. */
export const draftSizeSchema = z.object({
  /** Of the largest copy, sealed and encoded, as a mail host counts it. */
  wireBytes: z.number().int().nonnegative(),
  limitBytes: z.number().int().positive(),
  /** Forms that fit when they go alone; none while everything fits. */
  formsThatFit: z.array(z.enum(['html', 'pdf'])),
  /** How many messages the attachments can be divided among; null while everything fits, or one file is too much. */
  parts: z.number().int().positive().nullable(),
})
export type DraftSize = z.infer<typeof draftSizeSchema>

const draftRef = z.object({ id: draftIdSchema })
/** What is done with a text as a whole: `draft/unseen-text` where another computer's took its place since. */
const seenRef = draftRef.extend(draftSchema.pick({ takenRevision: true }).shape)
const writtenRef = draftRef.extend(draftSchema.pick({ takenRevision: true, content: true }).shape)
const valueRef = z.object({ category: categorySchema, value: z.string().min(1).max(1000) })

export const draftsContract = {
  list: procedure.output(z.array(draftSchema)),
  get: procedure.input(draftRef).output(draftSchema),
  create: procedure
    .input(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('new'),
          to: z.array(addressSchema).optional(),
          subject: lineSchema.optional(),
        }),
        /** `continue`: what another program left in Drafts goes on as a draft of ours; that copy stays as it is. */
        z.object({
          kind: z.enum(['answer', 'answer-all', 'forward', 'continue']),
          messageId: messageIdSchema,
        }),
      ]),
    )
    .output(draftSchema),
  /**
   * `takenRevision`: of the text that it was written on. Where another computer's took its place since, both are kept: the
   * answer is the new draft that holds what was given.
   */
  save: procedure.input(writtenRef).output(draftSchema),
  /** It leaves from this account, with its signature in the place of the other's. */
  chooseAccount: procedure.input(draftRef.extend({ accountId: accountIdSchema })).output(draftSchema),
  discard: procedure.input(seenRef).output(nothing),
  /** With `files` the dropped ones, without it asks for files in the system's dialog. */
  attach: procedure
    .input(draftRef.extend({ files: z.array(fileHandleSchema).max(100).optional() }))
    .output(draftSchema),
  detach: procedure.input(draftRef.extend({ attachmentId: z.number().int().positive() })).output(draftSchema),
  /** Text that isn't saved yet is given along. */
  size: procedure.input(draftRef.extend({ content: draftContentSchema })).output(draftSizeSchema),
  /** Divides the attachments among several drafts, each "Part 1 of 2"; the first is this one. `seal/too-large` */
  split: procedure.input(seenRef).output(z.array(draftSchema)),
  /**
   * Scans, seals and saves the files of a sealed message to a folder, to be handed over in person; nothing is sent.
   * Errors: `send/decision-needed` where Send would ask, `seal/no-method` unless it is one patient with a passphrase.
   */
  handOver: procedure.input(seenRef).output(z.object({ saved: z.boolean() })),
  /** The quiet count while typing; text that isn't saved yet is given along. */
  scan: procedure.input(draftRef.extend({ content: draftContentSchema })).output(scanSummarySchema),
  /**
   * "Not PHI here" and "Never flag this", about everything with this value and category in the text as it stands.
   * Errors: `phi/always-asked` for what Send asks about in any case, `phi/no-such-finding`.
   */
  dismissFinding: procedure
    .input(draftRef.extend({ content: draftContentSchema, reach: reachSchema }).extend(valueRef.shape))
    .output(nothing),
  /** Takes such a choice back. */
  flagAgain: procedure.input(draftRef.extend({ reach: reachSchema }).extend(valueRef.shape)).output(nothing),
  /** Records that the window puts other words in the place of a finding; it does so when this has answered. */
  recordReplacement: procedure.input(draftRef.extend({ category: categorySchema })).output(nothing),
  /** What preparing for a consultation would change, and what risk remains; changes nothing. */
  previewConsultation: procedure
    .input(draftRef.extend({ content: draftContentSchema }))
    .output(consultationSchema),
  /**
   * Changes and stores the draft so, and records it by category and count. `takenRevision` as for `save`; error:
   * `draft/written-elsewhere`.
   */
  prepareConsultation: procedure.input(writtenRef).output(consultationSchema),
  review: procedure.input(seenRef).output(reviewSchema),
  /**
   * Full scan, route, seal and hold; asks (`decide`) only for the closed list. `answered` holds ids of questions
   * answered; `policy/may-not-answer` where the policy leaves answers to others. With `leavesAt` it is sealed now and held
   * until then; `send/time-not-ahead` for a time that has passed.
   */
  send: procedure
    .input(
      seenRef.extend({
        answered: z.array(z.string().max(512)).max(100),
        leavesAt: instantSchema.nullish(),
      }),
    )
    .output(sendOutcomeSchema),
}
