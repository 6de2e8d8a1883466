import { z } from 'zod'
import { fileHandleSchema } from '../ids.ts'
import { failureSchema, instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { categorySchema } from './drafts.ts'

export const practiceSchema = z.object({
  /** Shown in the app and inside the seal. */
  practiceName: lineSchema.max(200),
  /** The person who signs: "Dr. Rivera". */
  clinicianName: lineSchema.max(200),
  /** What anyone who sees the patient's phone reads: neutral by default, never a specialty. */
  outsideName: lineSchema.max(200),
  phone: z.string().max(64),
  address: z.string().max(500),
  signature: z.string().max(5000),
  language: z.enum(['en', 'es']),
})
export type Practice = z.infer<typeof practiceSchema>

export const neverFlaggedSchema = z.object({
  id: z.number().int().positive(),
  category: categorySchema,
  value: z.string(),
  addedAt: instantSchema,
})
export type NeverFlagged = z.infer<typeof neverFlaggedSchema>

/** An S/MIME certificate of the practice's own, with its key. */
export const ownIdentitySchema = z.object({
  fingerprint: z.string(),
  words: z.array(z.string()),
  /** Whom it names, and who vouches for that. */
  subject: z.string(),
  issuer: z.string(),
  addresses: z.array(z.string()),
  validFrom: instantSchema,
  expiresAt: instantSchema,
  /** Such as "rsa 2048" or "P-256". */
  algorithm: z.string(),
  /** New mail is signed with it; others only open old mail. */
  isInUse: z.boolean(),
  expiresSoon: z.boolean(),
  /** Why nothing can be signed with it now; null when it can. */
  problem: failureSchema.nullable(),
})
export type OwnIdentity = z.infer<typeof ownIdentitySchema>

const revocationReasonSchema = z.enum(['compromised', 'superseded'])

const revokedKeySchema = z.object({ fingerprint: z.string(), revokedAt: instantSchema })
export type RevokedKey = z.infer<typeof revokedKeySchema>

/** The practice's OpenPGP key as the window sees it: its certificate, never the secret. */
export const ownKeyStateSchema = z.object({
  armored: z.string(),
  fingerprint: z.string(),
  words: z.array(z.string()),
  addresses: z.array(z.string()),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  /** Within 30 days; renewing by itself has failed then. */
  expiresSoon: z.boolean(),
  /** Keys given up, which still open old mail; the latest first. */
  revoked: z.array(revokedKeySchema),
})
export type OwnKeyState = z.infer<typeof ownKeyStateSchema>

export const practiceContract = {
  get: procedure.output(practiceSchema),
  save: procedure.input(practiceSchema).output(nothing),
  /** What "Never flag this" was said of, newest first. */
  neverFlagged: procedure.output(z.array(neverFlaggedSchema)),
  flagAgain: procedure.input(z.object({ id: z.number().int().positive() })).output(nothing),
  key: procedure.output(ownKeyStateSchema),
  /** Moves the key's expiry to three years from now; correspondents keep what they have compared. */
  renewKey: procedure.output(ownKeyStateSchema),
  /** Gives the key up and makes a new one; it still opens old mail. */
  revokeKey: procedure.input(z.object({ reason: revocationReasonSchema })).output(ownKeyStateSchema),
  /** The practice's S/MIME certificates, the one in use first. */
  identities: procedure.output(z.array(ownIdentitySchema)),
  /** From a PKCS#12 file (.p12, .pfx) with its password. */
  importIdentity: procedure
    .input(z.object({ file: fileHandleSchema, password: z.string().max(1024) }))
    .output(z.array(ownIdentitySchema)),
  /** Old mail encrypted to it can't be opened any more. */
  removeIdentity: procedure
    .input(z.object({ fingerprint: z.string().max(128) }))
    .output(z.array(ownIdentitySchema)),
  exportCertificate: procedure.output(z.object({ saved: z.boolean() })),
  /** A revocation certificate of the present key, to be kept for the day when everything else is lost. */
  exportRevocation: procedure.output(z.object({ saved: z.boolean() })),
  /** The certificate of a key that was given up, for those who still encrypt to it. */
  exportRevoked: procedure
    .input(z.object({ fingerprint: z.string().max(128) }))
    .output(z.object({ saved: z.boolean() })),
}
