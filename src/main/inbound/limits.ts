import { batchMax } from '../store/index.ts'

/** How often a fetch that somebody waits for tells how far it is. */
export const fetchProgressMs = 100

/** Of messages that are fetched in part: so much of them is kept in memory. */
export const keptBeginningsBytes = 64_000_000

/** In so many first bytes the text of a message is looked for; from `from` on, what is there of it is shown. */
export const beginningBytes = { from: 1_000_000, upTo: 2_000_000 } as const

/** Rows of one commit that changes or removes what is stored. */
export const batchSize = 50

/** Mailboxes of one commit, where many come or go. */
export const mailboxesAtOnce = 200

/**
 * What is ready of new messages goes into a commit until it holds `enoughBytes` of source, and none begins above `bytes`.
 * Each commit writes pages anew that those before it wrote, and is a piece of the search index: with commits of 1 MB, half
 * as much again is encrypted.
 */
export const inOneCommit = { enoughBytes: 4_000_000, bytes: 8_000_000, messages: batchMax } as const

/**
 * So much of a download waits to be read, and so much of what was read to be stored: the thread that stores stands
 * still at each commit, and what is made meanwhile must suffice until it can be asked for more.
 */
export const aheadBytes = 12_000_000

/**
 * What is encrypted or signed comes by itself up to this size, whatever the policy says of sizes: hosts take 25 to 35 MB
 * (RFC 1870 SIZE). Above it stands what nobody honest sends by mail.
 */
export const largestProtectedBytes = 40_000_000

/** From so many new messages on they are stored in bulk. */
export const bulkFrom = 500

/**
 * A backlog comes compressed when the line brings less, judged by so many bytes, and what is left would take so long. Our
 * own work takes as long as a line of 20 MB a second, and servers compress about as fast: a tenth of it is clearly slow.
 */
export const slowLine = { bytesPerSecond: 2_000_000, judgedBytes: 1_000_000, worthMs: 5_000 } as const

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

/** A draft is copied to the host when its text has rested so long… */
export const draftQuietMs = 15_000

/** …or wasn't copied for so long, however it is written on. */
export const draftUncopiedMs = 2 * 60_000

/** Undo of a move is offered this long. */
export const undoLifetimeMs = 60_000

/** Files that are larger aren't read for search. */
export const largestFileToIndexBytes = 20 * 1024 * 1024

/** Files are read for search when no mail has come for so long. */
export const quietBeforeIndexingMs = 3_000

/** Between two steps of merging the search index, each of some 10 ms, so that it is never in the way. */
export const betweenMergesMs = 20

/** Of a message's source, so much is shown at once. */
export const sourcePieceBytes = 128 * 1024

/** So many readers of an encrypted message are told by name; the rest is counted. */
export const mostReadersNamed = 50

/** So many messages go for good in one commit, each named in its record. */
export const deletedAtOnce = 200

/** An append that the server refused is tried again after so long. */
export const refusedAppendRetryMs = 10 * 60_000

/** A host that files Sent itself is asked again after so long. */
export const hostFilingAskAgainMs = 30_000

/** Of one part of a path; hosts that keep mailboxes as folders refuse more. */
export const mailboxNameBytes = 200

/** So many addresses that the practice writes with are compared with a sender's, which may look like one of them. */
export const comparedAddresses = 5_000

/** Mail may wait for days in a program that is offline before it leaves. */
export const longestWaitBeforeLeavingMs = 3 * 86_400_000

/** Of drafts that other programs left; more than that nobody goes on writing. */
export const mostLeftDrafts = 200

/** A little later than what is due is counted by, which is the time of saving. */
export const afterDraftDueMs = 200

/** Remote images of one message that are fetched on request. */
export const mostRemoteImages = 50

/** Bodies that are open in a window at once; the oldest give way. */
export const keptBodyPages = 32

/** What goes on in the engine's thread without a break: other calls come in between. */
export const turnMs = 8

/** An action on a message that can't be found is given up after so many looks. */
export const mostLooks = 3

/** Changes come in bursts; the window is told at most this often. */
export const changeGatherMs = 150

/** How far the clocks of two computers of the practice may be apart. */
export const clockSkewMs = 24 * 3_600_000

/** While a mailbox is emptied, mail may arrive in it; one that fills up again and again stays. */
export const sweepsAtMost = 5

/** A server that counts differently each time must not keep us busy. */
export const mostMissedInARow = 5

/** A larger file isn't looked into for a certificate. */
export const largestCertificateFileBytes = 256 * 1024

/** Of recovery data in its mailbox the newest are read: nothing of ours leaves more than a few there … */
export const mostBundlesRead = 12

/** … and none is larger. */
export const largestBundleMessageBytes = 40 * 1024 * 1024

/** Of a letter, so much is searched for words of danger: more is no letter, and the beginning tells. */
export const crisisChars = 100_000

/** How far before such words a denial reaches. */
export const denialReachWords = 7
