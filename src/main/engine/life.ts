import type { LockedVault } from '../vault/index.ts'
import type { LockReason } from './host-api.ts'
import type { AnySession } from './session-type.ts'

/** Someone is opening the vault; `lockedBy` is set when it was to be locked meanwhile. */
export interface Unlocking {
  lockedBy: LockWish | null
}

/** Who or what wants it locked. */
export type LockWish = 'person' | 'idle' | 'quit' | LockReason

/** The program's three lives. */
export type Life =
  | { readonly phase: 'first-run' }
  | { readonly phase: 'locked'; readonly vault: LockedVault | null }
  | {
      readonly phase: 'unlocked'
      readonly vault: LockedVault
      readonly session: AnySession
      readonly at: Date
      readonly isClockBehind: boolean
    }
