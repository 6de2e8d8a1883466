import { z } from 'zod'
import { accountDetailsSchema } from './accounts.ts'
import { failureSchema, instantSchema, nothing, procedure } from './base.ts'
import { secretSchema, typedKitSchema } from './vault.ts'

export const recoveryStatusSchema = z.object({
  /** `waiting`: what was done here isn't in it yet. */
  state: z.enum(['no-account', 'no-kit', 'waiting', 'keeping', 'kept', 'failed']),
  /** The mail host that keeps it. */
  host: z.string().nullable(),
  /** Of what the host has. */
  keptAt: instantSchema.nullable(),
  /** Why the last attempt failed; it is tried again by itself. */
  failure: failureSchema.nullable(),
})
export type RecoveryStatus = z.infer<typeof recoveryStatusSchema>

export const recoveryFoundSchema = z.object({
  host: z.string(),
  madeAt: instantSchema,
  /** Set when mail lies in Sent that is clearly newer: then the host may be showing old recovery data. */
  newestSentAt: instantSchema.nullable(),
})
export type RecoveryFound = z.infer<typeof recoveryFoundSchema>

export const recoveryContract = {
  /** Of the recovery data at the practice's mail host. */
  status: procedure.output(recoveryStatusSchema),
  keepNow: procedure.output(nothing),
  /**
   * First run: signs in and looks for recovery data. What was found waits for `open`; nothing is stored.
   * Errors: of the connection; `recovery/none-found`.
   */
  find: procedure.input(accountDetailsSchema).output(recoveryFoundSchema),
  /**
   * Opens what was found with the words and the check code, makes the vault anew under a new passphrase, and unlocks it;
   * null then. Where the kit opens other recovery data than was shown, what it opens is the answer, and nothing is done
   * before the same is asked once more.
   * Errors: of a kit or shares that are mistyped, `recovery/wrong-key`, `recovery/none-found`, `vault/weak-passphrase`.
   */
  open: procedure
    .input(z.object({ kit: typedKitSchema, newPassphrase: secretSchema }))
    .output(recoveryFoundSchema.nullable()),
  /** What was found, and the password that found it. */
  forget: procedure.output(nothing),
}
