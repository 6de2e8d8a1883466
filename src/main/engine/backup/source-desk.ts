import path from 'node:path'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { createAuditLog } from '../../audit/index.ts'
import { keepWhatWaits, type Store } from '../../store/index.ts'
import {
  openBackupOf,
  readTypedKit,
  restoreVault,
  wayOf,
  type BackupVersion,
  type CreatedVault,
  type PaperWay,
  type RecoveredBackup,
  type TypedKit,
  type VaultDeps,
  type VaultFacts,
} from '../../vault/index.ts'
import type { DesktopServices } from '../desktop-services.ts'
import type { EventHub } from '../event-hub.ts'
import { noNotes, saveNotes } from './notes.ts'

export interface SourceDeskDeps {
  /** Where the vault is made. */
  readonly folder: () => string | null
  /** Whether this vault is on this computer already. */
  readonly isHere: (vaultId: string) => boolean
  readonly vaultDeps: VaultDeps
  readonly askOpenPaths: DesktopServices['askOpenPaths']
  readonly events: EventHub
  readonly clock: () => Date
  /** Opens the vault that `make` gives, as at first run. */
  readonly createBy: (make: () => Promise<Result<CreatedVault>>) => Promise<Result<void>>
}

/** From a folder and the kit, or two of its shares, to a vault: first run on another computer. */
export interface SourceDesk {
  /** Asks for the folder. Null: the person cancelled. */
  choose(): Promise<string | null>
  /** Errors: `backup/no-folder`, and what `readTypedKit` and `openBackupOf` give. */
  open(typed: TypedKit): Promise<Result<readonly BackupVersion[]>>
  /** Errors: `backup/no-folder` when none is open, `vault/here-already`, and what `restoreVault` gives. Nothing is left of it. */
  restore(version: number, newPassphrase: string): Promise<Result<void>>
  cancel(): void
  /** The folder, and what the words opened. */
  forget(): void
}

export function createSourceDesk(deps: SourceDeskDeps): SourceDesk {
  let place: string | null = null
  let recovered: (RecoveredBackup & { readonly way: PaperWay }) | null = null
  let running = new AbortController()
  /** What is opened after it was given up is not kept. */
  let opens = 0

  function forget(): void {
    opens += 1
    running.abort()
    recovered?.identity.wipe()
    recovered = null
  }

  return {
    choose: async () => {
      const [chosen] = await deps.askOpenPaths({ multiple: false, kind: 'folder' })
      if (chosen === undefined) return null
      forget()
      place = chosen
      return path.basename(chosen) || chosen
    },

    open: async (typed) => {
      forget()
      const asked = opens
      const kit = await readTypedKit(typed, deps.vaultDeps.kitWords)
      if (place === null || asked !== opens) return fail('backup/no-folder')
      const opened = kit.ok ? await openBackupOf(place, kit.value) : kit
      if (!opened.ok) return opened
      if (asked !== opens) {
        opened.value.identity.wipe()
        return fail('backup/no-folder')
      }
      recovered = { ...opened.value, way: wayOf(typed) }
      return ok(recovered.versions)
    },

    restore: async (number, passphrase) => {
      const source = recovered
      const chosen = source?.versions.find((version) => version.number === number)
      if (source === null || chosen === undefined || place === null) return fail('backup/no-folder')
      if (deps.isHere(source.identity.vaultId)) return fail('vault/here-already')
      const folder = deps.folder()
      if (folder === null) return fail('vault/already-exists')
      running = new AbortController()
      const { signal } = running
      const restored = await deps.createBy(() =>
        restoreVault(
          source,
          number,
          { folder, passphrase, prepare: (store, facts) => begin(store, facts, { chosen, way: source.way }) },
          {
            signal,
            onProgress: (done, total) => {
              deps.events.publish({ type: 'backup-progress', work: 'restore', done, total })
            },
          },
          deps.vaultDeps,
        ),
      )
      if (restored.ok) forget()
      return restored
    },

    cancel: () => {
      running.abort()
    },

    forget: () => {
      forget()
      place = null
    },
  }

  /** The first things in the vault, before it exists for anyone. Its backups go to no folder until one is chosen. */
  function begin(
    store: Store,
    { subKey }: VaultFacts,
    { chosen, way }: { readonly chosen: BackupVersion; readonly way: PaperWay },
  ): Result<void> {
    const { number, madeAt } = chosen
    const now = deps.clock().getTime()
    const audit = createAuditLog({
      store,
      clock: deps.clock,
      uptimeMs: () => performance.now(),
      anchor: noAnchor,
      signingKey: () => subKey('audit-signing'),
    })
    return store.transaction((tx) => {
      const kept = keepWhatWaits(tx, now)
      saveNotes(tx, noNotes, now)
      const recorded = audit.append(tx, {
        ...{ type: 'vault.restored', version: number, madeAt: Date.parse(madeAt) },
        ...{ kept, with: way },
      })
      if (!recorded.ok) return recorded
      return audit.append(tx, { type: 'vault.passphrase-changed', with: way })
    })
  }
}

const noAnchor = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }
