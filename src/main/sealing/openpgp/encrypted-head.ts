import { enums } from 'openpgp'

/** What stands in clear at the head of the encrypted data packet. */
export type EncryptedHead =
  | { readonly version: 1 }
  /** Names as RFC 9580, sections 9.3 and 9.6, has them in lower case: `aes256`, `gcm`. */
  | { readonly version: 2; readonly cipher: string; readonly aead: string }

/** Symmetrically Encrypted and Integrity Protected Data (RFC 9580, section 5). */
const encryptedDataTag = 18
/** Room for the session keys of some hundred readers; the encrypted data itself isn't decoded. */
const headChars = 256 * 1024

/**
 * Reads which packet the content is in (RFC 9580, section 5.13), from the armored bytes and not from what was asked
 * of the library.
 *
 * @throws Error when there is none: only for what was just made
 */
export function readEncryptedHead(armored: Uint8Array): EncryptedHead {
  const text = Buffer.from(armored.subarray(0, headChars)).toString('latin1')
  const bytes = Buffer.from(text.slice(text.indexOf('\r\n\r\n')).replace(/\n=[\s\S]*$/, ''), 'base64')
  for (let at = 0; at < bytes.length;) {
    const packet = packetAt(bytes, at)
    if (packet.tag === encryptedDataTag) {
      const [version, cipher, aead] = bytes.subarray(packet.body)
      if (version === 1) return { version }
      if (version !== 2) break
      return {
        version,
        cipher: nameIn(enums.symmetric, cipher),
        aead: nameIn(enums.aead, aead),
      }
    }
    at = packet.body + packet.length
  }
  throw new Error('an encrypted message has encrypted data')
}

function nameIn(names: Readonly<Record<string, unknown>>, id: number | undefined): string {
  const name = Object.keys(names).find((each) => names[each] === id)
  if (name === undefined) throw new Error('what was encrypted has a cipher with a name')
  return name.toLowerCase()
}

/** RFC 9580, section 4.2.1; a partial length counts as its first part. */
function packetAt(bytes: Buffer, at: number): { tag: number; body: number; length: number } {
  const header = bytes[at] ?? 0
  if (header < 0xc0) throw new Error('packets are written with the headers of today')
  const tag = header & 0x3f
  const first = bytes[at + 1] ?? 0
  if (first < 192) return { tag, body: at + 2, length: first }
  if (first < 224) return { tag, body: at + 3, length: ((first - 192) << 8) + (bytes[at + 2] ?? 0) + 192 }
  if (first < 255) return { tag, body: at + 2, length: 2 ** (first & 0x1f) }
  return { tag, body: at + 6, length: bytes.readUInt32BE(at + 2) }
}
