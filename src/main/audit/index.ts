/**
 * The audit log: a hash chain of canonical records in the store (docs/audit-log.md).
 *
 *   createAuditLog({ store, clock, anchor, signingKey }) → AuditLog   append(tx, event) inside the effect's transaction,
 *     record(event) by itself, personOf(tx, contactId), begin(tx, userName), status(), anchorHead(), head()
 *   anchorIn(unlockedVault) → AnchorPlace                 the vault's place in the system's keychain
 *   recordUnlock(trail, store, unlockedVault)             first thing after unlocking, before anything is shown
 *   buildExport(reader, options, now, signingKey)         signingKey: () => unlockedVault.subKey('audit-signing')
 *   reviewOf(reader, now) · signReview(store, log, to, now)  what a person has to look at, and that it was looked at
 *   syslogMessageOf(row, { log, version })                a record for a collector (RFC 5424)
 *   signReceipt(receipt, signingKey)                      what protected one copy that left; named by an event
 *   createLogReader({ store, audit, clock }) → LogReader  exported logs of others: consider(file), add, open, events, story
 *   signBinder(content, seed) · openSignedBinder(file) · headBesideLogs(reader, head)   evidence binders, one's own and others'
 *   verifyJsonLines(bytes) · verifyCsv(csv, manifest) · verifyAgainst(later, earlier)     need no vault
 */
export { csvCell } from './csv.ts'
export { anchorIn, type AnchorPlace, type AnchorReading, type ChainHead } from './anchor.ts'
export {
  auditEventSchema,
  auditEventTypes,
  mostNamed,
  type AuditEvent,
  type AuditEventType,
  type ScanRecord,
} from './events/index.ts'
export { decodeRecord } from './encoding.ts'
export {
  buildExport,
  buildReport,
  noteExport,
  receiptsSuffix,
  type AuditExport,
  type ExportOptions,
  type ReportPeriod,
} from './export.ts'
export { headBesideLogs, type HeadBeside, type SignedHead } from './head-beside-logs.ts'
export { happenedIn, historyOf, type Happened } from './history.ts'
export { createAuditLog, type AuditLog } from './log.ts'
export { createLogReader, type LogOffer, type LogReader } from './log-reader.ts'
export type { ExportManifest } from './manifest.ts'
export { createRepetition, sameActMs } from './repetition.ts'
export {
  encodeSignedReceipt,
  readSignedReceipt,
  receiptHash,
  receiptSigner,
  signReceipt,
  type Receipt,
} from './receipt.ts'
export { receiptFile, verifyReceiptFile, type VerifiedReceipt } from './receipt-file.ts'
export { reviewOf, reviewWithChain, signReview, type ActivityReview } from './review.ts'
export { storyOf, type StoryOf } from './story.ts'
export { openSignedBinder, signBinder } from './signed-binder.ts'
export { isSignedBytes, publicKeyOf, signBytes, type Signature } from './signing.ts'
export { statusOf, type AuditStatus } from './status.ts'
export { syslogMessageOf, syslogTrial } from './syslog.ts'
export type { AuditTrail } from './trail.ts'
export { recordUnlock } from './unlock.ts'
export { verifyReceiptAgainst, verifyReceipts } from './verify-receipts.ts'
export { verifyAgainst, verifyCsv, verifyJsonLines, type VerifiedExport } from './verify.ts'
