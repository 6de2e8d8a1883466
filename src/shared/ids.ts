import { z } from 'zod'

/** Ids are row ids of the store, branded so that one kind can't stand for another. */
const rowId = z.number().int().positive()

export const accountIdSchema = rowId.brand<'AccountId'>()
export const mailboxIdSchema = rowId.brand<'MailboxId'>()
export const messageIdSchema = rowId.brand<'MessageId'>()
export const contactIdSchema = rowId.brand<'ContactId'>()
export const groupIdSchema = rowId.brand<'GroupId'>()
export const draftIdSchema = rowId.brand<'DraftId'>()
/** One message as its writer sees it; each recipient group's copy of it is a submission. */
export const logicalMessageIdSchema = rowId.brand<'LogicalMessageId'>()
/** One import or export of mail. */
export const transferIdSchema = rowId.brand<'TransferId'>()
/** A file that the person picked or dropped; its path stays outside the window. */
export const fileHandleSchema = z.string().min(1).max(64).brand<'FileHandle'>()

export type AccountId = z.infer<typeof accountIdSchema>
export type MailboxId = z.infer<typeof mailboxIdSchema>
export type MessageId = z.infer<typeof messageIdSchema>
export type ContactId = z.infer<typeof contactIdSchema>
export type GroupId = z.infer<typeof groupIdSchema>
export type DraftId = z.infer<typeof draftIdSchema>
export type LogicalMessageId = z.infer<typeof logicalMessageIdSchema>
export type TransferId = z.infer<typeof transferIdSchema>
export type FileHandle = z.infer<typeof fileHandleSchema>
