import { z } from 'zod'
import { fileHandleSchema } from '../ids.ts'
import { failureSchema, instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { categorySchema } from './drafts.ts'
import { replyPageContract } from './reply-page.ts'

/** One line as it goes into a header field: nothing that ends it. */
const outsideLineSchema = lineSchema.regex(/^[^\p{Cc}\u2028\u2029]*$/u)

/** What anyone who sees the patient's phone reads: one setting, neutral by default, never a specialty. */
export const outsideSchema = z.object({
  /** Display name of From. */
  outsideName: outsideLineSchema.max(200),
  /** Empty: "Message from" and that name. */
  outsideSubject: outsideLineSchema.max(120),
  /** A line of one's own above what the cover mail says in any case. */
  outsideNote: z.string().max(300),
  /** What the files are called, without their ends; empty: "Message". ASCII, which every mail program keeps. */
  outsideFileName: z.string().regex(/^([A-Za-z0-9]([A-Za-z0-9 _-]{0,38}[A-Za-z0-9])?)?$/),
  /** Who the locked page says it is from; empty: the name above. */
  outsidePageName: outsideLineSchema.max(200),
  /**
   * Picture at the head of the page, as a data: URI of a PNG or JPEG; empty: none. What comes from the window is
   * read anew like a file.
   */
  outsideLogo: z
    .string()
    .max(90_000)
    .regex(/^(data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2})?$/),
  /** Whom the cover mail says to call. */
  phone: outsideLineSchema.max(64),
  language: z.enum(['en', 'es']),
})
export type Outside = z.infer<typeof outsideSchema>

/** What is shown in the app and inside the seal. */
export const practiceDetailsSchema = z.object({
  practiceName: lineSchema.max(200),
  /** The person who signs: "Dr. Rivera". */
  clinicianName: lineSchema.max(200),
  address: z.string().max(500),
  signature: z.string().max(5000),
  /** What to do when a patient may be in danger, for the practice's own eyes; absent or empty: the app's words. */
  emergencyText: z.string().max(1000).optional(),
})
export type PracticeDetails = z.infer<typeof practiceDetailsSchema>

export const practiceSchema = practiceDetailsSchema.extend(outsideSchema.shape)
export type Practice = z.infer<typeof practiceSchema>

/** Why the outside can't stand so; `health` may, when a person insists: beside a patient's address it is PHI. */
export const outsideProblemSchema = z.object({
  kind: z.enum(['names-patient', 'number', 'link', 'asks-password', 'health']),
  field: outsideSchema.keyof(),
})
export type OutsideProblem = z.infer<typeof outsideProblemSchema>

export const outsideCheckSchema = z.object({
  problems: z.array(outsideProblemSchema),
  /** As it stands on a phone: with both files, which is the longest form of the mail. */
  preview: z.object({
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    files: z.array(z.string()),
    pageTitle: z.string(),
  }),
})
export type OutsideCheck = z.infer<typeof outsideCheckSchema>

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
  /** Addresses of the accounts that it names, and so can sign for. */
  fits: z.array(z.string()),
  /** Addresses of the accounts whose mail it signs; none: it opens old mail only. */
  usedFor: z.array(z.string()),
  expiresSoon: z.boolean(),
  /** Why nothing can be signed with it now; null when it can. */
  problem: failureSchema.nullable(),
})
export type OwnIdentity = z.infer<typeof ownIdentitySchema>

/** An authority whose mail certificates the practice trusts besides those of the system's roots. */
export const mailAuthoritySchema = z.object({
  fingerprint: z.string(),
  words: z.array(z.string()),
  subject: z.string(),
  /** Who vouches for it; null: it is a root. */
  issuer: z.string().nullable(),
  /** Such as "rsa 4096" or "P-384". */
  algorithm: z.string(),
  validFrom: instantSchema,
  expiresAt: instantSchema,
  hasExpired: z.boolean(),
})
export type MailAuthority = z.infer<typeof mailAuthoritySchema>

/** One that was read from a file and isn't trusted; `pem` is what `addAuthority` takes. */
export const mailAuthorityOfferSchema = mailAuthoritySchema.extend({ pem: z.string() })
export type MailAuthorityOffer = z.infer<typeof mailAuthorityOfferSchema>

/** A list of certificates that their issuer took back before they expired (RFC 5280). */
export const revocationListSchema = z.object({
  id: z.number().int().positive(),
  issuer: z.string(),
  issuedAt: instantSchema,
  /** When a newer one was promised; null when the issuer didn't say. */
  nextAt: instantSchema.nullable(),
  /** How many certificates it names. */
  entries: z.number().int().nonnegative(),
  /** `nextAt` has passed: what was revoked since isn't known here. */
  isStale: z.boolean(),
})
export type RevocationListState = z.infer<typeof revocationListSchema>

const revocationReasonSchema = z.enum(['compromised', 'superseded'])

