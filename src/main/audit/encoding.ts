import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import type { AuditEvent } from './events/index.ts'

/**
 * One record of the log, version 1 (docs/audit-log.md). `prev` is the hash of the record before; of the first record,
 * 64 zeros.
 */
export type AuditRecord = {
  readonly v: 1
  /** Random id of this log: records of one log can't be spliced into another. */
  readonly log: string
  /** 1, 2, 3, … without a gap. */
  readonly seq: number
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string
  /** Code of the person whose vault this is. */
  readonly user: string
  readonly event: AuditEvent
  readonly prev: string
}

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** Random id of a log. */
export const logIdSchema = z.string().regex(/^[0-9a-f]{32}$/)

/** A number of records. Whoever made a file chose its numbers: no log is as long, and each stays exact in a sum. */
export const countSchema = z
  .int()
  .nonnegative()
  .max(2 ** 40)

/** The frame of a record; a verifier doesn't need to know the events of a newer program. */
const recordFrameSchema = z.strictObject({
  v: z.literal(1),
  log: logIdSchema,
  seq: countSchema.positive(),
  at: z.iso.datetime({ precision: 3 }),
  user: z.string(),
  event: z.looseObject({ type: z.string().min(1) }),
  prev: hashSchema,
})
export type RecordFrame = z.infer<typeof recordFrameSchema>

export const genesis = '0'.repeat(64)

/** The exact bytes that are stored, hashed and exported: canonical JSON in UTF-8, without a line end. */
export function encodeRecord(record: AuditRecord): Uint8Array {
  return new TextEncoder().encode(canonicalJson(record as CanonicalValue))
}

/**
 * The frame of a record, or null where the bytes are not one, byte for byte: a second spelling of the same values
 * (a doubled member, white space) is no record.
 */
export function decodeRecord(bytes: Uint8Array): RecordFrame | null {
  const parsed = recordFrameSchema.safeParse(parseJson(bytes))
  if (!parsed.success) return null
  return isCanonical(parsed.data, bytes) ? parsed.data : null
}

/** SHA-256 in lower-case hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What the bytes say as JSON in UTF-8; undefined when they don't. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Whether the bytes are the one text that canonical JSON has for this value. */
export function isCanonical(value: unknown, bytes: Uint8Array): boolean {
  try {
    return Buffer.from(canonicalJson(value as CanonicalValue)).equals(bytes)
  } catch {
    return false
  }
}
