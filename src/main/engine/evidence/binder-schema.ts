import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import {
  agreementSchema,
  evidenceOverviewSchema,
  evidenceRecordSchema,
  evidenceTaskSchema,
  incidentSchema,
  instantSchema,
  lineSchema,
  mailMonthSchema,
  policySeatSchema,
  riskAnalysisSchema,
  trainingSchema,
  type EvidenceBody,
} from '../../../shared/contract/index.ts'
import { listOf, recordOf } from '../../../shared/first-fault.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { openSignedBinder } from '../../audit/index.ts'
import { binderRulesSchema, binderTasks, mostChanges, type Binder } from './binder.ts'

/** Of what one event says. */
const mostChangeValues = 64

/** SHA-256, lower-case hexadecimal. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** Whoever made the file chose its numbers, as in an export of a log. */
const seqSchema = z
  .int()
  .positive()
  .max(2 ** 40)
/** Of each record its versions, the newest first. */
const historiesOf = <Body extends EvidenceBody>(body: z.ZodType<Body>) =>
  listOf(
    listOf(z.object({ ...evidenceRecordSchema.shape, body })).refine(
      (versions) =>
        versions.length > 0 && versions.every(({ version }, at) => version === versions.length - at),
    ),
  )

const binderTaskSchema = evidenceTaskSchema.omit({ contactId: true }).extend({ task: binderTasks })

/**
 * Version 1. What the window is told may grow, a binder may not: what is new in a task, a month or a record of it may be
 * absent here, or its version is another.
 */
const binderSchema = z.object({
  format: z.string(),
  version: z.int(),
  /** Of the file to read. */
  pdf: hashSchema,
  createdAt: instantSchema,
  practice: z.object({ practiceName: lineSchema, clinicianName: lineSchema }),
  overview: evidenceOverviewSchema.extend({
    tasks: listOf(binderTaskSchema),
    months: listOf(mailMonthSchema),
  }),
  agreements: historiesOf(agreementSchema),
  trainings: historiesOf(trainingSchema),
  incidents: historiesOf(incidentSchema),
  riskAnalyses: historiesOf(riskAnalysisSchema),
  changes: listOf(
    z.object({
      at: instantSchema,
      type: z.string().min(1).max(64),
      values: recordOf(z.json(), { most: mostChangeValues }),
    }),
    { most: mostChanges },
  ),
  access: listOf(
    z.object({
      number: z.int().positive(),
      issuedAt: instantSchema,
      rules: binderRulesSchema,
      seats: listOf(policySeatSchema),
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
 * Verifies a binder's file, and knows every member of it: what this program doesn't know isn't passed over.
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
