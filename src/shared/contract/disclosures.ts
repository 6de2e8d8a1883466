import { z } from 'zod'
import { contactIdSchema } from '../ids.ts'
import { instantSchema, lineSchema, procedure } from './base.ts'

const daySchema = z.iso.date()

/** Disclosures of which no accounting is owed: 45 CFR 164.528(a)(1)(i) to (viii), in that order. */
export const exemptBases = [
  'treatment-payment-operations',
  'to-the-patient',
  'incidental',
  'authorised',
  'involved-in-care',
  'national-security',
  'custody',
  'limited-data-set',
] as const

/** All others; most are those of 164.512. What happened by mistake has to be accounted for as well. */
export const accountedBases = [
  'required-by-law',
  'public-health',
  'abuse-or-neglect',
  'health-oversight',
  'court',
  'law-enforcement',
  'after-death',
  'research',
  'serious-threat',
  'government',
  'workers-compensation',
  'by-mistake',
  'other',
] as const

/** Reasons that tell a patient nothing of the purpose: it has to be written down (164.528(b)(2)(iv)). */
export const unexplainedBases = ['by-mistake', 'other'] as const

/** An oversight agency or the police may ask for a time that the patient isn't told: nobody else may (164.528(a)(2)). */
export const suspendableBases = ['health-oversight', 'law-enforcement'] as const

/** That something about a patient went to somebody: what 164.528(b)(2) wants of it, and by what right it went. */
export const disclosureSchema = z.object({
  kind: z.literal('disclosure'),
  /** Whom it was about. */
  contactId: contactIdSchema,
  day: daySchema,
  recipient: lineSchema.min(1),
  /** Where the recipient is to be found, if that is known: empty if not. */
  recipientAddress: lineSchema,
  described: z.string().min(1).max(4000),
  /** Empty only where the reason says it: see `unexplainedBases`. */
  purpose: z.string().max(4000),
  basis: z.enum([...accountedBases, ...exemptBases]),
  /** Message-ID of our own copy of the message that it went with; null: it went by another way. */
  messageId: z.string().max(998).nullable(),
  /** Left out of accountings until then, where somebody asked for that who may: see `suspendableBases`. */
  suspendedUntil: daySchema.nullable(),
})
export type Disclosure = z.infer<typeof disclosureSchema>

/** A message that may have told somebody else of a patient, which nobody has judged yet. */
export const possibleDisclosureSchema = z.object({
  messageId: z.string(),
  subject: z.string(),
  sentAt: instantSchema,
  /** Those whom it reached, without the patient. */
  recipients: z.array(z.object({ name: z.string(), address: z.string() })).min(1),
  /** What speaks for it: the patient had it too, it passes on or answers the patient's mail, or the name is in it. */
  because: z.enum(['copied', 'answered', 'named']),
})
export type PossibleDisclosure = z.infer<typeof possibleDisclosureSchema>

export const disclosuresContract = {
  /** Messages of the last six years that are still to be judged, the newest first; at most 200. */
  possible: procedure
    .input(z.object({ contactId: contactIdSchema }))
    .output(z.array(possibleDisclosureSchema)),
  /**
   * Lets the accounting for a patient out: what went from one day to the other, both included.
   * `from` isn't more than six years before `to`.
   */
  saveAccounting: procedure
    .input(
      z.object({
        contactId: contactIdSchema,
        format: z.enum(['pdf', 'csv']),
        from: daySchema,
        to: daySchema,
      }),
    )
    .output(z.object({ saved: z.boolean(), count: z.number().int().nonnegative() })),
}
