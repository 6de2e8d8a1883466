/**
 * The vault: a folder with an encrypted store and a header that holds its keys, wrapped (docs/vault.md).
 *
 *   vaultExists(folder) → boolean
 *   createVault({ folder, passphrase, prepare? }, deps) → Promise<Result<{ locked, unlocked }>>
 *   recoverIdentity(vaultId, kitWrap, kit) → Result<RecoveredIdentity>     for createVault, where the files are lost
 *   openVault(folder, deps) → Result<LockedVault>          holds the folder's lock until close()
 *   readWaysIn(folder) → Result<WaysIn>                     what to ask for; takes no lock
 *   lockedVault.unlock(passphrase, factor?) / .unlockWithPasskey(proof) / .unlockWithRecoveryKit(typed, newPassphrase)
 *     → Promise<Result<UnlockedVault>>
 *   setVaultAside(folder, now) → Result<void>               another name for a folder that nothing opens
 *   lockedVault.erase() → Promise<Result<…>>               ends it for good; finishErasure(folder, keychain) at the next start
 *   readVaultId(folder) · readShownName(keychain, folder) · writeShownName(keychain, vaultId, name)
 *                                                          of a computer with several vaults
 *   unlockedVault.store · .subKey(purpose) · .changePassphrase(current, next) · .makeRecoveryKit() ·
 *     .confirmRecoveryKit(proof) · .splitRecoveryKit(typed) · .factors · .storeKey.renew(passphrase, run) ·
 *     .lockedJournal · .foldLockedJournal() · .readAnchor() · .writeAnchor(text) · .lock(); the LockedVault it came
 *     from opens again
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
export * from './backup/index.ts'
export type { FactorKind, FactorProof, KnownFactor } from './factor.ts'
export { finishErasure, type KeychainErasure } from './erase.ts'
export { noKeychain, systemKeychain, type Keychain, type KeychainAnswer } from './keychain.ts'
export { mostToldApart, newestIn, type JournalReading, type UnlockAttempt } from './locked-journal.ts'
export { readWaysIn, type LockedVault, type WaysIn } from './locked-vault.ts'
export { recoverIdentity, type RecoveredIdentity } from './recovered-identity.ts'
export { provePaper, readTypedKit, wayOf, type PaperProof, type PaperWay, type TypedKit } from './paper.ts'
export type { RecoveryKit } from './recovery-kit.ts'
export type { RecoveryShare, ShareSet } from './recovery-shares.ts'
export { proofPurposes, proofs, type ProofPurpose } from './proof-purposes.ts'
export { readShownName, readVaultId, writeShownName } from './shown-name.ts'
export { isHeaderDamaged, setVaultAside, vaultsSetAside } from './set-aside.ts'
export { attemptFactors, type AttemptFactor } from './sealed-attempt.ts'
export { makeStrengthMeter, type PassphraseStrength, type StrengthMeter } from './strength.ts'
export type { RenewalRun } from './store-key-renewal.ts'
export { VaultLockedError, type KeyPurpose } from './sub-keys.ts'
export type { UnlockedVault, UnlockWay } from './unlocked-vault.ts'
export type { NewPasskey } from './vault-factors.ts'
