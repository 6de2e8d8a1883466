import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import type { AuditRecord, RecordFrame } from './encoding.ts'
import { exactBase64 } from './manifest.ts'
import { isSignedBytes, signBytes } from './signing.ts'

/** The format says where checkpoints stand, so that one that was left out shows. */
const everySoMany = 100

/** No other bytes that the key for audit signing signs begin so: they begin with a brace. */
const domain = 'sealpost/audit/1/checkpoint\n'

const checkpointSchema = z.strictObject({
  type: z.literal('audit.checkpoint'),
  signature: exactBase64.length(88),
})
type Checkpoint = z.infer<typeof checkpointSchema>

/** Whether the record with this number has to be a checkpoint. */
export function isCheckpointAt(seq: number): boolean {
  return seq % everySoMany === 0
}

/**
 * What makes a record a checkpoint: a signature over all else that it says, and so, through `prev`, over the log before it.
 *
 * @param seed the vault's 32-byte key for audit signing; not kept
 */
export function signCheckpoint(record: Omit<AuditRecord, 'event'>, seed: Uint8Array): Checkpoint {
  const { signature } = signBytes(signedBytes(record), seed)
  return { type: 'audit.checkpoint', signature }
}

/**
 * Whether a record is a checkpoint of this signer where one has to be, and none anywhere else.
 *
 * @param publicKey raw Ed25519, base64
 */
export function isCheckpointInPlace({ event, ...record }: RecordFrame, publicKey: string): boolean {
  if (!isCheckpointAt(record.seq)) return event.type !== 'audit.checkpoint'
  const checkpoint = checkpointSchema.safeParse(event)
  if (!checkpoint.success) return false
  return isSignedBytes(signedBytes(record), { publicKey, signature: checkpoint.data.signature })
}

/** The record in canonical JSON, with an event that has its type alone. */
function signedBytes(record: Omit<RecordFrame, 'event'>): Uint8Array {
  const unsigned = { ...record, event: { type: 'audit.checkpoint' } }
  return new TextEncoder().encode(domain + canonicalJson(unsigned satisfies CanonicalValue))
}
