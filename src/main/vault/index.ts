/**
 * The vault: a folder with an encrypted store and a header that holds its keys, wrapped (docs/vault.md).
 *
 *   vaultExists(folder) → boolean
 *   createVault({ folder, passphrase, prepare? }, deps) → Promise<Result<{ locked, unlocked }>>
 *   openVault(folder, deps) → Result<LockedVault>          holds the folder's lock until close()
 *   lockedVault.unlock(passphrase) / .unlockWithRecoveryKit(kit, newPassphrase) → Promise<Result<UnlockedVault>>
 *   unlockedVault.store · .subKey(purpose) · .changePassphrase(current, next) · .makeRecoveryKit() ·
 *     .confirmRecoveryKit(proof) · .lockedJournal · .foldLockedJournal() · .readAnchor() · .writeAnchor(text) ·
 *     .lock(); the LockedVault it came from opens again
 *
 * Runs in the engine thread. Deriving a key takes about half a second and gives way to other work meanwhile.
 */
export {
  createVault,
  openVault,
  vaultExists,
  type CreatedVault,
  type NewVault,
  type VaultFacts,
} from './create.ts'
export type { VaultDeps } from './context.ts'
export { noKeychain, systemKeychain, type Keychain, type KeychainAnswer } from './keychain.ts'
export type { JournalReading, UnlockAttempt } from './locked-journal.ts'
export type { LockedVault } from './locked-vault.ts'
export type { RecoveryKit } from './recovery-kit.ts'
export { makeStrengthMeter, type PassphraseStrength, type StrengthMeter } from './strength.ts'
export { VaultLockedError, type KeyPurpose } from './sub-keys.ts'
export type { KitProof, UnlockedVault, UnlockWay } from './unlocked-vault.ts'
