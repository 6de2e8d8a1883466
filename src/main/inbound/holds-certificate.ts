import type { Attachment } from '../mime/index.ts'
import { largestCertificateFileBytes } from './limits.ts'

/** DER has no marker of its own: the type that the sender states or the name has to do. */
const derTypes: ReadonlySet<string> = new Set([
  'application/pkix-cert',
  'application/x-x509-user-cert',
  'application/x-x509-email-cert',
  'application/x-pkcs7-certificates',
])
const derNames = /\.(cer|crt|der|p7b|p7c)$/i
const textNames = /\.(asc|gpg|pgp|key|pub|pem|txt|vcf)$/i
const textTypes = /^(application\/pgp-keys|text\/(x-vcard|vcard|directory|plain)|application\/x-pem-file)$/
/** An armored certificate, one in PEM, or the KEY of a vCard (RFC 6350, section 6.8.1). */
const marker =
  /-----BEGIN (PGP PUBLIC KEY BLOCK|CERTIFICATE|PKCS7)-----|^BEGIN:VCARD\b[^]*^([\w-]+\.)?KEY[;:]/im

/**
 * Whether the reader offers to take a certificate from a file of a message. Only an offer: what it really holds is
 * read when a person asks, and used when a person accepts it.
 * @param read decodes the file; called only for small files of a fitting type or name
 */
export function holdsCertificate(
  { contentType, fileName, sizeBytes }: Pick<Attachment, 'contentType' | 'fileName' | 'sizeBytes'>,
  read: () => Uint8Array | null,
): boolean {
  if (sizeBytes > largestCertificateFileBytes) {
    return false
  }
  if (contentType === 'application/pgp-keys' || derTypes.has(contentType) || derNames.test(fileName)) {
    return true
  }
  const bytes = textTypes.test(contentType) || textNames.test(fileName) ? read() : null
  return bytes !== null && marker.test(new TextDecoder('latin1').decode(bytes))
}
