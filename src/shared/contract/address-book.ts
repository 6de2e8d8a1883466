import { z } from 'zod'
import { bookFields } from '../book-fields.ts'
import { contactIdSchema, fileHandleSchema, groupIdSchema } from '../ids.ts'
import { lineSchema, nothing, procedure } from './base.ts'
import { contactKindSchema } from './contacts.ts'

export const groupSchema = z.object({
  id: groupIdSchema,
  name: lineSchema,
  /** By name; people who were archived stay in it, and are not offered to write to. */
  members: z.array(z.object({ contactId: contactIdSchema, name: z.string(), address: z.string() })),
})
export type Group = z.infer<typeof groupSchema>

export const bookFormatSchema = z.enum(['vcard', 'csv'])
export type BookFormat = z.infer<typeof bookFormatSchema>

/** What a column of a table can mean. */
export const bookFieldSchema = z.enum(bookFields)
export type BookField = z.infer<typeof bookFieldSchema>

/** Why an entry of a file can't be taken. */
export const entryProblemSchema = z.enum([
  'no-address',
  'bad-address',
  'bad-date',
  'bad-quotes',
  'too-long',
  'too-many-values',
  'unsafe-characters',
  'address-twice',
  'several-people',
  'unfinished',
  'bad-version',
])
export type EntryProblem = z.infer<typeof entryProblemSchema>

export const importPreviewSchema = z.object({
  importId: z.string(),
  fileName: z.string(),
  format: bookFormatSchema,
  /** As what those are added of whom the file doesn't say it. */
  kind: contactKindSchema,
  /** Of a table: its columns with what each is taken for, and the first thing that stands in it. */
  columns: z.array(z.object({ name: z.string(), field: bookFieldSchema.nullable(), example: z.string() })),
  counts: z.object({
    new: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    unreadable: z.number().int(),
    certificates: z.number().int(),
  }),
  /** The first of those who are new or changed, in the order of the file. */
  people: z.array(
    z.object({
      line: z.number().int(),
      state: z.enum(['new', 'changed']),
      name: z.string(),
      address: z.string(),
      /** Which details a change concerns. */
      fields: z.array(z.string()),
    }),
  ),
  /** The first of those who can't be taken. */
  problems: z.array(z.object({ line: z.number().int(), problem: entryProblemSchema, value: z.string() })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

const importRef = z.object({ importId: z.string().max(64) })

export const addressBookContract = {
  groups: procedure.output(z.array(groupSchema)),
  /** Without an id a new one. Errors: `group/exists`, `group/absent`. */
  saveGroup: procedure
    .input(
      z.object({
        id: groupIdSchema.nullable(),
        name: lineSchema.trim().min(1).max(100),
        members: z.array(contactIdSchema).max(200),
      }),
    )
    .output(groupSchema),
  removeGroup: procedure.input(z.object({ id: groupIdSchema })).output(nothing),
  /**
   * Reads a file and shows what would come of it; keeps nothing. With `file` a dropped one, without it asks in the
   * system's dialog (null: cancelled). Errors: `import/*`, `file/*`.
   */
  openImport: procedure
    .input(z.object({ file: fileHandleSchema.optional(), kind: contactKindSchema }))
    .output(importPreviewSchema.nullable()),
  /** The same file read in another way. Error: `import/gone`. */
  readImportAs: procedure
    .input(
      importRef.extend({
        kind: contactKindSchema,
        /** One for each column; null leaves it out. */
        fields: z.array(bookFieldSchema.nullable()).max(200),
      }),
    )
    .output(importPreviewSchema),
  /** In one commit, with its audit event; `changesKnown` false leaves those as they are who are known. */
  confirmImport: procedure
    .input(importRef.extend({ changesKnown: z.boolean() }))
    .output(z.object({ added: z.number().int(), changed: z.number().int() })),
  cancelImport: procedure.input(importRef).output(nothing),
  /** Asks where; the file leaves Sealpost's protection, recorded and listed. */
  export: procedure
    .input(z.object({ format: bookFormatSchema, kinds: z.array(contactKindSchema).min(1).max(3) }))
    .output(z.object({ saved: z.boolean(), people: z.number().int() })),
}
