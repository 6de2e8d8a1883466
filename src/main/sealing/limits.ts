const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** Every bound of the room in one place: checked before memory is taken or time is spent. */
export const limits = {
  /** A certificate with thousands of grafted signatures is an attack, not a key. */
  certificateBytes: 2 * mebibyte,
  /** Encrypted mail as it arrives (25 MB of attachments grow by a third in base64). */
  openpgpMessageBytes: 100 * mebibyte,
  /** OpenPGP compression bombs stop here. */
  openpgpDecompressedBytes: 100 * mebibyte,
  /** Each session key packet costs a public-key operation. */
  openpgpSessionKeyPackets: 100,
  /** Each signature costs a public-key operation. */
  openpgpSignatures: 16,
} as const
