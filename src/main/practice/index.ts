export { createKeyDesk, type KeyDesk, type KeyDeskDeps } from './key-desk.ts'
export { findNewerKey, prepareOwnKey, storeOwnKey } from './own-key.ts'
export { coverOf, createOutsideDesk, type OutsideDesk } from './outside.ts'
export { changedFields, readPractice, savePractice } from './practice.ts'
export { createIdentityDesk, type IdentityDesk, type IdentityDeskDeps } from './smime-identity.ts'
export { createAuthorityDesk, type AuthorityDesk, type AuthorityDeskDeps } from './mail-authorities.ts'
export {
  createReplyPageDesk,
  forgetReplyPage,
  replyPageAddress,
  type ReplyPageDesk,
  type ReplyPageDeskDeps,
} from './reply-page.ts'
export { readPreferences, savePreferences } from './preferences.ts'
