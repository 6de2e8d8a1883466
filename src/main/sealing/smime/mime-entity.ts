import { base64Lines, mailLines } from '../base64-lines.ts'

/**
 * multipart/signed (RFC 1847, RFC 8551 section 3.5.3). What is signed stands in it byte for byte.
 *
 * @param boundary of letters, digits, hyphens and at least one "_", which base64 never holds
 */
export function clearSignedEntity(entity: Uint8Array, signature: Uint8Array, boundary: string): Uint8Array {
  if (!/^[\w-]{1,70}$/.test(boundary) || Buffer.from(entity).includes(boundary))
    throw new RangeError('unsuitable boundary')
  const head = [
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
    ` micalg="sha-256"; boundary="${boundary}"`,
    '',
    'This is an S/MIME signed message (RFC 8551).',
    `--${boundary}`,
    '',
  ].join('\r\n')
  const tail = [
    '',
    `--${boundary}`,
    'Content-Type: application/pkcs7-signature; name="smime.p7s"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="smime.p7s"',
    '',
    base64Lines(signature, mailLines),
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), entity, Buffer.from(tail, 'latin1')])
}

/** application/pkcs7-mime around an encrypted message (RFC 8551, sections 3.2 to 3.4). */
export function encryptedEntity(der: Uint8Array, type: 'authEnveloped-data' | 'enveloped-data'): Uint8Array {
  const entity = [
    `Content-Type: application/pkcs7-mime; smime-type=${type};\r\n name="smime.p7m"`,
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="smime.p7m"',
    '',
    base64Lines(der, mailLines),
    '',
  ].join('\r\n')
  return Buffer.from(entity, 'latin1')
}
