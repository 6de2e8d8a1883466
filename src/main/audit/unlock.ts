import { ok, type Result } from '../../shared/result.ts'
import { readMeta, writeMeta, type Store, type Tx } from '../store/index.ts'
import {
  mostToldApart,
  newestIn,
  type JournalReading,
  type KnownFactor,
  type UnlockAttempt,
  type UnlockedVault,
} from '../vault/index.ts'
import type { AuditEvent } from './events/index.ts'
import type { AuditTrail } from './trail.ts'

/**
 * The first thing after unlocking, before anything is shown: chains what happened while the vault was locked and the
 * unlock itself, in one commit, then lets the locked-side journal start over. When it fails, lock again.
 *
 * @param version of the program, as in package.json; another one than last time is an event too
 * @param lost what the recovery kit takes out of use: factors, and the keychain's part of the key
 * @returns `audit/write-failed`, `store/disk-full`, `store/io`
 */
export function recordUnlock(
  trail: AuditTrail,
  store: Store,
  vault: Pick<
    UnlockedVault,
    'way' | 'lockedJournal' | 'foldLockedJournal' | 'wasRenewalInterrupted' | 'forgetInterruptedRenewal'
  >,
  version: string,
  lost: { readonly factors: readonly KnownFactor[]; readonly deviceSecret: boolean } = {
    factors: [],
    deviceSecret: false,
  },
): Result<void> {
  const { way, lockedJournal } = vault
  if (way === 'created') return store.transaction((tx) => recordProgram(tx, trail, version))
  const recorded = store.transaction((tx) => {
    for (const event of eventsOf(tx, lockedJournal)) {
      const appended = trail.append(tx, event)
      if (!appended.ok) return appended
    }
    writeMeta(tx, 'locked-journal-folded', String(newestIn(lockedJournal)))
    const unlocked = trail.append(tx, { type: 'vault.unlocked', way })
    const told = unlocked.ok && vault.wasRenewalInterrupted ? recordInterrupted(tx, trail) : unlocked
    const updated = told.ok ? recordProgram(tx, trail, version) : told
    if (!updated.ok || (way !== 'recovery-kit' && way !== 'recovery-shares')) return updated
    for (const { id, kind } of lost.factors) {
      const event = { type: 'vault.factor-removed', factor: id, kind, with: way } as const
      const appended = trail.append(tx, event)
      if (!appended.ok) return appended
    }
    if (lost.deviceSecret) {
      const appended = trail.append(tx, { type: 'vault.device-secret-lost' })
      if (!appended.ok) return appended
    }
    // Kit and shares open the vault only together with a new passphrase.
    return trail.append(tx, { type: 'vault.passphrase-changed', with: way })
  })
  if (!recorded.ok) return recorded
  const folded = vault.foldLockedJournal()
  // Where that fails the next unlock tells of it again: no reason to keep anybody out.
  if (folded.ok && vault.wasRenewalInterrupted) vault.forgetInterruptedRenewal()
  return folded
}

function recordInterrupted(tx: Tx, trail: AuditTrail): Result<void> {
  return trail.append(tx, { type: 'vault.store-key-kept', reason: 'interrupted' })
}

function recordProgram(tx: Tx, trail: AuditTrail, version: string): Result<void> {
  const before = readMeta(tx, 'program-version')
  if (before === version) return ok(undefined)
  writeMeta(tx, 'program-version', version)
  return before === null
    ? ok(undefined)
    : trail.append(tx, { type: 'program.updated', from: before, to: version })
}

/** Attempts that the log doesn't hold yet. A crash between commit and fold leaves some in the file: they are skipped. */
function eventsOf(tx: Tx, journal: JournalReading): AuditEvent[] {
  const folded = Number(readMeta(tx, 'locked-journal-folded') ?? 0)
  const damage = damageOf(journal, folded)
  // The last attempt is the one that succeeded.
  const failed = journal.attempts.slice(0, -1).filter(({ number }) => damage === 'missing' || number > folded)
  const damaged: AuditEvent[] = damage === null ? [] : [{ type: 'vault.journal-damaged', reason: damage }]
  return [...damaged, ...failed.slice(0, mostToldApart).map(eventOf), ...restOf(failed.slice(mostToldApart))]
}

function eventOf({ number, at, factor, outcome }: UnlockAttempt): AuditEvent {
  return {
    ...{ type: 'vault.unlock-failed', count: 1, firstAt: at, lastAt: at, number },
    ...(factor === null ? {} : { with: { [factor]: 1 } }),
    ...(outcome === null ? {} : { outcome }),
  }
}

/** Whoever sits there for weeks must not fill the log. */
function restOf(rest: readonly UnlockAttempt[]): AuditEvent[] {
  const [first, last] = [rest[0], rest.at(-1)]
  if (first === undefined || last === undefined) return []
  return [{ type: 'vault.unlock-failed', count: rest.length, firstAt: first.at, lastAt: last.at }]
}

/**
 * The number of the attempt that opened the vault must follow all that the log holds; a file that was removed, or
 * replaced by an older one, has begun to count again; one that was cut at its end is behind what the keychain counted.
 */
function damageOf({ folded, attempts, isAuthentic, counted }: JournalReading, known: number) {
  const last = attempts.at(-1)?.number ?? 0
  if (folded === null || last <= known) return 'missing'
  // The keychain had counted as far before the last one was made.
  if (last <= (counted ?? 0)) return 'cut'
  const isGapless = attempts.every(({ number }, index) => number === folded + index + 1)
  if (!isGapless || folded > known) return 'gap'
  return isAuthentic === false ? 'not-authentic' : null
}
