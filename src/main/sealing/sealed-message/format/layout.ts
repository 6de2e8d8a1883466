const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** Sealed message container, version 1: docs/sealed-message.md is the reference, these are its figures. */
export const layout = {
  magic: 'SEALPOST',
  version: 1,
  kdfArgon2id: 1,
  cipherAes256Gcm: 1,
  headerBytes: 160,
  saltBytes: 16,
  idBytes: 16,
  nonceBytes: 12,
  keyBytes: 32,
  tagBytes: 16,
  chunkBytes: 64 * kibibyte,
  offset: {
    version: 8,
    kdf: 9,
    cipher: 10,
    zero: 11,
    memoryKib: 12,
    passes: 16,
    lanes: 20,
    salt: 24,
    id: 40,
    wrapNonce: 56,
    wrappedKey: 68,
    payloadBytes: 116,
    commitment: 120,
    check: 152,
  },
} as const

/** What this version writes: about 0.2 s in a browser on a computer, about 2 s on a phone. */
export const writtenCost = { memoryKib: 19 * kibibyte, passes: 2, lanes: 1 } as const

/** Checked before memory is taken or time is spent. Weaker than `min` is a downgrade, above `max` a bomb. */
export const containerLimits = {
  memoryKib: { min: writtenCost.memoryKib, max: 64 * kibibyte },
  passes: { min: writtenCost.passes, max: 4 },
  lanes: { min: 1, max: 4 },
  payloadBytes: { min: 16 * kibibyte, max: 48 * mebibyte },
  manifestBytes: 4 * mebibyte,
  attachments: 100,
  nameCharacters: 200,
} as const

/** Answers: docs/sealed-message.md, "Answer". */
export const answerLayout = {
  magic: 'SPANSWER',
  version: 1,
  macBytes: 32,
  /** Small, so that a short answer still fits into a mailto link. */
  leastBytes: 512,
} as const

/** Answers of the reply page: docs/sealed-message.md, "Reply page". Padded as the others. */
export const pageAnswerLayout = { magic: 'SPLETTER', version: 1, macBytes: 0 } as const
