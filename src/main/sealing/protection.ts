/** How the content of a sealed message is encrypted. */
export type SealMethod = 'openpgp' | 'smime' | 'sealed-message'

/** One container that holds the content, by what its bytes say or what the seal was made with. */
export type ProtectedForm = {
  readonly form: 'openpgp' | 'smime' | 'html' | 'pdf'
  /** Version of the container: RFC 9580 5.13, RFC 5652 6, RFC 5083, docs/sealed-message.md, ISO 32000-2 7.6. */
  readonly container:
    'seipd-v1' | 'seipd-v2' | 'enveloped-data' | 'auth-enveloped-data' | 'sealed-message-v1' | 'pdf-r6'
  /** Cipher, key length and mode, such as `aes-256-gcm`. */
  readonly cipher: string
  /** What shows a change of the ciphertext: an authentication tag, OpenPGP's modification detection code, nothing. */
  readonly integrity: 'aead' | 'mdc' | 'none'
  /** How a passphrase becomes a key; null under a certificate. */
  readonly kdf: {
    readonly name: 'argon2id' | 'pdf-r6'
    /** KiB, passes, lanes of Argon2id; null for the PDF's own derivation. */
    readonly cost: { readonly memoryKib: number; readonly passes: number; readonly lanes: number } | null
  } | null
}

/** How one sealed copy is protected: never a secret, never content. */
export type Protection = {
  readonly method: SealMethod
  /** Both forms of a sealed message may travel together. */
  readonly forms: readonly ProtectedForm[]
  /** Fingerprints of the certificates that open it, upper-case hexadecimal. */
  readonly certificates: readonly string[]
  /** Fingerprint of the certificate that signed the content; null for a sealed message. */
  readonly signedBy: string | null
}
