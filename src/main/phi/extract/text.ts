import type { FileToRead, Reading } from './reading.ts'

/** The byte-order mark, or zeros where Latin text in UTF-16 has them, name UTF-16. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const sample = Math.min(bytes.length, 4_096)
  const zeros = [0, 0]
  for (let i = 0; i < sample; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = sample / 5
  if (odd > many && even * 20 < odd) return 'utf-16le'
  return even > many && odd * 20 < even ? 'utf-16be' : undefined
}

/** Whether bytes are UTF-16 text, with its mark or without. */
export function isUtf16(bytes: Uint8Array): boolean {
  return utf16Of(bytes) !== undefined
}

function decoderFor(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset)
  } catch {
    return undefined
  }
}

/**
 * Bytes as text: UTF-16 where it shows, else UTF-8, else the character set that is claimed for them, else
 * Windows-1252, in which no byte is invalid. A mark at the start is dropped.
 */
export function decodeText(bytes: Uint8Array, claimed = ''): string {
  const utf16 = utf16Of(bytes)
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes)
  // Valid only by chance, so a claim of UTF-8's letters goes first: these two write letters in ASCII bytes.
  if (/^(?:iso-2022-jp|utf-7)$/i.test(claimed))
    return (decoderFor(claimed) ?? new TextDecoder()).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return (decoderFor(claimed) ?? new TextDecoder('windows-1252')).decode(bytes)
  }
}

/** The `charset` of a media type, or empty. */
export function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? ''
}

/** Plain text, CSV and TSV: scanned as written, so that offsets are those of the file. */
export function readPlainText({ id, bytes, contentType }: FileToRead, reading: Reading): void {
  reading.text(id, decodeText(bytes, charsetOf(contentType)))
}