const revokedKeySchema = z.object({ fingerprint: z.string(), revokedAt: instantSchema })
export type RevokedKey = z.infer<typeof revokedKeySchema>

/** An OpenPGP key of the practice as the window sees it: its certificate, never the secret. */
const shownKeySchema = z.object({
  armored: z.string(),
  fingerprint: z.string(),
  words: z.array(z.string()),
  /** Of the account that it belongs to, and the only one that it names. */
  address: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  /** Within 30 days; renewing by itself has failed then. */
  expiresSoon: z.boolean(),
})
export type ShownKey = z.infer<typeof shownKeySchema>

export const ownKeyStateSchema = shownKeySchema.extend({
  /** The version 6 key of the same account beside it, if one was wanted. */
  newer: shownKeySchema.nullable(),
  /** Keys of the same account given up, which still open old mail; the latest first. */
  revoked: z.array(revokedKeySchema),
})
export type OwnKeyState = z.infer<typeof ownKeyStateSchema>

const ofKey = z.object({ fingerprint: z.string().max(128) })

export const practiceContract = {
  get: procedure.output(practiceSchema),
  save: procedure.input(practiceDetailsSchema).output(nothing),
  ...replyPageContract,
  /** Scans the outside as one text beside a patient's address, and shows it as a phone would; changes nothing. */
  checkOutside: procedure.input(outsideSchema).output(outsideCheckSchema),
  /** Saves it unless something is wrong with it; `keepsHealth`: a person was told of that, and keeps it. */
  saveOutside: procedure
    .input(z.object({ outside: outsideSchema, keepsHealth: z.boolean() }))
    .output(z.object({ saved: z.boolean(), check: outsideCheckSchema })),
  /** A picture file as `outsideLogo`, freed of everything that isn't the picture; saves nothing. */
  readLogo: procedure.input(z.object({ file: fileHandleSchema })).output(z.object({ logo: z.string() })),
  /** What "Never flag this" was said of, newest first. */
  neverFlagged: procedure.output(z.array(neverFlaggedSchema)),
  flagAgain: procedure.input(z.object({ id: z.number().int().positive() })).output(nothing),
  /** The OpenPGP keys in use, one for each account. */
  ownKeys: procedure.output(z.array(ownKeyStateSchema)),
  /** Moves the key's expiry to three years from now; correspondents keep what they have compared. */
  renewKey: procedure.input(ofKey).output(z.array(ownKeyStateSchema)),
  /** Makes a version 6 key beside the key of this fingerprint. */
  makeNewerKey: procedure.input(ofKey).output(z.array(ownKeyStateSchema)),
  /** Gives the key up and makes a new one, of version 4; it still opens old mail. */
  revokeKey: procedure
    .input(ofKey.extend({ reason: revocationReasonSchema }))
    .output(z.array(ownKeyStateSchema)),
  /** The practice's S/MIME certificates, those in use first. */
  identities: procedure.output(z.array(ownIdentitySchema)),
  /** From a PKCS#12 file (.p12, .pfx) with its password. */
  importIdentity: procedure
    .input(z.object({ file: fileHandleSchema, password: z.string().max(1024) }))
    .output(z.array(ownIdentitySchema)),
  /** It signs what the account of this address sends from now on; the one before opens old mail. */
  chooseIdentity: procedure
    .input(ofKey.extend({ address: z.string().max(320) }))
    .output(z.array(ownIdentitySchema)),
  /** Old mail encrypted to it can't be opened any more. */
  removeIdentity: procedure.input(ofKey).output(z.array(ownIdentitySchema)),
  authorities: procedure.output(z.array(mailAuthoritySchema)),
  /** Shows what a file holds; trusts nothing. */
  readAuthority: procedure.input(z.object({ file: fileHandleSchema })).output(mailAuthorityOfferSchema),
  addAuthority: procedure
    .input(z.object({ pem: z.string().max(100_000) }))
    .output(z.array(mailAuthoritySchema)),
  removeAuthority: procedure.input(ofKey).output(z.array(mailAuthoritySchema)),
  revocationLists: procedure.output(z.array(revocationListSchema)),
  importRevocationList: procedure
    .input(z.object({ file: fileHandleSchema }))
    .output(z.array(revocationListSchema)),
  removeRevocationList: procedure
    .input(z.object({ id: z.number().int().positive() }))
    .output(z.array(revocationListSchema)),
  exportCertificate: procedure.input(ofKey).output(z.object({ saved: z.boolean() })),
  /** A revocation certificate of the present key, to be kept for the day when everything else is lost. */
  exportRevocation: procedure.input(ofKey).output(z.object({ saved: z.boolean() })),
  /** The certificate of a key that was given up, for those who still encrypt to it. */
  exportRevoked: procedure.input(ofKey).output(z.object({ saved: z.boolean() })),
}
