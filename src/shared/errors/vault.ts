/** Failures of opening, locking and recovering the encrypted store. */
export const vaultErrorCodes = [
  'vault/locked',
  'vault/absent',
  'vault/already-exists',
  'vault/wrong-passphrase',
  'vault/weak-passphrase',
  'vault/wrong-recovery-kit',
  'vault/recovery-kit-mistyped',
  'vault/recovery-kit-missing',
  'vault/keychain-unavailable',
  'vault/keychain-changed',
  'vault/header-damaged',
  'vault/header-newer',
  'vault/in-use',
  'vault/too-many-attempts',
] as const
