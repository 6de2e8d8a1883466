import { partBytes, rawPart, type MessagePart, type MessageTree } from '../../mime/index.ts'

/**
 * The outer entity of RFC 3156, section 4: Content-Type, empty line, two parts. All ASCII with CRLF line ends.
 *
 * @param armored what `encryptAndSign` gave
 * @param boundary of letters, digits, hyphens and at least one "_", which armor never holds
 */
export function wrapPgpMime(armored: Uint8Array, boundary: string): Uint8Array {
  if (
    !/^[\w-]{1,70}$/.test(boundary) ||
    Buffer.from(armored.buffer, armored.byteOffset, armored.length).includes(boundary)
  )
    throw new RangeError('unsuitable boundary')
  const head = [
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="${boundary}"`,
    '',
    'This is an OpenPGP/MIME encrypted message (RFC 3156).',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    'Content-Description: PGP/MIME version identification',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    'Content-Description: OpenPGP encrypted message',
    'Content-Disposition: inline; filename="encrypted.asc"',
    '',
    '',
  ].join('\r\n')
  // The line end before a boundary belongs to it (RFC 2046, section 5.1.1): the armor's last one serves.
  return Buffer.concat([Buffer.from(head), armored, Buffer.from(`--${boundary}--\r\n`)])
}

/** How the root of a message is protected by OpenPGP; protection of an inner part isn't protection. */
export type PgpMimeRoot =
  | { readonly kind: 'encrypted'; readonly message: Uint8Array }
  | { readonly kind: 'signed'; readonly signedBytes: Uint8Array; readonly signature: Uint8Array }
  | { readonly kind: 'none' }

/**
 * Looks at the root alone (RFC 3156, sections 4 and 5): an encrypted part beside others proves nothing about
 * them, and is an attachment. A structure that isn't exactly the RFC's counts as none.
 */
export function readPgpMimeRoot(tree: MessageTree): PgpMimeRoot {
  const { root } = tree
  const [first, second, ...others] = root.children
  if (root.defects.length > 0 || !first || !second || others.length > 0) return { kind: 'none' }
  const kind = root.contentType.mediaType
  const protocol = root.contentType.params.get('protocol')?.toLowerCase()
  const types = `${first.contentType.mediaType} ${second.contentType.mediaType}`
  if (kind === 'multipart/encrypted' && protocol === 'application/pgp-encrypted') {
    if (types !== 'application/pgp-encrypted application/octet-stream') return { kind: 'none' }
    const control = new TextDecoder('latin1').decode(bytesOf(tree, first))
    if (!/^\s*version:\s*1\s*$/im.test(control)) return { kind: 'none' }
    return { kind: 'encrypted', message: bytesOf(tree, second) }
  }
  if (kind === 'multipart/signed' && protocol === 'application/pgp-signature') {
    if (second.contentType.mediaType !== 'application/pgp-signature') return { kind: 'none' }
    return { kind: 'signed', signedBytes: rawPart(tree, first), signature: bytesOf(tree, second) }
  }
  return { kind: 'none' }
}

function bytesOf(tree: MessageTree, part: MessagePart): Uint8Array {
  return partBytes(tree, part.path) ?? new Uint8Array()
}
