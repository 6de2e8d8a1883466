import { createHash } from 'node:crypto'

/** Of a copy that leaves again without requiring TLS, so that a report tells which of the two it speaks of. */
const withoutTlsSuffix = '-t'

/**
 * The id that a submission carries beside the message (ENVID of RFC 3461 section 4.4): 32 hex digits. It stands in no
 * header, so that only hosts which passed the message on can name it; it follows from the MAC, which never leaves.
 */
export function envelopeIdOf(mac: Uint8Array): string {
  return createHash('sha256').update('sealpost envelope id\0').update(mac).digest('hex').slice(0, 32)
}

/** As a host is told it. @param requiresTls whether this sending requires TLS on the way (RFC 8689) */
export function envelopeIdOnWire(mac: Uint8Array, requiresTls: boolean): string {
  return requiresTls ? envelopeIdOf(mac) : `${envelopeIdOf(mac)}${withoutTlsSuffix}`
}

/** What a report names: `envelopeIdOf` the copy, and whether that sending required TLS. */
export function readEnvelopeId(text: string): { readonly id: string; readonly requiresTls: boolean } {
  const id = text.toLowerCase()
  return id.endsWith(withoutTlsSuffix)
    ? { id: id.slice(0, -withoutTlsSuffix.length), requiresTls: false }
    : { id, requiresTls: true }
}
