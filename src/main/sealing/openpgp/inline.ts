import { partBytes, type MessageTree } from '../../mime/index.ts'

/** A text mail that is OpenPGP from its first line to its last, as programs wrote it before MIME (RFC 9580, 6.2 and 7). */
export type InlineRoot =
  | { readonly kind: 'encrypted'; readonly message: Uint8Array }
  | {
      readonly kind: 'signed'
      /** Dash escapes undone, CRLF, without white space at line ends: what the signature covers. */
      readonly signedBytes: Uint8Array
      readonly signature: Uint8Array
    }
  /** Armor with something around it: nothing says what is from whom. */
  | { readonly kind: 'partial' }
  | { readonly kind: 'none' }

const beginMessage = '-----BEGIN PGP MESSAGE-----'
const endMessage = '-----END PGP MESSAGE-----'
const beginSigned = '-----BEGIN PGP SIGNED MESSAGE-----'
const beginSignature = '-----BEGIN PGP SIGNATURE-----'
const endSignature = '-----END PGP SIGNATURE-----'

/**
 * Looks at mail whose root is one text part. It counts as protected when nothing but white space stands around one
 * armored message or one cleartext signature: what is added before or after it would seem to be protected too.
 */
export function readInlineRoot(tree: MessageTree): InlineRoot {
  const { root } = tree
  const isText = root.contentType.mediaType === 'text/plain' && root.disposition.kind !== 'attachment'
  if (!isText || root.defects.length > 0) return { kind: 'none' }
  const bytes = partBytes(tree, root.path) ?? new Uint8Array()
  // Byte for byte: the signature covers the bytes, whatever letters they are.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (!text.includes('-----BEGIN PGP ')) return { kind: 'none' }
  const lines = text.replace(/^\s+/, '').trimEnd().split('\n').map(withoutEnd)
  const marks = lines.filter((line) => /^-----(BEGIN|END) PGP [A-Z ]+-----$/.test(line)).join('')
  if (marks === `${beginMessage}${endMessage}` && lines[0] === beginMessage && lines.at(-1) === endMessage)
    return { kind: 'encrypted', message: latin1(lines.join('\n')) }
  const isOneSignature = marks === `${beginSigned}${beginSignature}${endSignature}`
  const signed = isOneSignature && lines.at(-1) === endSignature ? readSigned(lines) : null
  if (signed !== null) return signed
  return marks.includes(beginMessage) || marks.includes(beginSigned) ? { kind: 'partial' } : { kind: 'none' }
}

/** RFC 9580, section 7: a field that isn't Hash is text that nobody signed (CVE-2023-41037); so is an unescaped dash. */
function readSigned(lines: readonly string[]): InlineRoot | null {
  const empty = lines.indexOf('')
  const end = lines.indexOf(beginSignature)
  if (lines[0] !== beginSigned || empty < 0 || empty > end) return null
  if (!lines.slice(1, empty).every((line) => /^Hash: ?[A-Za-z0-9]+(-[0-9]+)?(, ?[A-Za-z0-9]+)*$/.test(line)))
    return null
  const body = lines.slice(empty + 1, end)
  if (body.some((line) => line.startsWith('-') && !line.startsWith('- '))) return null
  const signed = body.map((line) => (line.startsWith('- ') ? line.slice(2) : line))
  return {
    kind: 'signed',
    signedBytes: latin1(signed.join('\r\n')),
    signature: latin1(lines.slice(end).join('\n')),
  }
}

/**
 * The text inside as an entity of its own: text, whatever it looks like, never a header or HTML.
 *
 * @param tree the mail that it came in, for the charset that it names
 */
export function inlineEntity(tree: MessageTree, text: Uint8Array): Uint8Array {
  const charset = tree.root.contentType.params.get('charset') ?? ''
  const named = /^[\w.:+-]{1,40}$/.test(charset) ? `; charset="${charset}"` : ''
  return Buffer.concat([latin1(`Content-Type: text/plain${named}\r\n\r\n`), text])
}

/** By hand: an expression takes quadratic time on a line of spaces, and `trimEnd` takes bytes of UTF-8 for spaces. */
function withoutEnd(line: string): string {
  let end = line.length
  while (end > 0 && ' \t\r'.includes(line[end - 1] ?? '')) end--
  return line.slice(0, end)
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
