import { z } from 'zod'
import { errorCodes } from '../errors/index.ts'
import { contactIdSchema, draftIdSchema, fileHandleSchema, messageIdSchema } from '../ids.ts'
import { instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { passphraseStrengthSchema } from './vault.ts'

export const contactKindSchema = z.enum(['patient', 'colleague', 'other'])
export type ContactKind = z.infer<typeof contactKindSchema>

export const readsMailOnSchema = z.enum(['phone', 'computer', 'unsure'])
export type ReadsMailOn = z.infer<typeof readsMailOnSchema>

export const tellWaySchema = z.enum(['in-person', 'by-phone', 'printed-card', 'later'])
export type TellWay = z.infer<typeof tellWaySchema>

/** How two people compared the words or the code of a certificate. */
export const comparedWaySchema = z.enum(['in-person', 'by-phone'])
export type ComparedWay = z.infer<typeof comparedWaySchema>

export const certificateSchema = z.object({
  kind: z.enum(['openpgp', 'smime']),
  fingerprint: z.string(),
  userIds: z.array(z.string()),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  trust: z.enum(['seen', 'accepted', 'verified']),
  /** How it got here: given by a person, or a hint from mail or from a key directory. */
  source: z.enum(['import', 'attached', 'autocrypt', 'wkd', 'signature', 'vcard']),
  /** When its words or its code were compared with its owner; null: never. */
  comparedAt: instantSchema.nullable(),
  /** Null: never compared. */
  comparedWay: comparedWaySchema.nullable(),
  /** Who vouches for it (S/MIME); null for OpenPGP. */
  issuer: z.string().nullable(),
  /** Words to compare in person or on the phone. */
  words: z.array(z.string()),
})
export type Certificate = z.infer<typeof certificateSchema>

/** Six words that the engine drew, or words that a person of the practice thought of, which open the HTML form alone. */
export const passphraseOriginSchema = z.enum(['generated', 'typed'])
export type PassphraseOrigin = z.infer<typeof passphraseOriginSchema>

/** What of the person, or of whom else, makes a typed passphrase easy to guess. */
export const typedProblemSchema = z.enum(['name', 'birth-date', 'phone', 'record-number', 'address', 'taken'])
export type TypedProblem = z.infer<typeof typedProblemSchema>

export const passphraseStateSchema = z.object({
  origin: passphraseOriginSchema,
  /** What has become known of the person since it was typed, and stands in it; null as a rule. */
  problem: typedProblemSchema.exclude(['taken']).nullable(),
  createdAt: instantSchema,
  /** Null: not told yet. */
  told: z.object({ way: tellWaySchema.exclude(['later']), at: instantSchema }).nullable(),
})

/** What is told to the person: six words, or a typed passphrase as one entry, as it was typed. */
export const tellableSchema = z.object({ origin: passphraseOriginSchema, words: z.array(z.string()) })
export type Tellable = z.infer<typeof tellableSchema>

/** One line that a person types: no control characters. */
export const typedPassphraseSchema = z
  .string()
  .max(128)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)

export const typedStrengthSchema = passphraseStrengthSchema.extend({ problem: typedProblemSchema.nullable() })
export type TypedStrength = z.infer<typeof typedStrengthSchema>

export const contactDetailsSchema = z.object({
  kind: contactKindSchema,
  name: lineSchema.min(1).max(200),
  addresses: z.array(z.string().max(320)).min(1).max(20),
  nicknames: z.array(z.string().max(100)).max(20),
  /** ISO date, `YYYY-MM-DD`. */
  birthDate: z.iso.date().nullable(),
  recordNumber: z.string().max(64).nullable(),
  phones: z.array(z.string().max(64)).max(10),
  readsMailOn: readsMailOnSchema,
  /** When she agreed to be written to by e-mail, `YYYY-MM-DD`; null: not agreed, or not known. */
  agreedToEmailOn: z.iso.date().nullable(),
})
export type ContactDetails = z.infer<typeof contactDetailsSchema>

export const contactSchema = contactDetailsSchema.extend({
  id: contactIdSchema,
  /** No longer written to: off the lists, still known to the scan and to old messages. */
  isArchived: z.boolean(),
  certificates: z.array(certificateSchema),
  passphrase: passphraseStateSchema.nullable(),
})
export type Contact = z.infer<typeof contactSchema>

/** How a message to this address would be protected, and why; or why it can't go. */
export const recipientProtectionSchema = z.object({
  address: z.string(),
  contact: z
    .object({
      id: contactIdSchema,
      name: z.string(),
      kind: contactKindSchema,
      /** `YYYY-MM-DD`; null: no agreement is noted. */
      agreedToEmailOn: z.iso.date().nullable(),
    })
    .nullable(),
  route: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('openpgp'), fingerprint: z.string() }),
    z.object({
      kind: z.literal('smime'),
      fingerprint: z.string(),
      /** Who vouches for the certificate. */
      issuer: z.string(),
      expiresAt: instantSchema,
      algorithm: z.enum(['aes-256-gcm', 'aes-256-cbc']),
      /** Why the content isn't authenticated; null for AES-256-GCM. */
      reason: z.enum(['gcm-not-announced']).nullable(),
      /** Of several certificates for the address, the one issued last. */
      isNewestOfSeveral: z.boolean(),
    }),
    z.object({
      kind: z.literal('sealed-message'),
      isTold: z.boolean(),
      forms: z.enum(['html', 'pdf', 'both']),
    }),
    z.object({ kind: z.literal('needs-passphrase') }),
    /** Never written to before: who is it? */
    z.object({ kind: z.literal('needs-kind') }),
    z.object({ kind: z.literal('blocked'), code: z.enum(errorCodes) }),
  ]),
})
export type RecipientProtection = z.infer<typeof recipientProtectionSchema>

