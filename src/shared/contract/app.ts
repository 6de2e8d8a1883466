import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { switchableRecognizers } from '../recognizers.ts'
import { recognizerSchema } from './drafts.ts'
import { eventSchema } from './events.ts'
import { waysInSchema } from './vault.ts'
import { procedure, instantSchema, nothing } from './base.ts'

/** What the window needs to know before anything else: which of the three lives the program is in. */
export const appStateSchema = z.object({
  phase: z.enum(['first-run', 'locked', 'unlocked']),
  /** Set-up steps still to do once unlocked; the recovery kit may wait until the first send. */
  setup: z.object({ hasAccount: z.boolean(), hasRecoveryKit: z.boolean() }),
  /** What the open vault is for; while locked, that of the vault that was open last. */
  vaultKind: z.enum(['mail', 'auditor']),
  practiceName: z.string().nullable(),
  waitingToLeave: z.number().int().nonnegative(),
  /** When the vault was unlocked, this computer's clock showed a time before what is known to have happened. */
  isClockBehind: z.boolean(),
  /** True in unpackaged runs: not for patient data. */
  isEvaluation: z.boolean(),
  /** True when the start script offers the embedded demo practice. */
  isDemoOffered: z.boolean(),
  /** The demo practice is being set up; until it is there, the phase stays `first-run`. */
  isOpeningDemo: z.boolean(),
  /** Set while the demo practice's own vault is open or locked: how to unlock it, and where its patients read. */
  demo: z.object({ passphrase: z.string(), patientViewUrl: z.string() }).nullable(),
  platform: z.string(),
  version: z.string(),
  unlockedAt: instantSchema.nullable(),
  /** While locked; null too where the header can't be read, which an attempt to unlock then says. */
  waysIn: waysInSchema.nullable(),
  /**
   * Who works on this computer, one vault each. `name` is null where the keychain doesn't say it, as for a vault that was
   * alone here when it was opened last.
   */
  people: z.array(z.object({ number: z.number().int().min(1), name: z.string().nullable() })),
  /** Who of them is in front of it, or begins at first run; null: nobody of several has said so. */
  person: z.number().int().min(1).nullable(),
  /** Locked, and found to be damaged so that nothing opens it: `vault.setAside` makes room for another. */
  canSetAside: z.boolean(),
  /** How the last erasure of a store failed once its session had ended; until a store is opened. */
  erasureFailure: z.enum(['vault/not-erased', 'vault/certificate-unfinished']).nullable(),
})
export type AppState = z.infer<typeof appStateSchema>

export const settingsSchema = z.object({
  idleLockMinutes: z.number().int().min(1).max(60),
  /** Pictures of the screen and shared screens leave the windows out, as far as the system does that. */
  hidesFromScreenCapture: z.boolean(),
  singleLetterKeys: z.boolean(),
  colorScheme: z.enum(['auto', 'light', 'dark']),
  /** A person may have the domain of an address asked for a key; off until turned on. */
  looksUpKeys: z.boolean(),
  /** Mail up to this size comes by itself, larger mail when it is opened; null: whatever its size. */
  fetchUpToBytes: z.number().int().positive().nullable(),
  /** Mail of so many months comes by itself, older mail when it is opened; null: whatever its age. */
  fetchBackMonths: z.number().int().positive().max(1200).nullable(),
  /** Drafts lie in the host's Drafts too, sealed to the practice's own key. */
  keepsDraftsOnHost: z.boolean(),
  /** In which languages what is written is checked. */
  spelling: z.enum(['off', 'en', 'es', 'en-es']),
  /** For a while after the passphrase, one of this computer's own passkeys unlocks without it. */
  passkeyUnlocksAlone: z.boolean(),
  /** Of the scan, none from the start; where a policy counts, the owner's choice alone does. */
  recognizersOff: z
    .array(recognizerSchema)
    .max(switchableRecognizers.length)
    .refine((ids) => new Set(ids).size === ids.length),
})
export type Settings = z.infer<typeof settingsSchema>

export const appContract = {
  state: procedure.output(appStateSchema),
  events: procedure.output(eventIterator(eventSchema)),
  /** Opens an https or mailto link in the system's own program, after the window has shown its host. */
  openLink: procedure.input(z.object({ url: z.url().max(8192) })).output(nothing),
  /** A person did something: postpones the idle lock. */
  touch: procedure.output(nothing),
  /** Something was copied in the window: the lock empties the clipboard of it. */
  noteCopy: procedure.output(nothing),
  /** The answer to the event `quit-asked`. */
  answerQuit: procedure.input(z.object({ mayQuit: z.boolean() })).output(nothing),
  settings: procedure.output(settingsSchema),
  saveSettings: procedure.input(settingsSchema).output(nothing),
}
