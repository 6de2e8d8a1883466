import { ok, type Result } from '../../shared/result.ts'
import { readMeta, writeMeta, type Store, type Tx } from '../store/index.ts'
import type { JournalReading, UnlockedVault } from '../vault/index.ts'
import type { AuditEvent } from './events.ts'
import type { AuditTrail } from './trail.ts'

/**
 * The first thing after unlocking, before anything is shown: chains what happened while the vault was locked and the
 * unlock itself, in one commit, then lets the locked-side journal start over. When it fails, lock again.
 *
 * @returns `audit/write-failed`, `store/disk-full`, `store/io`
 */
export function recordUnlock(
  trail: AuditTrail,
  store: Store,
  vault: Pick<UnlockedVault, 'way' | 'lockedJournal' | 'foldLockedJournal'>,
): Result<void> {
  const { way, lockedJournal } = vault
  if (way === 'created') return ok(undefined)
  const recorded = store.transaction((tx) => {
    for (const event of eventsOf(tx, lockedJournal)) {
      const appended = trail.append(tx, event)
      if (!appended.ok) return appended
    }
    const last = lockedJournal.attempts.at(-1)?.number ?? lockedJournal.folded ?? 0
    writeMeta(tx, 'locked-journal-folded', String(last))
    const unlocked = trail.append(tx, { type: 'vault.unlocked', way })
    if (!unlocked.ok || way === 'passphrase') return unlocked
    // The kit opens the vault only together with a new passphrase.
    return trail.append(tx, { type: 'vault.passphrase-changed', with: 'recovery-kit' })
  })
  if (!recorded.ok) return recorded
  return vault.foldLockedJournal()
}

/** Attempts that the log doesn't hold yet. A crash between commit and fold leaves some in the file: they are skipped. */
function eventsOf(tx: Tx, journal: JournalReading): AuditEvent[] {
  const folded = Number(readMeta(tx, 'locked-journal-folded') ?? 0)
  const damage = damageOf(journal, folded)
  // The last attempt is the one that succeeded.
  const failed = journal.attempts.slice(0, -1).filter(({ number }) => damage === 'missing' || number > folded)
  const [first, last] = [failed[0], failed.at(-1)]
  const events: AuditEvent[] = []
  if (damage !== null) events.push({ type: 'vault.journal-damaged', reason: damage })
  if (first !== undefined && last !== undefined) {
    events.push({ type: 'vault.unlock-failed', count: failed.length, firstAt: first.at, lastAt: last.at })
  }
  return events
}

/**
 * The number of the attempt that opened the vault must follow all that the log holds; a file that was removed, or
 * replaced by an older one, has begun to count again.
 */
function damageOf({ folded, attempts, isAuthentic }: JournalReading, known: number) {
  if (folded === null || (attempts.at(-1)?.number ?? 0) <= known) return 'missing'
  const isGapless = attempts.every(({ number }, index) => number === folded + index + 1)
  if (!isGapless || folded > known) return 'gap'
  return isAuthentic === false ? 'not-authentic' : null
}
