import { z } from 'zod'
import { exportFaults } from '../export-faults.ts'
import { auditFilterSchema, auditRowSchema, storySubjectSchema } from './audit.ts'
import { instantSchema, nothing, procedure } from './base.ts'

/** `seq`: where it shows; null: what is wrong is the file as a whole. `unprovenFrom`: 1, where nothing of it is proven. */
export const logVerdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({
    ...{ kind: z.literal('broken'), fault: z.enum(exportFaults) },
    ...{ seq: z.number().int().nullable(), unprovenFrom: z.number().int().positive() },
  }),
])
export type LogVerdict = z.infer<typeof logVerdictSchema>

export const titleSchema = z.string().trim().min(1).max(120)
export const logIdSchema = z.number().int().positive()
const rangeSchema = z.object({ from: z.number().int(), to: z.number().int() })

const exportSchema = z.object({
  /** As its manifest says; null where that can't be believed. */
  createdAt: instantSchema.nullable(),
  firstSeq: z.number().int(),
  /** Less than `firstSeq` where it holds no record. */
  lastSeq: z.number().int(),
  /** Number and hash of the log's newest record at that time. */
  headSeq: z.number().int(),
  headHash: z.string(),
})

/** An exported log that was chosen, before it is kept. */
export const logOfferSchema = exportSchema.extend({
  /** SHA-256 of the file, hexadecimal. */
  file: z.string(),
  verdict: logVerdictSchema,
  count: z.number().int(),
  /** There by their hash alone: the export is of one person. */
  withheld: z.number().int(),
  /** Fingerprint of the key that signed it. */
  signer: z.string().nullable(),
  /** Whose it is, where it says so. */
  owner: z.string().nullable(),
  /** The log that is here already, and that this goes on from where it is whole. */
  known: z.object({ id: logIdSchema, title: z.string() }).nullable(),
})
export type LogOffer = z.infer<typeof logOfferSchema>

/** A log of somebody else that is read here: all exports of it that agree, or one that doesn't hold. */
export const readLogSchema = z.object({
  id: logIdSchema,
  /** Random id of the log itself. */
  log: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  signer: z.string().nullable(),
  verdict: logVerdictSchema,
  /** It holds by itself, and another export of the same log contradicts it. */
  isContradicted: z.boolean(),
  count: z.number().int(),
  withheld: z.number().int(),
  firstAt: instantSchema.nullable(),
  lastAt: instantSchema.nullable(),
  /** Numbers that no export of it holds. */
  gaps: z.array(rangeSchema),
  /** The newest last. */
  exports: z.array(exportSchema.extend({ addedAt: instantSchema })),
})
export type ReadLog = z.infer<typeof readLogSchema>

/** Person by her code, since the names are those of another practice. */
export const readLogFilterSchema = auditFilterSchema
  .omit({ contactId: true })
  .extend({ person: z.string().max(64).optional() })
export type ReadLogFilter = z.infer<typeof readLogFilterSchema>

export const logsContract = {
  list: procedure.output(z.array(readLogSchema)),
  /**
   * Asks for an exported log and verifies it; null: the person cancelled.
   * Errors: `audit/not-an-export`, `audit/version-newer`, `audit/too-long-to-read`, `audit/export-known`, of reading a file.
   */
  choose: procedure.output(logOfferSchema.nullable()),
  /** Drops what was chosen and isn't wanted. */
  cancel: procedure.output(nothing),
  /** Keeps what was chosen, under a name. Errors: `audit/export-gone`, `audit/write-failed`. */
  add: procedure
    .input(z.object({ file: z.string().max(64), title: titleSchema }))
    .output(z.object({ id: logIdSchema })),
  /** It is looked through from here on, which is recorded. Error: `audit/log-gone`. */
  open: procedure.input(z.object({ id: logIdSchema })).output(
    readLogSchema.extend({
      /** Who is spoken of; the name is empty where the log has codes alone. */
      people: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
  /** Where it wasn't opened, that is recorded. Errors as of `open`. */
  events: procedure
    .input(
      readLogFilterSchema.extend({
        id: logIdSchema,
        cursor: z.string().max(64).nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullable() })),
  /** As `events`. */
  story: procedure
    .input(z.object({ id: logIdSchema, of: storySubjectSchema }))
    .output(z.array(auditRowSchema)),
  /** With its exports and records; the files that they came from stay where they are. Error: `audit/log-gone`. */
  remove: procedure.input(z.object({ id: logIdSchema })).output(nothing),
}