/** One that was read and isn't accepted; `armored` is what accepting takes, `replaces` a fingerprint. */
const offeredCertificateSchema = certificateSchema.extend({
  armored: z.string(),
  replaces: z.string().nullable(),
})
export type OfferedCertificate = z.infer<typeof offeredCertificateSchema>

/** What a person decides about a certificate that was shown. */
const acceptanceSchema = z.object({
  armored: z.string().max(1_000_000),
  /** How it was compared with its owner; null: it is used without. */
  compared: comparedWaySchema.nullable(),
})

const seenSchema = z.object({ seen: z.string().max(128) })
/** A file of a message. */
export const messagePartSchema = z.object({ message: messageIdSchema, partPath: z.string().max(64) })

export const contactsContract = {
  list: procedure
    .input(
      z.object({
        query: z.string().max(200).optional(),
        kind: contactKindSchema.optional(),
        isArchived: z.boolean().default(false),
      }),
    )
    .output(z.array(contactSchema)),
  get: procedure.input(z.object({ id: contactIdSchema })).output(contactSchema),
  /**
   * `isAddressConfirmed`: the person was asked about this address in place and knows it; Send asks no more. Error then
   * also: `policy/may-not-answer`.
   */
  add: procedure
    .input(contactDetailsSchema.extend({ isAddressConfirmed: z.boolean().default(false) }))
    .output(contactSchema),
  update: procedure.input(contactDetailsSchema.extend({ id: contactIdSchema })).output(contactSchema),
  /** Takes a person off the lists, or puts one back. */
  archive: procedure.input(z.object({ id: contactIdSchema, isArchived: z.boolean() })).output(contactSchema),
  remove: procedure.input(z.object({ id: contactIdSchema })).output(nothing),
  /** The protection line under each name in the composer: as sent from the draft's account, else from the first. */
  protection: procedure
    .input(z.object({ addresses: z.array(z.string().max(320)).max(200), draft: draftIdSchema.optional() }))
    .output(z.array(recipientProtectionSchema)),
  /** Remembers that an address was a slip, and which one was meant: it is warned of from now on. */
  noteWrongAddress: procedure
    .input(z.object({ address: z.string().max(320), instead: z.string().max(320) }))
    .output(nothing),
  /** Reads a pasted or picked certificate and shows it; nothing is kept before `acceptCertificate`. */
  readCertificate: procedure
    .input(
      z.object({
        contactId: contactIdSchema,
        source: z.union([
          z.object({ text: z.string().max(1_000_000) }),
          z.object({ file: fileHandleSchema }),
          /** One that is known: it waits to be accepted, or to be compared. */
          seenSchema,
          /** One that came as a file of a message. */
          messagePartSchema,
          /** To be looked for at the domain of this address of the contact; only where that is turned on. */
          z.object({ lookUp: z.string().max(320) }),
        ]),
      }),
    )
    .output(offeredCertificateSchema),
  acceptCertificate: procedure
    .input(acceptanceSchema.extend({ contactId: contactIdSchema }))
    .output(contactSchema),
  /** The same for the sender of a message who is no contact: with its signature, or as a file of it. */
  readSenderCertificate: procedure
    .input(z.object({ address: z.string().max(320), source: z.union([seenSchema, messagePartSchema]) }))
    .output(offeredCertificateSchema),
  /** Adds the person and accepts the certificate: both or neither. */
  addWithCertificate: procedure
    .input(contactDetailsSchema.extend(acceptanceSchema.shape))
    .output(contactSchema),
  removeCertificate: procedure
    .input(z.object({ contactId: contactIdSchema, fingerprint: z.string().max(128) }))
    .output(contactSchema),
  /** Makes six words for a patient who has none, or new ones; the old stay for old messages. */
  makePassphrase: procedure.input(z.object({ contactId: contactIdSchema })).output(tellableSchema),
  /** How long words of the practice's own would withstand guessing, and what in them is easy to guess; keeps nothing. */
  judgePassphrase: procedure
    .input(z.object({ contactId: contactIdSchema, passphrase: typedPassphraseSchema }))
    .output(typedStrengthSchema),
  /** Agrees words of the practice's own; the old stay for old messages. */
  typePassphrase: procedure
    .input(z.object({ contactId: contactIdSchema, passphrase: typedPassphraseSchema }))
    .output(tellableSchema),
  /** Shows the words once more; recorded. */
  showPassphrase: procedure.input(z.object({ contactId: contactIdSchema })).output(tellableSchema),
  tellPassphrase: procedure
    .input(z.object({ contactId: contactIdSchema, way: tellWaySchema, readsMailOn: readsMailOnSchema }))
    .output(contactSchema),
  printCard: procedure.input(z.object({ contactId: contactIdSchema })).output(nothing),
}
