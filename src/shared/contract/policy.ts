import { z } from 'zod'
import { instantSchema, nothing, procedure } from './base.ts'
import { messagePartSchema } from './contacts.ts'
import { secretSchema } from './vault.ts'

/** What a person is in the practice; the owner alone issues policies. */
export const roleSchema = z.enum(['owner', 'clinician', 'biller', 'auditor'])
export type Role = z.infer<typeof roleSchema>

/** The ladder, from the strongest rung down. */
export const rungSchema = z.enum(['openpgp', 'smime', 'sealed-message'])
export type Rung = z.infer<typeof rungSchema>

/** An auditor has no mail that could be exported, and no letter. */
export const mailRoleSchema = roleSchema.exclude(['auditor'])
export type MailRole = z.infer<typeof mailRoleSchema>
const roles = z.array(mailRoleSchema).max(3)

export const fewestYears = 6
const mostYears = 50

/** What a policy sets. Where a person's own setting is stricter, that one counts. */
export const policyRulesSchema = z.strictObject({
  /** Nothing leaves by a weaker one. */
  weakestMethod: rungSchema,
  longestIdleMinutes: z.number().int().min(1).max(60),
  /** Nobody sends whose vault opens with a passphrase alone. */
  needsSecondFactor: z.boolean(),
  /** For a while after the passphrase, a passkey of the computer may be enough. */
  allowsPasskeyAlone: z.boolean(),
  mayExportMail: roles,
  /** In clear, rather than as it came. */
  mayExportDecrypted: roles,
  /** The activity log with the names of patients. */
  mayExportNames: roles,
  /** Says that a finding of the scan is none. */
  maySetFindingsAside: roles,
  /** Answers what Send asks about; whoever may not changes the letter until nothing is asked. */
  mayAnswerQuestions: roles,
  /** How long the activity log is kept; six years is the least (45 CFR 164.316(b)(2)(i)). */
  keepsLogYears: z.number().int().min(fewestYears).max(mostYears),
})
export type PolicyRules = z.infer<typeof policyRulesSchema>

/** Ed25519, raw, base64: who a seat is. */
export const seatKeySchema = z.base64().length(44)
const seatIdSchema = z.string().regex(/^[0-9a-f]{16}$/)
const seatNameSchema = z.string().trim().min(1).max(120)

export const policySeatSchema = z.strictObject({
  id: seatIdSchema,
  name: seatNameSchema,
  role: roleSchema,
  key: seatKeySchema,
  since: instantSchema,
  revokedAt: instantSchema.nullable(),
})
export type PolicySeat = z.infer<typeof policySeatSchema>

/** A public key as two people compare it. */
const comparedKeySchema = z.object({ fingerprint: z.string(), words: z.array(z.string()) })

/** The policy in force in this vault. */
export const policySchema = z.object({
  number: z.number().int().positive(),
  issuedAt: instantSchema,
  practice: z.string(),
  rules: policyRulesSchema,
  seats: z.array(policySeatSchema),
  issuer: comparedKeySchema,
  /** What the person of this vault is by it; null: the seat was revoked. */
  role: roleSchema.nullable(),
})
export type Policy = z.infer<typeof policySchema>

/** A policy from a file, before it counts here. */
export const policyOfferSchema = z.object({
  /** SHA-256 of the file, hexadecimal. */
  hash: z.string(),
  policy: policySchema,
  /** Null: this vault has had none; the issuer's key is to be compared with the owner. */
  replaces: z.number().int().positive().nullable(),
})
export type PolicyOffer = z.infer<typeof policyOfferSchema>

/** What the policy leaves to the person of this vault. */
export const policyLimitsSchema = z.object({
  number: z.number().int().positive(),
  role: roleSchema.nullable(),
  longestIdleMinutes: z.number().int(),
  allowsPasskeyAlone: z.boolean(),
  mayExportMail: z.boolean(),
  mayExportDecrypted: z.boolean(),
  mayExportNames: z.boolean(),
  maySetFindingsAside: z.boolean(),
  mayAnswerQuestions: z.boolean(),
  keepsLogYears: z.number().int(),
  needsSecondFactor: z.boolean(),
  weakestMethod: rungSchema,
})
export type PolicyLimits = z.infer<typeof policyLimitsSchema>

/** A seat as the owner writes it: a known one by its id, a new one with the key that its person gave. */
const seatDraftSchema = z.object({
  id: seatIdSchema.nullable(),
  name: seatNameSchema,
  role: roleSchema,
  key: seatKeySchema,
  isRevoked: z.boolean(),
})
export type SeatDraft = z.infer<typeof seatDraftSchema>

export const policyContract = {
  /** `own`: the key of this vault's seat, which its person gives to the owner. */
  state: procedure.output(
    z.object({
      own: comparedKeySchema.extend({ key: seatKeySchema }),
      policy: policySchema.nullable(),
      /** This vault issues the practice's policy, or could. */
      mayIssue: z.boolean(),
      /** What the next version that is signed here builds on; 0: none was. */
      basis: z.number().int().nonnegative(),
      /** When somebody looked through who has access last. */
      reviewedAt: instantSchema.nullable(),
    }),
  ),
  /** Null: there is no policy. */
  limits: procedure.output(policyLimitsSchema.nullable()),
  /**
   * Signs the next version. `basis`: as `state` gave it.
   * Errors: `policy/outdated`, `policy/not-owner`, `policy/bad-seats`.
   */
  issue: procedure
    .input(
      z.object({
        basis: z.number().int().nonnegative(),
        rules: policyRulesSchema,
        /** The owner's own comes by itself. */
        seats: z.array(seatDraftSchema).max(200),
      }),
    )
    .output(nothing),
  /** Writes down that the person looked through who has access. Error: `policy/gone`. */
  review: procedure.output(nothing),
  /** The policy in force, as a file. */
  save: procedure.output(z.object({ saved: z.boolean() })),
  /** Asks for a file. Null: the person cancelled. Errors: `file/unreadable`, and those of `src/shared/errors/policy.ts`. */
  choose: procedure.output(policyOfferSchema.nullable()),
  /** As `choose`, of a file of a message: who sent it counts for nothing. Error also: `message/absent`. */
  considerAttached: procedure.input(messagePartSchema).output(policyOfferSchema),
  /** The last one chosen or opened counts from now on. Error: `policy/gone`. */
  accept: procedure.input(z.object({ hash: z.string().max(64) })).output(nothing),
  /**
   * No policy counts here any more, until another is signed or taken over; versions before stay on record.
   * Errors: `vault/wrong-passphrase`, `policy/gone` where there is none.
   */
  leave: procedure.input(z.object({ passphrase: secretSchema })).output(nothing),
}
