/**
 * A reader whom an encrypted message names, in clear and proven by nothing: who else can read it, whoever encrypted it
 * alone knows.
 */
export type RecipientKey =
  /** Upper-case hexadecimal, of a certificate's subkey (RFC 9580, section 5.1). */
  | { readonly kind: 'openpgp'; readonly keyId: string }
  /** The sender left out whose it is. */
  | { readonly kind: 'hidden' }
  /** Two ways to name a certificate (RFC 5652, section 6.2.1): its issuer and number, or its key's identifier. */
  | { readonly kind: 'smime'; readonly issuerKey: string; readonly serial: string }
  | { readonly kind: 'smime'; readonly subjectKeyId: string }

/** Tells of one certificate whether a message names it. */
export type RecipientTest = (key: RecipientKey) => boolean
