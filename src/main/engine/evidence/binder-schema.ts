import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import {
  evidenceOverviewSchema,
  evidenceRecordSchema,
  instantSchema,
  policyRulesSchema,
  policySeatSchema,
} from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { openSignedBinder } from '../../audit/index.ts'
import { mostChanges, type Binder } from './binder.ts'

/** SHA-256, lower-case hexadecimal. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** Whoever made the file chose its numbers, as in an export of a log. */
const seqSchema = z
  .int()
  .positive()
  .max(2 ** 40)
const historiesSchema = z.array(z.array(evidenceRecordSchema).min(1))

const binderSchema = z.object({
  format: z.string(),
  version: z.int(),
  /** Of the file to read. */
  pdf: hashSchema,
  createdAt: instantSchema,
  practice: z.object({ practiceName: z.string(), clinicianName: z.string() }),
  overview: evidenceOverviewSchema,
  agreements: historiesSchema,
  trainings: historiesSchema,
  incidents: historiesSchema,
  riskAnalyses: historiesSchema,
  changes: z
    .array(
      z.object({
        at: instantSchema,
        type: z.string().min(1).max(64),
        values: z.record(z.string(), z.json()),
      }),
    )
    .max(mostChanges),
  access: z.array(
    z.object({
      number: z.int().positive(),
      issuedAt: instantSchema,
      rules: policyRulesSchema,
      seats: z.array(policySeatSchema),
      since: instantSchema,
      leftAt: instantSchema.nullable(),
    }),
  ),
  log: z.string().regex(/^[0-9a-f]{32}$/),
  logHead: z.object({ seq: seqSchema, hash: hashSchema }),
})

/** A binder that was verified, and who signed it. */
export interface VerifiedBinder {
  readonly binder: Binder
  /** SHA-256 of the file to read, hexadecimal. */
  readonly pdf: string
  readonly signer: string
}

/**
 * Verifies a binder's file, and knows every member of it: what this program wouldn't show isn't passed over.
 *
 * @returns as `openSignedBinder`; `evidence/binder-unknown-parts`
 */
export function readBinder(file: Uint8Array): Result<VerifiedBinder> {
  const opened = openSignedBinder(file)
  if (!opened.ok) return opened
  const { evidence, signer } = opened.value
  const read = binderSchema.safeParse(evidence)
  if (!read.success || canonicalJson(read.data) !== canonicalJson(evidence))
    return fail('evidence/binder-unknown-parts')
  const { pdf, ...binder } = read.data
  return ok({ binder, pdf, signer })
}
