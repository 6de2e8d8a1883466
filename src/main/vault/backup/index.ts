/**
 * Backups of the vault: an append-only folder of sealed packs and versions, which the recovery kit alone opens
 * (docs/backup.md). Everything that can take long gives way to other work, tells how far it is, and can be stopped.
 *
 *   makeBackup(source, run)                 adds a version; sourceOf(unlockedVault) is its source
 *   backupOf(unlockedVault, place)          the backup in a folder, for listVersions and verifyBackup
 *   openBackupWithKit(place, typed)         the same with the kit alone; openBackupOf(place, kit) once it is read
 *   verifyBackup(backup, run)               every byte against what the versions say
 *   restoreVault(recovered, number, …)      a vault from kit and folder; restoreScratch(…) one to be looked at
 */
import { fail } from '../../../shared/result.ts'
import { countVault, findAuditEvent, type Snapshot } from '../../store/index.ts'
import type { UnlockedVault } from '../unlocked-vault.ts'
import { layoutIn, type OpenBackup } from './folder.ts'
import type { BackupSource } from './make.ts'
import type { Manifest } from './manifest.ts'

export { attemptBackup } from './failures.ts'
export { listVersions, type BackupVersion, type OpenBackup } from './folder.ts'
export { makeBackup, type MadeBackup } from './make.ts'
export {
  openBackupOf,
  openBackupWithKit,
  restoreScratch,
  restoreVault,
  type RecoveredBackup,
  type RestoredStore,
} from './restore.ts'
export { verifyBackup, type BackupFault, type VerifiedBackup } from './verify.ts'

/**
 * What is backed up of an unlocked vault; null without a recovery kit, which alone could open it.
 *
 * @param headOf the audit log's newest record, as of the snapshot
 */
export function sourceOf(
  vault: UnlockedVault,
  headOf: (snapshot: Snapshot) => Manifest['auditHead'],
): BackupSource | null {
  const recoveryKit = vault.recoveryKitWrap
  if (recoveryKit === null) return null
  const { id, sealedKey } = vault.currentStoreKey
  return {
    vaultId: vault.vaultId,
    key: () => vault.subKey('backup'),
    recoveryKit,
    storeKey: { id, use: 'current', sealedKey },
    // The key named here must be that of the file that is copied.
    openSnapshot: () => (vault.currentStoreKey.id === id ? vault.openSnapshot() : fail('backup/busy')),
    holds: ({ seq, hash }) => {
      const record = findAuditEvent(vault.store, seq)
      return record !== null && Buffer.from(record.hash).toString('hex') === hash
    },
    describe: (snapshot) => ({ counts: countVault(snapshot), auditHead: headOf(snapshot) }),
  }
}

/** The backup of this vault in the folder that a person chose. */
export function backupOf(vault: UnlockedVault, place: string): OpenBackup {
  return { layout: layoutIn(place, vault.vaultId), vaultId: vault.vaultId, key: () => vault.subKey('backup') }
}
