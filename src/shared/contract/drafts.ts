import { z } from 'zod'
import {
  contactIdSchema,
  draftIdSchema,
  fileHandleSchema,
  logicalMessageIdSchema,
  messageIdSchema,
} from '../ids.ts'
import { categories } from '../safe-harbor.ts'
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
  content: draftContentSchema,
  attachments: z.array(draftAttachmentSchema),
  /** The message that this answers or forwards. */
  inReplyTo: messageIdSchema.nullable(),
  /** The smallest of the host's SIZE and our own limit, for the size meter. */
  limitBytes: z.number().int().positive(),
  savedAt: instantSchema,
})
export type Draft = z.infer<typeof draftSchema>

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
  isInQuote: z.boolean(),
  needsDecision: z.boolean(),
})
export type Finding = z.infer<typeof findingSchema>

export const scanSummarySchema = z.object({
  decision: z.enum(['none', 'identifiers-only', 'phi']),
  hasHealthContext: z.boolean(),
  findings: z.array(findingSchema),
  notScanned: z.array(z.object({ part: z.string(), fileName: z.string(), reason: z.string() })),
})
export type ScanSummary = z.infer<typeof scanSummarySchema>

/** The closed list of what Send asks about (look.md); everything else goes without a question. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('another-patient-named'), patient: z.string(), recipient: z.string() }),
  z.object({ kind: z.literal('look-alike-address'), address: z.string(), known: z.string() }),
  z.object({ kind: z.literal('first-time-address'), address: z.string() }),
  z.object({ kind: z.literal('patients-visible-to-each-other'), patients: z.array(z.string()) }),
  z.object({
    kind: z.literal('sensitive-number'),
    label: z.enum(['SSN', 'CARD', 'ACCOUNT']),
    count: z.number().int(),
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

const draftRef = z.object({ id: draftIdSchema })

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
        z.object({ kind: z.enum(['answer', 'answer-all', 'forward']), messageId: messageIdSchema }),
      ]),
    )
    .output(draftSchema),
  save: procedure.input(draftRef.extend({ content: draftContentSchema })).output(draftSchema),
  discard: procedure.input(draftRef).output(nothing),
  /** With `files` the dropped ones, without it asks for files in the system's dialog. */
  attach: procedure
    .input(draftRef.extend({ files: z.array(fileHandleSchema).max(100).optional() }))
    .output(draftSchema),
  detach: procedure.input(draftRef.extend({ attachmentId: z.number().int().positive() })).output(draftSchema),
  /** The quiet count while typing; text that isn't saved yet is given along. */
  scan: procedure.input(draftRef.extend({ content: draftContentSchema })).output(scanSummarySchema),
  review: procedure.input(draftRef).output(reviewSchema),
  /** Full scan, route, seal and hold; asks (`decide`) only for the closed list. `answered` holds ids of questions answered. */
  send: procedure
    .input(draftRef.extend({ answered: z.array(z.string().max(512)).max(100) }))
    .output(sendOutcomeSchema),
}
