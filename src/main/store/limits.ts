/** Part of the store format: every store is made with it. */
export const pageSizeBytes = 16_384

/** Text of one message that is kept for search and snippets; what lies beyond is found in the message only. */
export const searchTextMaxChars = 512 * 1024

/** References of one message that are used for its thread: hostile mail carries thousands. */
export const referencesMax = 64

/** Rows that one call of a batch function may take. */
export const batchMax = 500
