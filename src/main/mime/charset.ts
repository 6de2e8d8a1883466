import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const decoders = new Map<string, TextDecoder | null>()

const designation = Buffer.from('$)C')

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
  if (label === 'iso-2022-kr' || label === 'csiso2022kr') return decodeIso2022Kr(bytes)
  // The WHATWG list leaves out UTF-7 and the DOS code pages; old mail holds them.
  if (iconv.encodingExists(label))
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), label)
  return decodeUnlabelled(bytes)
}

/** RFC 1557: between SO and SI the characters of EUC-KR without their high bit. */
function decodeIso2022Kr(bytes: Uint8Array): string {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  let isShifted = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte === 0x0e || byte === 0x0f) isShifted = byte === 0x0e
    else if (byte === 0x1b && Buffer.from(bytes.subarray(index + 1, index + 4)).equals(designation))
      index += 3
    else {
      // A line break ends the shift, so that one lost byte doesn't spoil the rest.
      if (byte === 0x0a) isShifted = false
      out[length] = isShifted && byte > 0x20 ? byte | 0x80 : byte
      length += 1
    }
  }
  return new TextDecoder('euc-kr').decode(out.subarray(0, length))
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
