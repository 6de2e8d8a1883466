import { anchorIn, createAuditLog, historyOf, recordUnlock, type AuditLog } from '../audit/index.ts'
import { readPractice, savePractice } from '../practice/index.ts'
import type { Reader, Store } from '../store/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { vaultsSetAside, type UnlockedVault, type VaultFacts } from '../vault/index.ts'
import { writeVaultKind } from './vault-kind.ts'

/** The log's first record, and what the vault is for, written before it exists for anyone. */
export function beginAudit(clock: () => Date, auditor?: { readonly name: string }) {
  return (store: Store, { deviceSecret, subKey }: VaultFacts): Result<void> => {
    const audit = createAuditLog({
      store,
      clock,
      uptimeMs,
      anchor: { read: () => Promise.resolve(null), write: () => Promise.resolve(false) },
      signingKey: () => subKey('audit-signing'),
    })
    return store.transaction((tx) => {
      audit.begin(tx, auditor?.name ?? '')
      writeVaultKind(tx, auditor === undefined ? 'mail' : 'auditor')
      if (auditor !== undefined) {
        savePractice(tx, { ...readPractice(tx), clinicianName: auditor.name }, clock().getTime())
      }
      return audit.append(tx, { type: 'vault.created', deviceSecret })
    })
  }
}

/**
 * What happened while the vault was locked, and this opening of it, before anyone is let in.
 *
 * @param paper what the recovery kit or shares take out of use with it
 */
export function recordOpening(
  vault: UnlockedVault,
  clock: () => Date,
  version: string,
  paper = { keepsFactors: true, losesSecret: false },
): Result<void> {
  const audit = auditLogOf(vault, clock)
  return recordUnlock(audit, vault.store, vault, version, {
    factors: paper.keepsFactors ? [] : vault.factors.list,
    deviceSecret: paper.losesSecret,
  })
}

function auditLogOf(vault: UnlockedVault, clock: () => Date): AuditLog {
  const signingKey = () => vault.subKey('audit-signing')
  return createAuditLog({ store: vault.store, clock, uptimeMs, anchor: anchorIn(vault), signingKey })
}

/** Whether the keychain's part of the key went out of use with the last opening. */
export function hasLostKeychainPart(reader: Reader): boolean {
  const [last] = historyOf(reader, ['vault.unlocked', 'vault.device-secret-lost'])
  return last?.event.type === 'vault.device-secret-lost'
}

/**
 * As `recordOpening`, for any way in; a new vault's log also says what was moved aside to make room for it, however long
 * ago that was.
 *
 * @param folder where the vault lies; null: nothing is moved from there
 */
export function recordBeginning(
  vault: UnlockedVault,
  folder: string | null,
  clock: () => Date,
  version: string,
): Result<void> {
  // By the kit or its shares it was recorded already, before it changed the passphrase.
  if (vault.way === 'recovery-kit' || vault.way === 'recovery-shares') {
    return ok(undefined)
  }
  const opened = recordOpening(vault, clock, version)
  if (!opened.ok || vault.way !== 'created' || folder === null) {
    return opened
  }
  const audit = auditLogOf(vault, clock)
  return vault.store.transaction((tx) => {
    for (const at of vaultsSetAside(folder)) {
      const recorded = audit.append(tx, { type: 'vault.set-aside', at: at.getTime() })
      if (!recorded.ok) {
        return recorded
      }
    }
    return ok(undefined)
  })
}

function uptimeMs(): number {
  return performance.now()
}
