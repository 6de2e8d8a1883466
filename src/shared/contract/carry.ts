import { z } from 'zod'
import { contactIdSchema, mailboxIdSchema, transferIdSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'

const count = z.number().int().nonnegative()

/** How messages leave in an export: as they came, or in clear. */
export const exportFormSchema = z.enum(['as-stored', 'decrypted'])
export type ExportForm = z.infer<typeof exportFormSchema>

/** What the files are: an mbox for each mailbox, an .eml for each message, or PDFs to be printed. */
export const exportFormatSchema = z.enum(['mbox', 'eml', 'pdf'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mailboxes'), mailboxIds: z.array(mailboxIdSchema).min(1).max(1000) }),
  z.object({ kind: z.literal('search'), query: z.string().min(1).max(500) }),
  /** All mail from or to one of the person's addresses, in any mailbox. */
  z.object({ kind: z.literal('patient'), contactId: contactIdSchema }),
])
export type ExportScope = z.infer<typeof exportScopeSchema>

export const exportInputSchema = z.object({
  scope: exportScopeSchema,
  format: exportFormatSchema,
  form: exportFormSchema,
})
export type ExportInput = z.infer<typeof exportInputSchema>

/** What an export brought. */
export const mailExportSchema = z.object({
  /** `cancelled`: before it began; nothing was written or recorded. */
  outcome: z.enum(['complete', 'stopped', 'cancelled']),
  /** Name of the folder that was made. */
  folder: z.string(),
  files: count,
  messages: count,
  /** In the files as they came, because they couldn't be decrypted. */
  stillEncrypted: count,
  /** Not in the files: their text isn't on this computer and couldn't be brought. */
  missing: count,
  /** Characters that the font of the PDFs lacks and that stand there as their number. */
  replacedCharacters: count,
})
export type MailExport = z.infer<typeof mailExportSchema>

/** Why something in the files wasn't imported. */
export const importProblemReasonSchema = z.enum([
  /** A link: what it names may be anything. */
  'link',
  'unreadable',
  'not-mail',
  'empty',
  'damaged',
  /** Over the size that a message may have. */
  'too-large',
  /** Folders within folders without an end. */
  'too-deep',
  /** Apple Mail keeps its attachments elsewhere: the message was imported without them. */
  'partial',
])
export type ImportProblemReason = z.infer<typeof importProblemReasonSchema>

export const importCountsSchema = z.object({
  /** Imported in this run. */
  added: count,
  /** Here already, from this or another import. */
  known: count,
  /** Marked as deleted where they come from, and left out. */
  deleted: count,
  /** Imported, and too complex to display. */
  tooComplex: count,
})
export type ImportCounts = z.infer<typeof importCountsSchema>

export const mailImportSchema = z.object({
  id: transferIdSchema,
  name: z.string(),
  state: z.enum(['running', 'complete', 'stopped', 'failed', 'interrupted']),
  startedAt: instantSchema,
  counts: importCountsSchema,
  /** What it brought, in all its runs, and is still here. */
  messages: count,
  /** The first of them, and how many there are. */
  problems: z.array(z.object({ path: z.string(), reason: importProblemReasonSchema })),
  problemCount: count,
})
export type MailImport = z.infer<typeof mailImportSchema>

/** Mail taken along to files, and brought in from files. */
export const carryContract = {
  /**
   * Asks where, records, then writes a folder with the files, a manifest and SHA-256 sums. Answers at the end and says
   * how far it is by events. One export runs at a time: the next ends the one before.
   */
  exportMail: procedure.input(exportInputSchema).output(mailExportSchema),
  /** Ends a running export; files that are whole stay, and the manifest says that it was stopped. */
  cancelExport: procedure.output(nothing),
  imports: procedure.output(z.array(mailImportSchema)),
  /** Asks for a file or a folder and imports it; answers at the end. Null: the person cancelled. */
  importMail: procedure
    .input(z.object({ from: z.enum(['file', 'folder']) }))
    .output(mailImportSchema.nullable()),
  /** Goes on with one that was stopped or interrupted, or looks for what is new. */
  resumeImport: procedure.input(z.object({ id: transferIdSchema })).output(mailImportSchema),
  cancelImport: procedure.output(nothing),
  /** Takes everything away that an import brought. */
  removeImport: procedure.input(z.object({ id: transferIdSchema })).output(nothing),
}
