/** Messages whose source is larger are listed, and fetched only on request. */
export const largestAutomaticBytes = 10 * 1024 * 1024

/** Rows of one durable commit while syncing. */
export const batchSize = 50

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
