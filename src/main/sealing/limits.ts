const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** Every bound of the room in one place: checked before memory is taken or time is spent. */
export const limits = {
  /** A certificate with thousands of grafted signatures is an attack, not a key. */
  certificateBytes: 2 * mebibyte,
  /** Certificates for one address: each costs public-key operations. */
  certificatesOfDirectory: 8,
  /** Encrypted mail as it arrives (25 MB of attachments grow by a third in base64). */
  openpgpMessageBytes: 100 * mebibyte,
  /** OpenPGP compression bombs stop here. */
  openpgpDecompressedBytes: 100 * mebibyte,
  /** Each session key packet costs a public-key operation. */
  openpgpSessionKeyPackets: 100,
  /** Each signature costs a public-key operation. */
  openpgpSignatures: 16,
  /** S/MIME as it arrives, and each layer inside. */
  smimeMessageBytes: 100 * mebibyte,
  /** ASN.1 blocks of one object; streaming senders cut content into pieces of a kilobyte. */
  asn1Nodes: 300_000,
  asn1Depth: 40,
  smimeRecipients: 1000,
  /** A reader's number or key identifier; RFC 5280, section 4.1.2.2, allows a number 20 octets. */
  smimeIdentifierBytes: 64,
  /** Each signer costs a public-key operation. */
  smimeSigners: 16,
  /** Signed, encrypted, signed again (RFC 2634, section 1.1), and one more. */
  smimeLayers: 4,
  /** Certificates beside a signature or in a file. */
  smimeCertificates: 64,
  /** Links from a certificate to its root, and signatures checked while looking for them. */
  smimeChainLength: 8,
  smimeChainChecks: 64,
  /** Larger keys cost seconds for each operation. */
  smimeRsaBits: 8192,
  /** A list of a large issuer has a hundred thousand entries of 40 bytes. */
  revocationListBytes: 16 * mebibyte,
  pkcs12Bytes: 4 * mebibyte,
  /** Each round of PBKDF2 (native) and of the older derivation (not native). */
  pkcs12Pbkdf2Rounds: 10_000_000,
  pkcs12LegacyRounds: 300_000,
  /** Secret keys, people and settings of a large practice take a few. */
  recoveryBundleBytes: 20 * mebibyte,
  recoveryHeaderBytes: 4 * kibibyte,
  recoveryMessageBytes: 40 * mebibyte,
} as const
