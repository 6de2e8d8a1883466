/** A MIME body with the value of its Content-Type field; all ASCII, CRLF line ends, safe as 7bit. */
export type MimeBody = { readonly contentType: string; readonly body: string }

/**
 * The outer structure of RFC 3156, section 4.
 *
 * @param armored what `encryptAndSign` gave
 * @param boundary made of letters, digits and hyphens; mustn't occur in the armor, so let it hold "_"
 */
export function wrapPgpMime(armored: string, boundary: string): MimeBody {
  if (!/^[\w-]{1,70}$/.test(boundary) || armored.includes(boundary))
    throw new RangeError('unsuitable boundary')
  const body = [
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
    armored.trimEnd(),
    `--${boundary}--`,
    '',
  ].join('\r\n')
  const contentType = `multipart/encrypted; protocol="application/pgp-encrypted";\r\n boundary="${boundary}"`
  return { contentType, body }
}
