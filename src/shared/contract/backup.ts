import { z } from 'zod'
import { errorCodes } from '../errors/index.ts'
import { instantSchema, nothing, procedure } from './base.ts'
import { secretSchema, typedKitSchema } from './vault.ts'

const count = z.number().int().nonnegative()
const number = z.number().int().positive()

/** The store at one moment, as a person chooses it. */
export const backupVersionSchema = z.object({
  number,
  madeAt: instantSchema,
  storeBytes: count,
  /** What it added to the folder. */
  addedBytes: count,
  messages: count,
  people: count,
})
export type BackupVersion = z.infer<typeof backupVersionSchema>

/** What is wrong with a backup; src/main/vault/backup/verify.ts says what each means. */
export const backupFaultSchema = z.object({
  kind: z.enum([
    'key-file-changed',
    'version-changed',
    'version-missing',
    'version-replaced',
    'behind',
    'pack-missing',
    'pack-changed',
  ]),
  file: z.string(),
  /** The versions that can't be restored for it. */
  versions: z.array(number),
})
export type BackupFault = z.infer<typeof backupFaultSchema>

export const backupCheckSchema = z.object({
  versions: count,
  packs: count,
  faults: z.array(backupFaultSchema),
})
export type BackupCheck = z.infer<typeof backupCheckSchema>

/** A restore into a scratch vault, held against what the backup says and what the mail's hashes say. */
export const backupDrillSchema = z.object({
  version: number,
  madeAt: instantSchema,
  withKit: z.boolean(),
  messages: count,
  /** Sources of messages whose hash was compared. */
  sources: count,
  /** Records of the activity log whose chain was walked. */
  records: count,
  /** Empty: it passed. `unreadable`: the version couldn't be put together at all. */
  faults: z.array(z.enum(['unreadable', 'counts', 'activity-log', 'sources'])),
})
export type BackupDrill = z.infer<typeof backupDrillSchema>

const workSchema = z.enum(['backup', 'verify', 'drill'])

export const backupStateSchema = z.object({
  /** Name of the folder that was chosen; null: none. */
  place: z.string().nullable(),
  /** A person said that nobody but the practice holds it. */
  isOurs: z.boolean(),
  hasKit: z.boolean(),
  /** A legal hold stands: no version is taken away. */
  keepsAll: z.boolean(),
  running: workSchema.nullable(),
  newest: z.object({ madeAt: instantSchema, storeBytes: count, addedBytes: count }).nullable(),
  nextAt: instantSchema.nullable(),
  failure: z.object({ code: z.enum(errorCodes), at: instantSchema }).nullable(),
  verified: z.object({ at: instantSchema, isWhole: z.boolean() }).nullable(),
  drill: z.object({ at: instantSchema, passed: z.boolean(), withKit: z.boolean() }).nullable(),
  /** `backup-old`: older than 7 days, or none. `drill-old`: older than 3 months, or none. */
  reminders: z.array(z.enum(['no-place', 'backup-old', 'drill-old'])),
})
export type BackupState = z.infer<typeof backupStateSchema>

export const backupContract = {
  state: procedure.output(backupStateSchema),
  /** Asks for a folder; backups go there every day from then on. False: the person cancelled. */
  choosePlace: procedure.output(z.object({ chosen: z.boolean() })),
  /** No more backups; what lies there stays. */
  giveUpPlace: procedure.output(nothing),
  /** Where somebody else may hold the folder, an open task asks for the agreement. Error: `backup/no-folder`. */
  sayHolder: procedure.input(z.object({ isOurs: z.boolean() })).output(nothing),
  /** Answers at the end, and says how far it is by events, as the others do. */
  make: procedure.output(backupVersionSchema),
  versions: procedure.output(z.array(backupVersionSchema)),
  verify: procedure.output(backupCheckSchema),
  /** With the words of the kit it shows that the paper opens it, too. */
  drill: procedure.input(z.object({ kit: z.string().max(1024).nullable() })).output(backupDrillSchema),
  /** Ends what runs; what is whole stays. */
  cancel: procedure.output(nothing),

  /** First run: asks for the folder of a backup. Null: the person cancelled. */
  chooseSource: procedure.output(z.object({ place: z.string() }).nullable()),
  /** Opens it with the kit, or two of its shares; the versions that it holds, newest first. */
  openSource: procedure.input(z.object({ kit: typedKitSchema })).output(z.array(backupVersionSchema)),
  /** Makes the vault anew and unlocks it. */
  restore: procedure.input(z.object({ version: number, newPassphrase: secretSchema })).output(nothing),
  cancelRestore: procedure.output(nothing),
}
