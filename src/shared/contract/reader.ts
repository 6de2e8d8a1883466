import { z } from 'zod'
import { messageIdSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'
import { addressSchema, attachmentSchema, linkSchema, partPathSchema } from './mail.ts'

/** A file of a message, by its place in it. */
const fileSchema = z.object({ id: messageIdSchema, partPath: partPathSchema })

/** A file as the window looks into it: a document on the app's origin, for a frame of its own. */
export const filePreviewSchema = z.object({
  /** `pages`: drawn by the frame's own script, which can reach nothing; `document`: nothing runs. */
  kind: z.enum(['pages', 'document']),
  url: z.string(),
  /** Only the beginning is shown. */
  isCut: z.boolean(),
})
export type FilePreview = z.infer<typeof filePreviewSchema>

/**
 * A message that came as a file of another one. It is what its file says, and no more: nothing of it is decrypted,
 * verified or judged, and the protection of the message around it says nothing of who wrote it.
 */
export const nestedMessageSchema = z.object({
  subject: z.string(),
  from: z.array(addressSchema),
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  /** Null: it names none that can be read. */
  date: instantSchema.nullable(),
  /** The body's own document, as of any mail; null: see `bodyState`. */
  bodyUrl: z.string().nullable(),
  /** `encrypted`, `signed`: its text is inside of that, and isn't taken out of it here. */
  bodyState: z.enum(['shown', 'empty', 'too-complex', 'encrypted', 'signed']),
  isTextCut: z.boolean(),
  /** They stay out: nothing of it is ever fetched. */
  blockedRemoteImages: z.number().int().nonnegative(),
  links: z.array(linkSchema),
  attachments: z.array(attachmentSchema),
})
export type NestedMessage = z.infer<typeof nestedMessageSchema>

/** The source of a message, piece by piece. */
export const messageSourceSchema = z.object({
  text: z.string(),
  /** In bytes; null: this was the end. */
  nextOffset: z.number().int().positive().nullable(),
  sizeBytes: z.number().int().nonnegative(),
})
export type MessageSource = z.infer<typeof messageSourceSchema>

/** A message of the same conversation, folded. */
export const threadRowSchema = z.object({
  id: messageIdSchema,
  /** The sender; null: this practice. */
  who: z.string().nullable(),
  date: instantSchema,
  snippet: z.string(),
  isUnread: z.boolean(),
  hasAttachments: z.boolean(),
})
export type ThreadRow = z.infer<typeof threadRowSchema>

/** What is done with an open message beside reading it. */
export const readerContract = {
  /** Recorded before it is shown. */
  preview: procedure
    .input(fileSchema.extend({ scheme: z.enum(['light', 'dark']) }))
    .output(filePreviewSchema),
  /** A file that is a message itself, as a document for the frame of mail. Recorded as a file that was looked at. */
  nested: procedure
    .input(fileSchema.extend({ scheme: z.enum(['light', 'dark']) }))
    .output(nestedMessageSchema),
  /**
   * Every file that can't run into one folder, each under a name that isn't there yet. `folder`: its own name; null:
   * the person cancelled.
   */
  saveAll: procedure.input(z.object({ id: messageIdSchema })).output(
    z.object({
      folder: z.string().nullable(),
      saved: z.number().int().nonnegative(),
      leftOut: z.number().int().nonnegative(),
    }),
  ),
  /** Opens a copy with the system's program; refused for what can run. */
  openFile: procedure.input(fileSchema).output(nothing),
  source: procedure
    .input(z.object({ id: messageIdSchema, offset: z.number().int().nonnegative() }))
    .output(messageSourceSchema),
  /** Through the system's dialog. */
  print: procedure.input(z.object({ id: messageIdSchema })).output(nothing),
  /** The conversation that the message belongs to, itself included, oldest first. */
  thread: procedure.input(z.object({ id: messageIdSchema })).output(z.array(threadRowSchema)),
}
