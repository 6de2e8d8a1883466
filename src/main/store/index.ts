/**
 * The encrypted store: one SQLite file in the SQLCipher 4 format, written by the engine thread alone.
 *
 *   openStore({ path, key }) → Result<Store>        createStore likewise; both assert every safety setting
 *   store.transaction((tx) => Result<T>) → Result<T>  all writes; on disk when it answers ok; rolled back on a failure
 *   store.attempt((reader) => Result<T>) → Result<T>  reads whose disk failures should become a Result
 *
 * Repository functions take a `Reader` (the store or a transaction) to read and a `Tx` to write, so every write
 * shares its commit with whatever else belongs to it: the effect and its audit event, all copies of one message.
 * Times are milliseconds since 1970. Values typed `unknown` are JSON whose shape the calling room owns and parses.
 *
 * - meta, settings, accounts, own keys, trust roots, files let out: `repositories/*.ts` of that name
 * - people: contacts, certificates, passphrases, correspondents
 * - mail: mailboxes, messages (write), message-reads, message-texts, sync, threads, server-actions
 * - mail brought in and taken along: local-account, transfers
 * - search: `parseQuery(text)` then `search(reader, query, { before, limit })`
 * - what is never flagged: never-flagged
 * - outbound: drafts, logical-messages, submissions (states in submission-states), receipts, sent-copies, reply-keys
 * - audit: audit-events, audit-people, audit-checkpoints (used by the audit room only)
 */
export { createStore, openStore, type StoreLocation } from './open.ts'
export { takeLock, type HeldLock } from './lock-file.ts'
export type { Reader, Store, Tx } from './connection.ts'
export { attempt as attemptOnDisk, isDiskFailure, StoreError } from './errors.ts'
export * from './repositories/account-removal.ts'
export * from './repositories/accounts.ts'
export * from './repositories/audit-checkpoints.ts'
export * from './repositories/audit-events.ts'
export * from './repositories/audit-people.ts'
export * from './repositories/certificates.ts'
export * from './repositories/contact-groups.ts'
export * from './repositories/contacts.ts'
export * from './repositories/correspondents.ts'
export * from './repositories/drafts.ts'
export * from './repositories/files-let-out.ts'
export * from './repositories/logical-messages.ts'
export * from './repositories/local-account.ts'
export * from './repositories/mailboxes.ts'
export type {
  BodyState,
  MessageFlags,
  MessageMark,
  MessageRecord,
  StoredAddress,
  StoredEnvelope,
} from './repositories/message-rows.ts'
export * from './repositories/message-reads.ts'
export * from './repositories/never-flagged.ts'
export {
  listUnreadAttachments,
  saveAttachmentText,
  saveText,
  type SearchText,
} from './repositories/message-texts.ts'
export {
  moveMessage,
  placeMessage,
  removeMessages,
  saveMessages,
  saveSummary,
  setFlags,
  type FetchedMessage,
  type MessageSummary,
} from './repositories/messages.ts'
export * from './repositories/meta.ts'
export * from './repositories/own-keys.ts'
export * from './repositories/passphrases.ts'
export * from './repositories/receipts.ts'
export * from './repositories/reply-keys.ts'
export * from './repositories/sent-copies.ts'
export * from './repositories/server-actions.ts'
export * from './repositories/settings.ts'
export {
  reportRecipient,
  sendAgainWithoutTls,
  setRecipientOutcome,
  type RecipientOutcome,
  type RecipientReport,
  type SubmissionRecipient,
} from './repositories/submission-recipients.ts'
export * from './repositories/submission-states.ts'
export * from './repositories/submissions.ts'
export {
  applyServerFlags,
  forgetUids,
  listUids,
  removeAllMessages,
  removeByUids,
  removeUnmatched,
  type FlagUpdate,
} from './repositories/sync.ts'
export type { ThreadHeaders } from './repositories/threads.ts'
export * from './repositories/revocation-lists.ts'
export * from './repositories/transfers.ts'
export * from './repositories/trust-roots.ts'
export * from './repositories/twins.ts'
export * from './repositories/wrong-addresses.ts'
export { countHits, type HitCount } from './search/count.ts'
export type { SearchTerm } from './search/match.ts'
export { parseQuery, type SearchHint, type SearchQuery } from './search/query.ts'
export { search, searchByRelevance, snippetFor, type SearchPage } from './search/search.ts'
export { matchesIn, type MatchRange } from './search/snippet.ts'
