import type { AppState } from '../../shared/contract/index.ts'
import { readPractice } from '../practice/index.ts'
import { listAccounts, listSubmissionsIn, type Reader } from '../store/index.ts'
import type { AnySession } from './session-type.ts'

/** What of the practice the window shows before anything is asked for; some of it while locked too. */
type Shown = Pick<AppState, 'setup' | 'vaultKind' | 'practiceName' | 'waitingToLeave' | 'unlockedAt'>

export const nothingShown: Shown = {
  setup: { hasAccount: false, hasRecoveryKit: false },
  vaultKind: 'mail',
  practiceName: null,
  waitingToLeave: 0,
  unlockedAt: null,
}

/** What is remembered of a vault while it is locked. */
export function showLocked(vaultKind: Shown['vaultKind'], reader: Reader): Shown {
  return {
    ...nothingShown,
    vaultKind,
    practiceName: practiceNameIn(reader),
    waitingToLeave: waiting(reader),
  }
}

export function showSession({ kind, store, vault }: AnySession, unlockedAt: Date): Shown {
  return {
    setup: { hasAccount: listAccounts(store).length > 0, hasRecoveryKit: vault.hasRecoveryKit },
    vaultKind: kind,
    practiceName: practiceNameIn(store),
    waitingToLeave: waiting(store),
    unlockedAt: unlockedAt.toISOString(),
  }
}

export function practiceNameIn(reader: Reader): string | null {
  return readPractice(reader).practiceName || null
}

/** What a person is called beside others who work on the same computer. */
export function personNameIn(reader: Reader): string | null {
  const { clinicianName, practiceName } = readPractice(reader)
  return clinicianName || (listAccounts(reader)[0]?.name ?? '') || practiceName || null
}

/** How many messages are to leave, now or later. */
export function waiting(reader: Reader): number {
  return (['held', 'queued', 'attempting'] as const).reduce(
    (count, state) => count + listSubmissionsIn(reader, state).length,
    0,
  )
}
