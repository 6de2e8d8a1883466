export { accountSettingsSchema, shownAccount, storedCredentialsSchema } from './account.ts'
export type {
  AccountRecord,
  AccountRepository,
  AccountSettings,
  StoredCredentials,
  UsableCredentials,
} from './account.ts'
export { checkConnection } from './connection-check.ts'
export type { ConnectionCheck, ConnectionSettings } from './connection-check.ts'
export { changedDetails, sendsToKnownHosts, toldChange } from './change.ts'
export type { AccountField } from './change.ts'
export { createCredentialSource, credentialsOf, mailCredentials } from './credential-source.ts'
export type { CredentialDependencies, CredentialSource } from './credential-source.ts'
export { loadPresets, presetsOf } from './presets.ts'
export type { ProviderPreset, ProviderPresets } from './presets.ts'
export { lookUpServers } from './server-look-up.ts'
export { mostAccounts } from './limits.ts'
