import { z } from 'zod'
import { contactIdSchema, messageIdSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'

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

export const auditFilterSchema = z.object({
  types: z.array(z.string().max(64)).max(100).optional(),
  contactId: contactIdSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
export type AuditFilter = z.infer<typeof auditFilterSchema>

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

export const auditContract = {
  list: procedure
    .input(
      auditFilterSchema.extend({
        cursor: z.string().max(64).nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullable() })),
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
  export: procedure
    .input(
      z.object({
        format: z.enum(['jsonl', 'csv']),
        /** Patients as codes is the default; with names is a recorded choice, stated in the file. */
        withNames: z.boolean(),
        from: instantSchema.optional(),
        to: instantSchema.optional(),
      }),
    )
    .output(z.object({ saved: z.boolean(), count: z.number().int(), headHash: z.string() })),
  /** Newest first. */
  filesLetOut: procedure
    .input(
      z.object({ before: z.number().int().positive().nullable(), limit: z.number().int().min(1).max(200) }),
    )
    .output(z.object({ rows: z.array(fileLetOutSchema), next: z.number().int().positive().nullable() })),
  /** Shows where it lies, in the system's own window. */
  showFileLetOut: procedure.input(z.object({ id: z.number().int().positive() })).output(nothing),
}
