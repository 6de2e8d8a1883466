/**
 * The encrypted store: one SQLite file in the SQLCipher 4 format, written by the engine thread alone.
 *
 *   openStore({ path, key }) → Result<Store>        createStore likewise; both assert every safety setting
 *   store.transaction((tx) => Result<T>) → Result<T>  all writes; on disk when it answers ok; rolled back on a failure
 *   store.openSnapshot(key) → Result<Snapshot>      the file as it is now, to be copied while the store goes on
 *   store.beginRekey({ current, next }) → Result<Rekey>  another key for the file, page by page, then in one rename
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
 * - what is never flagged: never-flagged; words that spelling takes for right: learned-words
 * - outbound: drafts, draft-copies, logical-messages, submissions (states in submission-states), receipts, sent-copies, reply-keys
 * - what a new computer needs beside the mail: recovery-rows
 * - audit: audit-events, audit-people, audit-checkpoints (used by the audit room only)
 * - exported logs and evidence binders of others that are read here: read-logs, read-binders
 */
export { createStore, openStore, type StoreLocation } from './open.ts'
export { takeLock, type HeldLock } from './lock-file.ts'
export type { Reader, Snapshot, Store, Tx } from './connection.ts'
export { syncFolder } from './folder.ts'
export type { Rekey } from './rekey.ts'
export { emptyRekeyed, isStoreUnder, removeRekeyed } from './rekeyed-file.ts'
export { batchMax } from './limits.ts'
export {
  attempt as attemptOnDisk,
  attemptLater as attemptOnDiskLater,
  isDiskFailure,
  StoreError,
} from './errors.ts'
export * from './repositories/account-removal.ts'
export * from './repositories/accounts.ts'
export * from './repositories/audit-checkpoints.ts'
export * from './repositories/audit-events.ts'
export * from './repositories/audit-people.ts'
export * from './repositories/certificates.ts'
export * from './repositories/contact-groups.ts'
export * from './repositories/contacts.ts'
export * from './repositories/correspondents.ts'
export * from './repositories/draft-copies.ts'
export {
  addDraft,
  addDraftAttachment,
  findDraft,
  findDraftOf,
  listDraftAttachments,
  listDrafts,
  readDraftAttachment,
  dropDraft,
  removeDraft,
  removeDraftAttachment,
  saveDraft,
  saveDraftDismissals,
  setDraftAccount,
  setDraftLogicalId,
  type AnsweredMethod,
  type DraftAttachment,
  type DraftKind,
  type DraftRow,
} from './repositories/drafts.ts'
export * from './repositories/disclosing-messages.ts'
export * from './repositories/evidence-records.ts'
export * from './repositories/files-let-out.ts'
export * from './repositories/held-back.ts'
export * from './repositories/legal-holds.ts'
export * from './repositories/logical-messages.ts'
export * from './repositories/local-account.ts'
export * from './repositories/mailboxes.ts'
export type {
  BodyState,
  ListedMessage,
  MessageFlags,
  MessageMark,
  MessageRecord,
  StoredAddress,
  StoredEnvelope,
} from './repositories/message-rows.ts'
export * from './repositories/message-reads.ts'
export * from './repositories/learned-words.ts'
export * from './repositories/never-flagged.ts'
export {
  freeAccount,
  freeContact,
  askPiece,
  freeDraft,
  freeLogicalMessage,
  freeMailbox,
  freeMessage,
  freeOwnKey,
  freeStore,
  freeTransfer,
  partHeld,
  type NotHeld,
} from './repositories/not-held.ts'
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
export * from './repositories/read-binders.ts'
export * from './repositories/read-logs.ts'
export * from './repositories/receipts.ts'
export { insertRecoveryRows, readRecoveryRows, type RecoveryRows } from './repositories/recovery-rows.ts'
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
  unlistDraftCopy,
  type FlagUpdate,
} from './repositories/sync.ts'
export type { ThreadHeaders } from './repositories/threads.ts'
export * from './repositories/revocation-lists.ts'
export * from './repositories/transfers.ts'
export * from './repositories/policies.ts'
export * from './repositories/trust-roots.ts'
export * from './repositories/twins.ts'
export * from './repositories/vault-counts.ts'
export * from './repositories/wrong-addresses.ts'
export type { SearchTerm } from './search/match.ts'
export { mergeSearchIndex } from './search/merge.ts'
export { parseQuery, type SearchHint, type SearchQuery } from './search/query.ts'
export { search, searchAndCount, searchByRelevance, snippetFor } from './search/search.ts'
export { matchesIn, type MatchRange } from './search/snippet.ts'
