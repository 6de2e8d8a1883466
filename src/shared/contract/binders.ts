import { z } from 'zod'
import { headStandings } from '../head-standings.ts'
import { instantSchema, nothing, procedure } from './base.ts'
import { logIdSchema, titleSchema } from './logs.ts'

const binderIdSchema = z.number().int().positive()

const factsSchema = z.object({
  /** SHA-256 of the file, hexadecimal; and of the PDF that was saved with it. */
  file: z.string(),
  pdf: z.string(),
  /** As it says, as all that follows. */
  createdAt: instantSchema,
  /** Whose it is; empty where it has no name. */
  practice: z.string(),
  /** Fingerprint of the key that signed it. */
  signer: z.string(),
  /** Number and hash of the newest record that its log had then. */
  headSeq: z.number().int(),
  headHash: z.string(),
  /** What the logs here say of that record: those of the same log, or of the same key. None: there is no such log. */
  beside: z.array(
    z.object({
      ...{ log: logIdSchema, title: z.string(), standing: z.enum(headStandings) },
      /** Only where it holds the record: it also says that this very file was saved. */
      isFileNamed: z.boolean(),
    }),
  ),
})
export type BinderFacts = z.infer<typeof factsSchema>

/** A binder of somebody else that is read here. */
export const readBinderSchema = factsSchema.extend({
  id: binderIdSchema,
  title: z.string(),
  addedAt: instantSchema,
})
export type ReadBinder = z.infer<typeof readBinderSchema>

/** As the list has it; one that doesn't hold any more can still be taken away. */
const listedBinderSchema = z.discriminatedUnion('kind', [
  readBinderSchema.extend({ kind: z.literal('read') }),
  readBinderSchema.pick({ id: true, title: true, addedAt: true }).extend({ kind: z.literal('unreadable') }),
])
export type ListedBinder = z.infer<typeof listedBinderSchema>

const lineSchema = z.object({
  label: z.string(),
  value: z.string(),
  /** Of 45 CFR; null: the section's. */
  paragraph: z.string().nullable(),
})

/** A part of the binder, in the words of its PDF. */
export const binderSectionSchema = z.object({
  title: z.string(),
  /** Of 45 CFR; empty: each line has its own. */
  paragraph: z.string(),
  /** What is written down as records has versions, the newest first; all else is one without a number. */
  records: z.array(
    z.array(
      z.object({
        written: z.object({ version: z.number().int(), at: instantSchema }).nullable(),
        lines: z.array(lineSchema),
      }),
    ),
  ),
})
export type ShownBinderSection = z.infer<typeof binderSectionSchema>

/** Evidence binders of others. */
export const bindersContract = {
  list: procedure.output(z.array(listedBinderSchema)),
  /**
   * Asks for the JSON file of a binder and verifies it; null: the person cancelled.
   * Errors: `evidence/not-a-binder`, `evidence/binder-newer`, `evidence/binder-changed`, `evidence/binder-unknown-parts`,
   * `evidence/binder-too-long`, `evidence/binder-known`, of reading a file.
   */
  choose: procedure.output(factsSchema.nullable()),
  /** Drops what was chosen and isn't wanted. */
  cancel: procedure.output(nothing),
  /** Keeps what was chosen, under a name. Errors: `evidence/binder-not-chosen`, `audit/write-failed`. */
  add: procedure
    .input(z.object({ file: z.string().max(64), title: titleSchema }))
    .output(z.object({ id: binderIdSchema })),
  /** It is looked through from here on, which is recorded. Error: `evidence/binder-gone`. */
  open: procedure
    .input(z.object({ id: binderIdSchema }))
    .output(readBinderSchema.extend({ sections: z.array(binderSectionSchema) })),
  /** The file that it came from stays where it is. Error: `evidence/binder-gone`. */
  remove: procedure.input(z.object({ id: binderIdSchema })).output(nothing),
}
