import { z } from 'zod'
import { activityAlerts } from '../activity-alerts.ts'
import { contactIdSchema, messageIdSchema } from '../ids.ts'
import { headLetterTimes } from '../head-letter-times.ts'
import { rollbackReasons } from '../rollback-reasons.ts'
import { instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { draftSchema } from './drafts.ts'
import { secretSchema } from './vault.ts'

export const auditRowSchema = z.object({
  sequence: z.number().int().positive(),
  at: instantSchema,
  type: z.string(),
  /** Values that the sentence for `type` names; people already joined with their present names. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
})
export type AuditRow = z.infer<typeof auditRowSchema>

/** Whom letters with the head of the log go to, and how often one is to leave. */
export const headLetterPlanSchema = z.object({
  /** An address; empty: nobody yet. */
  to: z
    .string()
    .max(320)
    .regex(/^([^\s@]+@[^\s@]+)?$/),
  every: z.enum(headLetterTimes),
})
export type HeadLetterPlan = z.infer<typeof headLetterPlanSchema>

export const auditFilterSchema = z.object({
  types: z.array(z.string().max(64)).max(100).optional(),
  contactId: contactIdSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
export type AuditFilter = z.infer<typeof auditFilterSchema>

/** A message that came or was filed, one that was sent, or what is being written. */
export const storySubjectSchema = z.object({
  kind: z.enum(['message', 'logical', 'draft']),
  id: z.number().int().positive(),
})
export type StorySubject = z.infer<typeof storySubjectSchema>

/** A file or printout that left the store's protection because a person wanted it. */
export const fileLetOutSchema = z.object({
  id: z.number().int().positive(),
  at: instantSchema,
  way: z.enum(['saved', 'opened', 'printed', 'exported']),
  name: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  /** The folder's own name; null for a printout and for a copy that another program was given. */
  folder: z.string().nullable(),
  /** It still lies where it was written. */
  isThere: z.boolean(),
  messageId: messageIdSchema.nullable(),
})
export type FileLetOut = z.infer<typeof fileLetOutSchema>

/** What happened since the log was last looked through and signed off. */
export const activityReviewSchema = z.object({
  reviewedAt: instantSchema.nullable(),
  isDue: z.boolean(),
  /** Numbers of the first and last event; `to` is less than `from` where nothing is new. */
  from: z.number().int().positive(),
  to: z.number().int().nonnegative(),
  fromAt: instantSchema.nullable(),
  /** How many events of each type. */
  counts: z.record(z.string(), z.number().int().positive()),
  alerts: z.array(
    z.object({
      kind: z.enum(activityAlerts),
      count: z.number().int().positive(),
      firstAt: instantSchema,
      lastAt: instantSchema,
    }),
  ),
})
export type ActivityReview = z.infer<typeof activityReviewSchema>

export const auditContract = {
  list: procedure
    .input(
      auditFilterSchema.extend({
        cursor: z.string().max(64).nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullable() })),
  /** What happened to one message, the oldest first, up to 500 events. */
  story: procedure.input(storySubjectSchema).output(z.array(auditRowSchema)),
  types: procedure.output(z.array(z.string())),
  /** Checks the whole chain. */
  status: procedure.output(
    z.object({
      count: z.number().int().nonnegative(),
      isIntact: z.boolean(),
      firstBad: z.number().int().nullable(),
      anchoredAt: instantSchema.nullable(),
    }),
  ),
  review: procedure.output(activityReviewSchema),
  /** `to`: the last number that the person had before her. */
  signReview: procedure.input(z.object({ to: z.number().int().positive() })).output(nothing),
  /** The owner put the store back knowingly: that alarm rests. Errors: `audit/not-rolled-back`, `vault/wrong-passphrase`. */
  explainRollback: procedure
    .input(z.object({ reason: z.enum(rollbackReasons), passphrase: secretSchema }))
    .output(nothing),
  export: procedure
    .input(
      z.object({
        format: z.enum(['jsonl', 'csv', 'pdf']),
        /** Of one person's records alone. Error: `audit/nothing-of-person`. */
        contactId: contactIdSchema.optional(),
        /** Patients as codes is the default; with names is a recorded choice, stated in the file. */
        withNames: z.boolean(),
        from: instantSchema.optional(),
        to: instantSchema.optional(),
      }),
    )
    .output(z.object({ saved: z.boolean(), count: z.number().int(), headHash: z.string() })),
  /** The script that checks exports without Sealpost. False: the person cancelled. */
  saveVerifier: procedure.output(z.object({ saved: z.boolean() })),
  /** `headAt`: of when the newest head is that left in such a letter; null: none has left. */
  headLetter: procedure.output(headLetterPlanSchema.extend({ headAt: instantSchema.nullable() })),
  planHeadLetter: procedure.input(headLetterPlanSchema).output(nothing),
  /** Begins a letter that carries the head of the log, for somebody to keep, to whom the plan says. */
  writeHeadLetter: procedure
    .input(z.object({ subject: lineSchema, text: z.string().max(2000) }))
    .output(draftSchema),
  /** Newest first. */
  filesLetOut: procedure
    .input(
      z.object({ before: z.number().int().positive().nullable(), limit: z.number().int().min(1).max(200) }),
    )
    .output(z.object({ rows: z.array(fileLetOutSchema), next: z.number().int().positive().nullable() })),
  /** Shows where it lies, in the system's own window. */
  showFileLetOut: procedure.input(z.object({ id: z.number().int().positive() })).output(nothing),
}
