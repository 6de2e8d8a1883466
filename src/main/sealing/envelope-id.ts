import { createHash } from 'node:crypto'

/**
 * The id that a submission carries beside the message (ENVID of RFC 3461 section 4.4): 32 hex digits. It stands in no
 * header, so that only hosts which passed the message on can name it; it follows from the MAC, which never leaves.
 */
export function envelopeIdOf(mac: Uint8Array): string {
  return createHash('sha256').update('sealpost envelope id\0').update(mac).digest('hex').slice(0, 32)
}
