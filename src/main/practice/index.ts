export { prepareOwnKey, prepareRenewal, readOwnKey, storeOwnKey, storeRenewal } from './own-key.ts'
export { changedFields, readPractice, savePractice } from './practice.ts'
export { createIdentityDesk, type IdentityDesk, type IdentityDeskDeps } from './smime-identity.ts'
export { readPreferences, savePreferences } from './preferences.ts'
