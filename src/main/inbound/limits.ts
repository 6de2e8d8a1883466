/** Messages whose source is larger are listed, and fetched only on request. */
export const largestAutomaticBytes = 10 * 1024 * 1024

/** Rows of one commit that changes or removes what is stored. */
export const batchSize = 50

/** Bytes of source in one commit of new messages; `createPace` finds what fits between. */
export const commitBytes = { first: 2_000_000, least: 1_000_000, most: 5_000_000 } as const

/** What one commit of new messages should take: for so long nothing else happens. */
export const commitMs = 50

/** From so many new messages on they are stored in bulk. */
export const bulkFrom = 500

/** What is known of people is read anew this often while syncing. */
export const peopleFreshMs = 5_000

/** Of what was done here, so much is told to the server in one command. */
export const actionsAtOnce = 200

/** Other mailboxes than the inbox are looked at this often while idle. */
export const lookAroundMs = 2 * 60_000

/** Waits after a lost connection; the last one repeats. */
export const reconnectDelaysMs = [1_000, 5_000, 15_000, 60_000, 5 * 60_000] as const

/** A host that files what it sends itself is waited for so long; then our own copy is appended after all. */
export const hostFilingPatienceMs = 10 * 60_000

/** Undo of a move is offered this long. */
export const undoLifetimeMs = 60_000

/** Files that are larger aren't read for search. */
export const largestFileToIndexBytes = 20 * 1024 * 1024

/** Files are read for search when no mail has come for so long. */
export const quietBeforeIndexingMs = 3_000

/** Of a message's source, so much is shown at once. */
export const sourcePieceBytes = 128 * 1024
