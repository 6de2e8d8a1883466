import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const decoders = new Map<string, TextDecoder | null>()

const designation = Buffer.from('$)C')

/** Kinds of ISO-2022-JP that differ in rare characters. */
const isJapanese = /^(iso-2022-jp-(1|2|3|2004|ms)|cp5022[012])$/

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
  const given = (charset ?? '').trim().toLowerCase()
  const label = isJapanese.test(given) ? 'iso-2022-jp' : given
  if (vagueLabels.has(label)) return decodeUnlabelled(bytes)
  const decoder = decoderFor(label)
  if (decoder !== null) return decoder.decode(bytes)
  if (label === 'hz-gb-2312' || label === 'hz') return decodeHz(bytes)
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

/** RFC 1843: between `~{` and `~}` the characters of GB 2312 without their high bit; a line break ends them too. */
function decodeHz(bytes: Uint8Array): string {
  const out = Buffer.alloc(bytes.length)
  let length = 0
  let isShifted = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    const next = bytes[index + 1]
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x0a)) {
      isShifted = next === 0x7b
      index += 1
      continue
    }
    if (byte === 0x7e && next === 0x7e) index += 1
    if (byte === 0x0a) isShifted = false
    out[length] = isShifted && byte > 0x20 ? byte | 0x80 : byte
    length += 1
  }
  return new TextDecoder('gbk').decode(out.subarray(0, length))
}

const prescanBytes = 1024

/** HTML without a label: as its own `meta` says (WHATWG HTML 13.2.3.2) where the bytes aren't UTF-8. */
export function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, prescanBytes)).toString('latin1')
  const named =
    /<meta\b[^>]{0,200}\bcharset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})/i.exec(head)?.[1]?.toLowerCase() ?? ''
  // What reads like this couldn't be written in those.
  if (named === '' || /^utf-?(7|16|32)/.test(named)) return decodeUnlabelled(bytes)
  if (named.startsWith('iso-2022-')) return decodeText(bytes, named)
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return decodeText(bytes, named)
  }
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
