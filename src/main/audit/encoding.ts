import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { AuditEvent } from './events.ts'

/**
 * One record of the log, version 1 (docs/audit-log.md). `prev` is the SHA-256, in lower-case hexadecimal, of the
 * bytes of the record before; of the first record, 64 zeros.
 */
export interface AuditRecord {
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

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)

/** The frame of a record; a verifier doesn't need to know the events of a newer program. */
export const recordFrameSchema = z.strictObject({
  v: z.literal(1),
  log: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  user: z.string(),
  event: z.looseObject({ type: z.string() }),
  prev: hex64,
})
export type RecordFrame = z.infer<typeof recordFrameSchema>

export const genesis = '0'.repeat(64)

/** The exact bytes that are stored, hashed and exported: canonical JSON in UTF-8, without a line end. */
export function encodeRecord(record: AuditRecord): Uint8Array {
  return new TextEncoder().encode(canonicalJson(record))
}

/** SHA-256 in lower-case hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** JSON as RFC 8785 writes it: no white space, members sorted by UTF-16 code units. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}
