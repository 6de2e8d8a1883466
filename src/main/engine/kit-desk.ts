import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { PaperProof, RecoveryKit, UnlockedVault } from '../vault/index.ts'
import { writeSavedFile } from './files.ts'
import { isOnOtherDrive } from './other-drive.ts'
import { kitPage } from './pages/kit-page.ts'

export interface KitDeskDeps {
  readonly vault: UnlockedVault
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly userDataDir: string
  readonly printPage: (html: string) => Promise<void>
  readonly askSavePath: (suggestedName: string) => Promise<string | null>
}

/** The recovery kit from being made to being written down. */
export interface KitDesk {
  make(): RecoveryKit
  confirm(proof: PaperProof): Result<void>
  print(): Promise<Result<void>>
  /** @returns false: the person cancelled. Errors: `file/not-removable`, `file/unwritable`, `store/disk-full`. */
  save(): Promise<Result<boolean>>
  forget(): void
}

export function createKitDesk(deps: KitDeskDeps): KitDesk {
  let shown: RecoveryKit | null = null

  return {
    make: () => {
      shown = deps.vault.makeRecoveryKit()
      return shown
    },

    confirm: (proof) => {
      const confirmed = deps.vault.confirmRecoveryKit(proof, () =>
        deps.audit.record({ type: 'vault.kit-confirmed' }),
      )
      if (confirmed.ok) {
        shown = null
      }
      return confirmed
    },

    print: async () => {
      if (shown === null) {
        return fail('vault/recovery-kit-missing')
      }
      const recorded = deps.audit.record({ type: 'vault.kit-printed' })
      if (!recorded.ok) {
        return recorded
      }
      await deps.printPage(kitPage(shown, deps.clock()))
      return ok(undefined)
    },

    save: async () => {
      if (shown === null) {
        return fail('vault/recovery-kit-missing')
      }
      const place = await deps.askSavePath('sealpost-recovery-kit.txt')
      if (place === null) {
        return ok(false)
      }
      // A kit beside the vault would open a stolen computer.
      if (!(await isOnOtherDrive(deps.userDataDir, place))) {
        return fail('file/not-removable')
      }
      const recorded = deps.audit.record({ type: 'vault.kit-saved' })
      if (!recorded.ok) {
        return recorded
      }
      const lines = [
        ...shown.words.map((word, index) => `${String(index + 1)} ${word}`),
        `check ${shown.checkCode}`,
      ]
      const written = await writeSavedFile(place, new TextEncoder().encode(`${lines.join('\n')}\n`))
      return written.ok ? ok(true) : written
    },

    forget: () => {
      shown = null
    },
  }
}
