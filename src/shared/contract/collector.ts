import { z } from 'zod'
import { errorCodes } from '../errors/index.ts'
import { fileHandleSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'

/** The one that is trusted for the collector: its own, or its issuer's. */
const collectorCertificateSchema = z.object({
  pem: z.string().max(100_000),
  /** For display. */
  name: z.string(),
  /** SHA-256, 64 upper-case hexadecimal digits. */
  fingerprint: z.string(),
  validTo: instantSchema,
})
export type CollectorCertificate = z.infer<typeof collectorCertificateSchema>

const collectorAddressSchema = z.object({
  /** A host name or an IP address. */
  host: z
    .string()
    .max(253)
    .regex(/^(?:[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/),
  port: z.number().int().min(1).max(65_535),
  /** PEM; null: whoever this computer trusts. */
  certificate: z.string().max(100_000).nullable(),
})
export type CollectorAddress = z.infer<typeof collectorAddressSchema>

export const collectorStateSchema = z.object({
  collector: z
    .object({ host: z.string(), port: z.number().int(), certificate: collectorCertificateSchema.nullable() })
    .nullable(),
  /** Records that it isn't known to have. */
  waiting: z.number().int().nonnegative(),
  isSending: z.boolean(),
  /** When it confirmed the last ones. */
  sentAt: instantSchema.nullable(),
  /** Of the last try, since the vault was opened. */
  failure: z
    .object({
      code: z.enum(errorCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
})
export type CollectorState = z.infer<typeof collectorStateSchema>

/** Where the records of the activity log go besides: the practice's own collector (docs/adr/0048). */
export const collectorContract = {
  state: procedure.output(collectorStateSchema),
  /** Shows what a file holds; trusts nothing. Error: `collector/not-a-certificate`. */
  readCertificate: procedure.input(z.object({ file: fileHandleSchema })).output(collectorCertificateSchema),
  /** Tries it with a message that holds nothing of the log. Errors: `collector/*`. */
  test: procedure.input(collectorAddressSchema).output(nothing),
  /** From now on every record goes there, the earlier ones first. */
  set: procedure.input(collectorAddressSchema).output(nothing),
  /** Nothing goes there any more. */
  end: procedure.output(nothing),
}
