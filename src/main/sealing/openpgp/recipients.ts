import type { RecipientKey, RecipientTest } from '../recipient-key.ts'
import { parseCertificate } from './certificate.ts'

/** The readers that session key packets name, each once; a key id of zeros is no one's (RFC 9580, section 5.1.8). */
export function recipientKeysOf(keyIds: readonly { toHex(): string }[]): RecipientKey[] {
  return [...new Set(keyIds.map((id) => id.toHex().toUpperCase()))].map((keyId) =>
    /^0+$/.test(keyId) ? { kind: 'hidden' } : { kind: 'openpgp', keyId },
  )
}

/** For a certificate that is stored here; nothing matches one that can't be read. */
export async function openpgpRecipientTest(armored: string): Promise<RecipientTest> {
  const parsed = await parseCertificate(armored)
  const own = new Set(parsed.ok ? parsed.value.getKeyIDs().map((id) => id.toHex().toUpperCase()) : [])
  return (key) => key.kind === 'openpgp' && own.has(key.keyId)
}
