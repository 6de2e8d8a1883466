import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const decoders = new Map<string, TextDecoder | null>()

/** Labels that say nothing: senders write them over UTF-8 and Windows-1252 alike. */
const vagueLabels: ReadonlySet<string> = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  '8bit',
])

/**
 * Bytes as text. Never throws: what the charset can't express becomes U+FFFD.
 * @param charset label from the message; null, unknown or vague ones are taken as UTF-8 where the bytes
 *   are valid UTF-8, else Windows-1252
 */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const label = (charset ?? '').trim().toLowerCase()
  if (vagueLabels.has(label)) return decodeUnlabelled(bytes)
  const decoder = decoderFor(label)
  if (decoder !== null) return decoder.decode(bytes)
  // The WHATWG list leaves out UTF-7, the DOS code pages and ISO-2022-KR; old mail holds them.
  if (iconv.encodingExists(label))
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), label)
  return decodeUnlabelled(bytes)
}

/** UTF-8 where valid, else Windows-1252. */
export function decodeUnlabelled(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return windows1252.decode(bytes)
  }
}

function decoderFor(label: string): TextDecoder | null {
  const known = decoders.get(label)
  if (known !== undefined) return known
  const decoder = makeDecoder(label)
  // A sender chooses the label: only real ones are remembered, so the map can't be made to grow.
  if (decoder !== null) decoders.set(label, decoder)
  return decoder
}

function makeDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}
