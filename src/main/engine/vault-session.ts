import { anchorIn, createAuditLog, createLogReader, type AuditLog, type LogReader } from '../audit/index.ts'
import type { FingerprintWords } from '../directory/index.ts'
import { createPolicyDesk, type PolicyDesk } from '../practice/index.ts'
import { fingerprintWords } from '../sealing/index.ts'
import { fail } from '../../shared/result.ts'
import type { Store } from '../store/index.ts'
import type { UnlockedVault } from '../vault/index.ts'
import { createBackupDesk, type BackupDesk } from './backup/backup-desk.ts'
import { createBackupSchedule } from './backup/backup-schedule.ts'
import { removeScratch } from './backup/drill.ts'
import { createCollectorDesk, type CollectorDesk } from './collector/collector-desk.ts'
import { copiesFolder, removeCopiesOfOthers } from './copies-outside.ts'
import { createBinderReader, type BinderReader } from './evidence/binder-reader.ts'
import { createFactorDesk, type FactorDesk } from './factor-desk.ts'
import { createKitDesk, type KitDesk } from './kit-desk.ts'
import { createLogKeeping } from './log-keeping.ts'
import { createRenewalDesk, type RenewalDesk } from './renewal-desk.ts'
import { createSaveFile, type SaveFile } from './save-file.ts'
import type { SessionDeps } from './session-deps.ts'
import { createSharesDesk, type SharesDesk } from './shares-desk.ts'

/**
 * What there is of every open vault, whatever it is for: its log, what opens it, its backups, logs and binders that are
 * read in it.
 */
export interface VaultSession {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditLog
  readonly kit: KitDesk
  readonly shares: SharesDesk
  readonly factors: FactorDesk
  readonly renewal: RenewalDesk
  readonly backups: BackupDesk
  readonly collector: CollectorDesk
  readonly saveFile: SaveFile
  readonly policy: PolicyDesk
  readonly logs: LogReader
  readonly binders: BinderReader
  readonly fingerprintWords: FingerprintWords
  start(): void
  /** Forgets secrets at once; answers when nothing of it runs any more. */
  stop(): Promise<void>
}

/** @param onAppended told after each commit that the log grew with */
export function createVaultSession(deps: SessionDeps, onAppended: () => void): VaultSession {
  const { vault, resources, desktop, events, clock, userDataDir, printPage } = deps
  const { store } = vault
  const spell: FingerprintWords = (fingerprint) => fingerprintWords(fingerprint, resources.words)
  const audit = createAuditLog({
    store,
    clock,
    uptimeMs: () => performance.now(),
    anchor: anchorIn(vault),
    signingKey: () => vault.subKey('audit-signing'),
    onAppended: () => {
      events.publish({ type: 'audit-appended' })
      collector.noteAppended()
      onAppended()
    },
  })
  vault.recordWrongProofs((wrong) =>
    // A lock that came meanwhile closed the log; nothing is done then, either.
    store.isOpen ? audit.record({ type: 'vault.proof-failed', ...wrong }) : fail('vault/locked'),
  )
  const askSavePath = (name: string) => desktop.askSavePath(name)
  const kit = createKitDesk({ vault, audit, clock, userDataDir, printPage, askSavePath })
  const shares = createSharesDesk({ vault, store, audit, clock, printPage })
  const drillFolder = copiesFolder(userDataDir, 'drill', vault.vaultId)
  const backups = createBackupDesk({
    ...{ vault, store, audit, clock, drillFolder },
    askOpenPaths: (options) => desktop.askOpenPaths(options),
    program: `Sealpost ${deps.version}`,
    onProgress: (work, done, total) => {
      events.publish({ type: 'backup-progress', work, done, total })
    },
    onChanged: () => {
      events.publish({ type: 'backup-changed' })
    },
  })
  const schedule = createBackupSchedule(backups)
  const renewal = createRenewalDesk({
    ...{ vault, store, audit, clock },
    isBackupRunning: () => backups.state().running !== null,
    onProgress: (done, total) => {
      events.publish({ type: 'renewal-progress', done, total })
    },
    onChanged: () => {
      events.publish({ type: 'store-key-changed' })
    },
  })
  const collector = createCollectorDesk({
    ...{ store, audit, clock, version: deps.version },
    onChanged: () => {
      events.publish({ type: 'collector-changed' })
    },
  })
  const logKeeping = createLogKeeping(audit, collector)
  const logs = createLogReader({ store, audit, clock })
  const binders = createBinderReader({ store, audit, clock })

  return {
    ...{ vault, store, audit, kit, shares, renewal, backups, collector },
    factors: createFactorDesk({ vault, store, audit, clock, userDataDir, askSavePath }),
    saveFile: createSaveFile(store, desktop, clock),
    policy: createPolicyDesk({
      ...{ store, audit, clock },
      fingerprintWords: spell,
      provePassphrase: (passphrase) => vault.provePassphrase(passphrase, 'policy-leaving'),
    }),
    logs,
    binders,
    fingerprintWords: spell,
    start: () => {
      void removeScratch(drillFolder)
      void removeCopiesOfOthers(userDataDir, vault.vaultId)
      schedule.start()
      logKeeping.start(vault.way === 'created')
    },
    stop: async () => {
      kit.forget()
      shares.forget()
      renewal.cancel()
      logs.forget()
      binders.forget()
      await Promise.all([schedule.stop(), logKeeping.stop()])
    },
  }
}
