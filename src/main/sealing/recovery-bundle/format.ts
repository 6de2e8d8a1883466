import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { paddedLength } from '../sealed-message/format/padding.ts'

/** Format 1, frozen in docs/recovery-bundle.md. */
const formatName = 'sealpost-recovery-bundle'
const formatVersion = 1

const nonceBytes = 12
const tagBytes = 16
const lengthBytes = 4
/** An empty practice and one with two hundred patients look alike. */
const leastPaddedBytes = 256 * 1024

const headerSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  vaultId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Rises with every bundle of a vault. */
  sequence: z.int().positive(),
  madeAt: z.iso.datetime(),
  /** The recovery kit's wrap of the vault key, as in the vault's header (docs/vault.md). */
  kit: z.record(z.string(), z.string()),
})

/** What stands outside the encryption, and is authenticated with it. Names nobody. */
export type BundleHeader = Omit<z.infer<typeof headerSchema>, 'format' | 'version'>

/** A bundle as it was found; `open` gives its content. */
export type FoundBundle = {
  readonly header: BundleHeader
  /** Of the bundle alone, hex: a host may add fields to the message around it. */
  readonly sha256: string
  /** @returns `recovery/wrong-key` for another key, and for a bundle that isn't exactly as it was made */
  open(key: Uint8Array): Result<Buffer>
}

/**
 * One line of canonical JSON, then nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16). Encrypted is the length of the content
 * (4 bytes, big-endian), the content, and zeros up to a length that says little of it.
 *
 * @param key 32 bytes
 * @param nonce 12 bytes, never used twice with the key
 * @returns `recovery/too-large`
 */
export function writeBundle(
  header: BundleHeader,
  content: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
): Result<Buffer> {
  if (content.byteLength > limits.recoveryBundleBytes) return fail('recovery/too-large')
  const line = headerLine(header)
  const plain = Buffer.alloc(paddedLength(lengthBytes + content.byteLength, leastPaddedBytes))
  plain.writeUInt32BE(content.byteLength, 0)
  plain.set(content, lengthBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(line)
  const sealed = Buffer.concat([line, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  plain.fill(0)
  return ok(sealed)
}

/** Reads the header of a bundle; null for bytes that are none, or one of a version that isn't known. */
export function readBundle(bytes: Uint8Array): FoundBundle | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.subarray(0, limits.recoveryHeaderBytes).indexOf('\n') + 1
  const line = buffer.subarray(0, end)
  const parsed = headerSchema.safeParse(parseJson(line.toString('utf8')))
  if (!parsed.success || buffer.byteLength < end + nonceBytes + tagBytes + lengthBytes) return null
  const { format: _format, version: _version, ...header } = parsed.data
  // What JSON.parse forgives is no header: two texts would be the same bundle.
  if (!headerLine(header).equals(line)) return null
  return {
    header,
    sha256: createHash('sha256').update(buffer).digest('hex'),
    open: (key) => {
      const decipher = createDecipheriv('aes-256-gcm', key, buffer.subarray(end, end + nonceBytes))
      decipher.setAAD(line)
      decipher.setAuthTag(buffer.subarray(-tagBytes))
      const plain = decipher.update(buffer.subarray(end + nonceBytes, -tagBytes))
      try {
        decipher.final()
      } catch {
        plain.fill(0)
        return fail('recovery/wrong-key')
      }
      const length = plain.readUInt32BE(0)
      return length > plain.byteLength - lengthBytes
        ? fail('recovery/wrong-key')
        : ok(plain.subarray(lengthBytes, lengthBytes + length))
    },
  }
}

function headerLine(header: BundleHeader): Buffer {
  const whole = { format: formatName, version: formatVersion, ...header }
  return Buffer.from(`${canonicalJson(whole as CanonicalValue)}\n`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
