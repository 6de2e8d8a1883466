export { createDisclosures, type Accounting, type Disclosures } from './evidence/disclosures.ts'
export { createOverview, type Overview } from './evidence/overview.ts'
export { createEvidenceRecords, type EvidenceRecords, type NewVersion } from './evidence/records.ts'
export { headThatLeftAt, readHeadLetterPlan, saveHeadLetterPlan } from './head-letter-plan.ts'
export { createKeyDesk, type KeyDesk, type KeyDeskDeps } from './key-desk.ts'
export { findNewerKey, prepareOwnKey, storeOwnKey } from './own-key.ts'
export { coverOf, createOutsideDesk, type OutsideDesk } from './outside.ts'
export { changedFields, readPractice, savePractice } from './practice.ts'
export { readFactorNames, saveFactorName } from './factor-names.ts'
export { createIdentityDesk, type IdentityDesk, type IdentityDeskDeps } from './smime-identity.ts'
export { createAuthorityDesk, type AuthorityDesk, type AuthorityDeskDeps } from './mail-authorities.ts'
export {
  createReplyPageDesk,
  forgetReplyPage,
  replyPageAddress,
  type ReplyPageDesk,
  type ReplyPageDeskDeps,
} from './reply-page.ts'
export { isStrongEnough, ownSettings } from './policy/effective.ts'
export {
  accessHistory,
  mayAnswer,
  maySend,
  mayStillLeave,
  mayByPolicy,
  readLimits,
  settingsInForce,
  type AccessVersion,
} from './policy/in-force.ts'
export { logIsKeptYears, mayLogGo } from './policy/log-kept.ts'
export { createPolicyDesk, type PolicyDesk } from './policy/policy-desk.ts'
export { readPreferences, savePreferences } from './preferences.ts'
