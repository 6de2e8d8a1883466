import { z } from 'zod'
import { contactIdSchema, fileHandleSchema } from '../ids.ts'
import { instantSchema, lineSchema, procedure } from './base.ts'
import { disclosureSchema, unexplainedBases } from './disclosures.ts'

/** A day as a person writes it down, without a time zone. */
const daySchema = z.iso.date()
const noteSchema = z.string().max(4000)
const count = z.number().int().nonnegative()

/** A document that the practice keeps beside a record, as it was read. */
const documentSchema = z.object({
  name: z.string().max(255),
  sizeBytes: count,
  /** SHA-256, lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Who creates, receives, keeps or carries PHI for the practice: 45 CFR 164.308(b), 164.504(e). */
export const agreementSchema = z.object({
  kind: z.literal('agreement'),
  party: lineSchema.min(1),
  service: z.enum(['mail-host', 'backup-place', 'other']),
  /** Null: asked for, not signed yet. */
  signedOn: daySchema.nullable(),
  expiresOn: daySchema.nullable(),
  /** When the party last confirmed in writing that its safeguards stand. */
  verifiedOn: daySchema.nullable(),
  endedOn: daySchema.nullable(),
  note: noteSchema,
  document: documentSchema.nullable(),
})
export type Agreement = z.infer<typeof agreementSchema>

export const trainingTopics = [
  'handling-phi',
  'phishing',
  'passphrases-and-devices',
  'incidents',
  'sanctions',
] as const

/** Security awareness and training: 45 CFR 164.308(a)(5), 164.530(b). */
export const trainingSchema = z.object({
  kind: z.literal('training'),
  /** Who took it. */
  person: lineSchema.min(1),
  topics: z.array(z.enum(trainingTopics)).min(1),
  completedOn: daySchema,
  note: noteSchema,
})
export type Training = z.infer<typeof trainingSchema>

/** The four factors of 45 CFR 164.402(2), in its order. */
export const breachFactors = ['nature', 'recipient', 'acquired', 'mitigated'] as const
const factorSchema = z.object({
  /** What it adds to the probability that PHI was compromised; null: not judged yet. */
  weight: z.enum(['low', 'medium', 'high']).nullable(),
  note: noteSchema,
})

/** Something that may have compromised PHI, and what was found: 45 CFR 164.308(a)(6)(ii), 164.402 to 164.414. */
export const incidentSchema = z.object({
  kind: z.literal('incident'),
  title: lineSchema.min(1),
  discoveredOn: daySchema,
  happenedOn: daySchema.nullable(),
  what: noteSchema,
  /** People whose PHI it concerns; null: not known yet. */
  affected: count.nullable(),
  /** Encrypted, and the means to decrypt it not with it: not "unsecured" PHI (164.402). */
  wasSecured: z.enum(['yes', 'no', 'unknown']),
  factors: z.object({
    nature: factorSchema,
    recipient: factorSchema,
    acquired: factorSchema,
    mitigated: factorSchema,
  }),
  conclusion: z.enum(['open', 'no-breach', 'breach']),
  concludedOn: daySchema.nullable(),
  /** When those concerned were told (164.404). */
  notifiedOn: daySchema.nullable(),
})
export type Incident = z.infer<typeof incidentSchema>

export const riskThreats = [
  'lost-computer',
  'guessed-passphrase',
  'forgotten-passphrase',
  'unattended-screen',
  'wrong-recipient',
  'read-on-the-way',
  'mail-host',
  'seen-on-a-phone',
  'phishing',
  'malware',
  'lost-data',
  'people-who-leave',
] as const
export type RiskThreat = (typeof riskThreats)[number]

const riskRowSchema = z.object({
  likelihood: z.enum(['low', 'medium', 'high']).nullable(),
  impact: z.enum(['low', 'medium', 'high']).nullable(),
  response: z.enum(['accept', 'reduce']).nullable(),
  /** What is done about it, and by whom. */
  measure: noteSchema,
  dueOn: daySchema.nullable(),
})
export type RiskRow = z.infer<typeof riskRowSchema>

/** What of the real configuration bears on risks; the words are the window's. */
export const configurationSchema = z.object({
  version: z.string(),
  idleLockMinutes: z.number().int().positive(),
  deviceSecret: z.enum(['keychain', 'none']),
  /** Kinds of the ways into the vault, as its header names them. */
  waysIn: z.array(z.string()),
  hasRecoveryKit: z.boolean(),
  /** Name as hosts see it, and the mail host behind it. */
  accounts: z.array(z.object({ address: z.string(), host: z.string() })),
  looksUpKeys: z.boolean(),
  people: z.object({ patients: count, colleagues: count }),
  lastBackupAt: instantSchema.nullable(),
  lastDrillAt: instantSchema.nullable(),
})
export type Configuration = z.infer<typeof configurationSchema>

/** 45 CFR 164.308(a)(1)(ii)(A) and (B). Signing it is saving it with `signedOn`. */
export const riskAnalysisSchema = z.object({
  kind: z.literal('risk-analysis'),
  rows: z.record(z.enum(riskThreats), riskRowSchema),
  signedOn: daySchema.nullable(),
  /** As it was when this was signed; null while it is being written. */
  configuration: configurationSchema.nullable(),
})
export type RiskAnalysis = z.infer<typeof riskAnalysisSchema>

export const evidenceBodySchema = z.discriminatedUnion('kind', [
  agreementSchema,
  trainingSchema,
  incidentSchema,
  riskAnalysisSchema,
  disclosureSchema,
])
export type EvidenceBody = z.infer<typeof evidenceBodySchema>

/** What may be written from now on: what was written before stays readable. */
export const newEvidenceBodySchema = evidenceBodySchema.refine(
  (body) =>
    body.kind !== 'disclosure' ||
    body.purpose.trim() !== '' ||
    !unexplainedBases.some((one) => one === body.basis),
)

const recordNumber = z.number().int().positive()

/** One version of something that the practice wrote down. */
export const evidenceRecordSchema = z.object({
  record: recordNumber,
  version: recordNumber,
  at: instantSchema,
  body: evidenceBodySchema,
})
export type EvidenceRecord = z.infer<typeof evidenceRecordSchema>

/** What is open, the most pressing first; `subject` is whom or what it is about. */
export const evidenceTasks = [
  'incident-undecided',
  'breach-untold',
  'log-broken',
  'emergency-access',
  'agreement-missing',
  'backup-agreement-missing',
  'agreement-unsigned',
  'agreement-expired',
  'agreement-expires',
  'agreement-unverified',
  'kit-missing',
  'device-part-missing',
  'backup-missing',
  'backup-old',
  'drill-missing',
  'drill-old',
  'review-due',
  'messages-to-judge',
  'head-letter-missing',
  'head-letter-old',
  'risk-analysis-missing',
  'risk-analysis-old',
  'training-missing',
  'training-old',
] as const

export const evidenceTaskSchema = z.object({
  task: z.enum(evidenceTasks),
  subject: z.string().nullable(),
  /** The last day on which it is in time, which may be over; null: it has no such day. */
  dueOn: daySchema.nullable(),
  record: recordNumber.nullable(),
  /** Of whom it is, where a person's page is the place for it. */
  contactId: contactIdSchema.nullable(),
})
export type EvidenceTask = z.infer<typeof evidenceTaskSchema>

/** What left in a month and what was decided about it, counted from the activity log. */
export const mailMonthSchema = z.object({
  /** `YYYY-MM`, in the computer's time zone. */
  month: z.string(),
  /** Sealed copies that left, by what protects them. Without protection none leaves. */
  protection: z.object({ openpgp: count, smime: count, 'sealed-message': count }),
  scans: z.object({ none: count, 'identifiers-only': count, phi: count }),
  /** Questions before sending that a person answered, and findings that she set aside. */
  overrides: z.object({ questions: count, findings: count }),
  stopped: count,
  returned: count,
})
export type MailMonth = z.infer<typeof mailMonthSchema>

export const evidenceOverviewSchema = z.object({
  tasks: z.array(evidenceTaskSchema),
  /** The newest last; twelve of them. */
  months: z.array(mailMonthSchema),
  access: z.object({
    user: z.string(),
    unlocks: count,
    failedUnlocks: count,
    lastUnlockAt: instantSchema.nullable(),
  }),
  log: z.object({
    count,
    isIntact: z.boolean(),
    anchoredAt: instantSchema.nullable(),
    reviewedAt: instantSchema.nullable(),
  }),
  agreements: z.object({ inForce: count, all: count }),
  incidents: z.object({ open: count, all: count }),
  riskAnalysisSignedOn: daySchema.nullable(),
  trainedOn: daySchema.nullable(),
  configuration: configurationSchema,
})
export type EvidenceOverview = z.infer<typeof evidenceOverviewSchema>

/** What the practice can show: nothing here claims that a rule is met. */
export const evidenceContract = {
  overview: procedure.output(evidenceOverviewSchema),
  /** How many tasks are open, without a walk through the whole activity log: the number in the sidebar. */
  openCount: procedure.output(count),
  /** The newest version of each, the newest first. */
  list: procedure
    .input(z.object({ kind: z.enum(['agreement', 'training', 'incident', 'risk-analysis', 'disclosure']) }))
    .output(z.array(evidenceRecordSchema)),
  /** Every version, the newest first. */
  history: procedure.input(z.object({ record: recordNumber })).output(z.array(evidenceRecordSchema)),
  /**
   * Writes a version more. `version`: the one that the person had before her, 0 for something new.
   * A document is read from `file`; without it the one of the version before stays, if `body` still names it.
   */
  save: procedure
    .input(
      z.object({
        record: recordNumber.nullable(),
        version: count,
        body: newEvidenceBodySchema,
        file: fileHandleSchema.nullable(),
      }),
    )
    .output(z.object({ record: recordNumber, version: recordNumber })),
  /** Lets the document of an agreement out. */
  saveDocument: procedure.input(z.object({ record: recordNumber })).output(z.object({ saved: z.boolean() })),
  /** The evidence binder: a PDF to read, and the same as JSON, signed. */
  saveBinder: procedure.output(z.object({ saved: z.boolean() })),
}
