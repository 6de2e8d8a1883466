import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { eventSchema } from './events.ts'
import { procedure, instantSchema, nothing } from './base.ts'

/** What the window needs to know before anything else: which of the three lives the program is in. */
export const appStateSchema = z.object({
  phase: z.enum(['first-run', 'locked', 'unlocked']),
  /** Set-up steps still to do once unlocked; the recovery kit may wait until the first send. */
  setup: z.object({ hasAccount: z.boolean(), hasRecoveryKit: z.boolean() }),
  practiceName: z.string().nullable(),
  waitingToLeave: z.number().int().nonnegative(),
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
})
export type AppState = z.infer<typeof appStateSchema>

export const settingsSchema = z.object({
  idleLockMinutes: z.number().int().min(1).max(60),
  singleLetterKeys: z.boolean(),
  colorScheme: z.enum(['auto', 'light', 'dark']),
  /** A person may have the domain of an address asked for a key; off until turned on. */
  looksUpKeys: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

export const appContract = {
  state: procedure.output(appStateSchema),
  events: procedure.output(eventIterator(eventSchema)),
  /** Opens an https or mailto link in the system's own program, after the window has shown its host. */
  openLink: procedure.input(z.object({ url: z.url().max(8192) })).output(nothing),
  /** A person did something: postpones the idle lock. */
  touch: procedure.output(nothing),
  /** The answer to the event `quit-asked`. */
  answerQuit: procedure.input(z.object({ mayQuit: z.boolean() })).output(nothing),
  settings: procedure.output(settingsSchema),
  saveSettings: procedure.input(settingsSchema).output(nothing),
}
