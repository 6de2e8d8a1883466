import { decodeText, decodeUnlabelled } from '../../mime/index.ts'

/**
 * The text of a file whose encoding nobody states: by its byte order mark, else UTF-16 where every second byte is
 * zero, else UTF-8 where that is valid, else Windows-1252 (what Outlook writes). Null: it is no text.
 */
export function decodeBookFile(bytes: Uint8Array): string | null {
  const text = decode(bytes).replace(/^\ufeff/, '')
  return text.includes('\0') ? null : text
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeText(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decodeText(bytes, 'utf-16be')
  // Without a mark: a table or a card begins with a letter or a quote, which has a zero beside it in UTF-16.
  if (first !== 0 && second === 0) return decodeText(bytes, 'utf-16le')
  if (first === 0 && second !== 0) return decodeText(bytes, 'utf-16be')
  return decodeUnlabelled(bytes)
}
