export { accountSettingsSchema, shownAccount, storedCredentialsSchema } from './account.ts'
export type {
  AccountRecord,
  AccountRepository,
  AccountSettings,
  StoredCredentials,
} from './account.ts'
export { checkConnection } from './connection-check.ts'
export type { ConnectionCheck, ConnectionSettings } from './connection-check.ts'
export { createCredentialSource, credentialsOf } from './credential-source.ts'
export type { CredentialDependencies, CredentialSource } from './credential-source.ts'
export { loadPresets, presetsOf } from './presets.ts'
export type { ProviderPreset, ProviderPresets } from './presets.ts'
