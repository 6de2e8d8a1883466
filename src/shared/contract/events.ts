import { z } from 'zod'
import { errorCodes } from '../errors/index.ts'
import {
  accountIdSchema,
  draftIdSchema,
  logicalMessageIdSchema,
  mailboxIdSchema,
  messageIdSchema,
} from '../ids.ts'

const accountConnectionSchema = z.object({
  state: z.enum(['offline', 'connecting', 'syncing', 'online', 'error']),
  checkedAt: z.iso.datetime().nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  failure: z
    .object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .nullable(),
})
export type AccountConnection = z.infer<typeof accountConnectionSchema>

/** One state for all accounts, the one that a person should know first, and that of each. */
export const connectionSchema = accountConnectionSchema.extend({
  accounts: z.array(accountConnectionSchema.extend({ accountId: accountIdSchema })),
})
export type Connection = z.infer<typeof connectionSchema>

/** What the engine tells the window without being asked: what has changed, never the content itself. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('phase-changed'), phase: z.enum(['first-run', 'locked', 'unlocked']) }),
  z.object({ type: z.literal('mail-changed'), mailboxIds: z.array(mailboxIdSchema) }),
  /** The host refused what was done to a mailbox here, which is as it was before. */
  z.object({ type: z.literal('mailbox-refused'), code: z.enum(errorCodes) }),
  z.object({ type: z.literal('connection-changed'), connection: connectionSchema }),
  /** One was added, changed or removed, or another one is the default. */
  z.object({ type: z.literal('accounts-changed') }),
  z.object({ type: z.literal('outbox-changed'), logicalId: logicalMessageIdSchema }),
  z.object({ type: z.literal('draft-changed'), draftId: draftIdSchema }),
  /** A draft came, or its text is another one now: it was written on another computer of the practice. */
  z.object({ type: z.literal('draft-taken'), draftId: draftIdSchema }),
  z.object({ type: z.literal('contacts-changed') }),
  z.object({ type: z.literal('audit-appended') }),
  /** What `evidence.openCount` counts is another, as was found out after it had answered. */
  z.object({ type: z.literal('tasks-changed') }),
  /** The recovery data at the mail host is another, or couldn't be put there. */
  z.object({ type: z.literal('recovery-changed') }),
  /** Of a running `mail.fetch`. */
  z.object({
    type: z.literal('fetch-progress'),
    id: messageIdSchema,
    doneBytes: z.number().int(),
    totalBytes: z.number().int(),
  }),
  /** Of a running `carry.exportMail`, in messages. */
  z.object({ type: z.literal('export-progress'), done: z.number().int(), total: z.number().int() }),
  /** Of a running import: how much of the files is read, and how many messages were in it. */
  z.object({
    type: z.literal('import-progress'),
    doneBytes: z.number().int(),
    totalBytes: z.number().int(),
    messages: z.number().int(),
  }),
  /** Of a running backup, verification, drill or restore. */
  z.object({
    type: z.literal('backup-progress'),
    work: z.enum(['backup', 'verify', 'drill', 'restore']),
    done: z.number().int(),
    total: z.number().int(),
  }),
  /** Of a running `vault.renewStoreKey`, in bytes of the store. */
  z.object({ type: z.literal('renewal-progress'), done: z.number().int(), total: z.number().int() }),
  /** What `vault.storeKey` says is another. */
  z.object({ type: z.literal('store-key-changed') }),
  /** What `backup.state` says is another. */
  z.object({ type: z.literal('backup-changed') }),
  /** What `collector.state` says is another. */
  z.object({ type: z.literal('collector-changed') }),
  /** The program is to end while a message is in the hold; answered by `app.answerQuit`. */
  z.object({ type: z.literal('quit-asked') }),
  /** The application menu asks for one of the window's own commands. */
  z.object({ type: z.literal('command'), command: z.string() }),
])
export type AppEvent = z.infer<typeof eventSchema>
