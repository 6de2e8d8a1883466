import { z } from 'zod'
import { procedure, nothing } from './base.ts'

export const secretSchema = z.string().min(1).max(1024)

export const passphraseStrengthSchema = z.object({
  bits: z.number(),
  isEnough: z.boolean(),
  label: z.enum(['too-weak', 'weak', 'good', 'strong']),
})
export type PassphraseStrength = z.infer<typeof passphraseStrengthSchema>

export const recoveryKitSchema = z.object({
  words: z.array(z.string()),
  checkCode: z.string(),
})
export type RecoveryKit = z.infer<typeof recoveryKitSchema>

export const vaultContract = {
  strength: procedure.input(z.object({ passphrase: z.string().max(1024) })).output(passphraseStrengthSchema),
  /** First run: makes the encrypted store and unlocks it. */
  create: procedure.input(z.object({ passphrase: secretSchema })).output(nothing),
  unlock: procedure.input(z.object({ passphrase: secretSchema })).output(nothing),
  unlockWithKit: procedure
    .input(z.object({ kit: z.string().max(1024), newPassphrase: secretSchema }))
    .output(nothing),
  lock: procedure.output(nothing),
  changePassphrase: procedure.input(z.object({ current: secretSchema, next: secretSchema })).output(nothing),
  /** Makes a new kit and shows it; it counts only once `confirmKit` proves that it was written down. */
  makeKit: procedure.output(recoveryKitSchema),
  confirmKit: procedure
    .input(z.object({ checkCode: z.string().max(32), wordNumber: z.number().int().min(1), word: lineWord() }))
    .output(nothing),
  printKit: procedure.output(nothing),
  /** As a file only onto a removable drive, never beside the vault: `file/not-removable` otherwise. */
  saveKit: procedure.output(z.object({ saved: z.boolean() })),
}

function lineWord() {
  return z.string().max(64)
}
