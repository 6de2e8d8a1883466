import type { AppState } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { settingsInForce } from '../practice/index.ts'
import { systemRoots } from '../transport/index.ts'
import {
  createVault,
  openVault,
  type CreatedVault,
  type LockedVault,
  type NewVault,
  type UnlockedVault,
  type VaultDeps,
} from '../vault/index.ts'
import { beginAudit, recordBeginning } from './audit-opening.ts'
import { isClockBehind } from './clock-check.ts'
import type { Desktop } from './desktop-services.ts'
import { eraseWithCertificate } from './erasure.ts'
import type { EventHub } from './event-hub.ts'
import type { LockReason } from './host-api.ts'
import { createIdleTimer } from './idle-timer.ts'
import type { People } from './people.ts'
import type { AnySession } from './session-type.ts'
import { nothingShown, personNameIn, showLocked, showSession } from './shown-state.ts'

export interface VaultLifeDeps {
  readonly people: People
  readonly vaultDeps: VaultDeps
  readonly desktop: Desktop
  readonly events: EventHub
  readonly clock: () => Date
  /** Of this program. */
  readonly version: string
  readonly openSession: (vault: UnlockedVault) => AnySession
  /** How a try to open the vault in this folder ended. */
  readonly onTried: (place: string | null, opened: Result<unknown>) => void
  /** Somebody is let in: what only a locked screen needs is forgotten. */
  readonly onLetIn: () => void
  /** What the window was given goes with the keys. */
  readonly onLocking: () => void
  /** Somebody else is in front of the computer: what a lock leaves in memory goes too. */
  readonly onPersonChosen: () => void
}

/** Who or what wants the vault locked. */
export type LockWish = 'person' | 'idle' | 'quit' | LockReason

/** The program's three lives (first run, locked, unlocked), and every way from one to another. */
export interface VaultLife {
  readonly phase: Life['phase']
  /** What the window shows of it: a vault that is being erased still looks open. */
  shown(): typeof nothingShown & Pick<AppState, 'phase' | 'erasureFailure' | 'isClockBehind'>
  /** Error: `vault/locked`. */
  session(): Result<AnySession>
  /** While it is locked and not being erased: the vault, as far as its folder is held. */
  locked(): { readonly held: LockedVault | null } | null
  /** Locked, and nobody is unlocking it. */
  isShut(): boolean
  /** Opens the vault of whoever is meant and lets in; done at once where it is open. */
  openWith(open: (vault: LockedVault) => Promise<Result<UnlockedVault>>): Promise<Result<void>>
  /** Errors: `vault/already-exists`, `vault/here-already`, those of `createVault`. */
  create(vault: Omit<NewVault, 'folder'>): Promise<Result<void>>
  /** As `create`, of a vault that comes from elsewhere. */
  createBy(make: () => Promise<Result<CreatedVault>>): Promise<Result<void>>
  /** See `Engine.choosePerson`. */
  choosePerson(who: number | 'new' | null): Result<void>
  /** The keys are gone when it returns; answers when nothing of the session runs any more. */
  lock(reason: LockWish): Promise<void>
  /** See `eraseWithCertificate`. */
  erase(passphrase: string, confirmation: string): Promise<Result<boolean>>
  /** Gives the folder free, where it is held while locked. */
  letGo(): void
  /** The vault that was here lies elsewhere: its place is free. */
  beginAnew(): void
  /** A person did something. */
  touch(): void
}

type Life =
  | { readonly phase: 'first-run' }
  | { readonly phase: 'locked'; readonly vault: LockedVault | null }
  | {
      readonly phase: 'unlocked'
      readonly vault: LockedVault
      readonly session: AnySession
      readonly at: Date
      readonly isClockBehind: boolean
    }

/** Someone is opening the vault; `lockedBy` is set when it was to be locked meanwhile. */
interface Unlocking {
  lockedBy: LockWish | null
}

export function createVaultLife(deps: VaultLifeDeps): VaultLife {
  const { people, vaultDeps, desktop, events, clock, version } = deps
  const idle = createIdleTimer(() => {
    void lock('idle')
  })
  const unlocking = new Set<Unlocking>()
  let remembered = nothingShown
  /** What the window shows while a vault is being erased: that it is locked is said once this has come to an end. */
  let erasing: typeof nothingShown | null = null
  let erasureFailure: AppState['erasureFailure'] = null
  let life = resting()

  /** The life in which nothing is open. */
  function resting(): Life {
    return people.isNobodyHere() ? { phase: 'first-run' } : { phase: 'locked', vault: null }
  }

  function shownOfPractice(): typeof nothingShown {
    return erasing ?? (life.phase === 'unlocked' ? showSession(life.session, life.at) : remembered)
  }

  function letGo(): void {
    if (life.phase === 'locked') {
      life.vault?.close()
      life = { phase: 'locked', vault: null }
    }
  }

  /** Takes hold of the vault's folder; said again at each attempt, since what stood in the way may have gone. */
  function hold(): Result<LockedVault> {
    if (life.phase === 'locked' && life.vault !== null) {
      return ok(life.vault)
    }
    const folder = people.folder()
    return folder === null ? fail('vault/absent') : openVault(folder, vaultDeps)
  }

  async function openWith(
    open: (vault: LockedVault) => Promise<Result<UnlockedVault>>,
  ): Promise<Result<void>> {
    if (erasing !== null) {
      return fail('vault/locked')
    }
    if (life.phase === 'unlocked') {
      return ok(undefined)
    }
    const held = hold()
    if (!held.ok) {
      return held
    }
    life = { phase: 'locked', vault: held.value }
    const [meanwhile, place] = [notice(), people.ownFolder()]
    const opening = open(held.value)
    // Takes 40 to 140 ms the first time: part of opening, which takes a second anyway, and not of the first mail.
    systemRoots()
    const unlocked = await opening.finally(() => unlocking.delete(meanwhile))
    deps.onTried(place, unlocked)
    return unlocked.ok ? begin(held.value, unlocked.value, meanwhile) : unlocked
  }

  /** Deriving a key takes a second, in which the computer may go to sleep. */
  function notice(): Unlocking {
    const meanwhile: Unlocking = { lockedBy: null }
    unlocking.add(meanwhile)
    return meanwhile
  }

  function begin(locked: LockedVault, vault: UnlockedVault, meanwhile: Unlocking): Result<void> {
    let isLetIn = false
    try {
      const begun = letIn(locked, vault, meanwhile)
      isLetIn = begun.ok
      return begun
    } finally {
      // An exception too must not leave keys and store open behind a locked screen.
      if (!isLetIn && vault.store.isOpen) {
        const begun = life
        life = { phase: 'locked', vault: locked }
        idle.stop()
        if (begun.phase === 'unlocked') void Promise.allSettled([begun.session.stop()])
        vault.lock()
      }
    }
  }

  /** Folds in what happened while locked, records the unlock, and only then lets anyone in. */
  function letIn(locked: LockedVault, vault: UnlockedVault, { lockedBy }: Unlocking): Result<void> {
    deps.onLetIn()
    erasureFailure = null
    const session = deps.openSession(vault)
    const clockIsBehind = isClockBehind(vault.store, clock())
    const recorded = recordBeginning(vault, people.ownFolder(), clock, version)
    if (!recorded.ok) {
      return recorded
    }
    life = { phase: 'unlocked', vault: locked, session, at: clock(), isClockBehind: clockIsBehind }
    if (lockedBy !== null) {
      void lock(lockedBy)
      return fail('vault/locked')
    }
    session.start()
    people.call(vault, personNameIn(session.store))
    const { idleLockMinutes, hidesFromScreenCapture } = settingsInForce(session.store)
    idle.start(idleLockMinutes)
    void desktop.hideFromScreenCapture(hidesFromScreenCapture)
    events.publish({ type: 'phase-changed', phase: 'unlocked' })
    return ok(undefined)
  }

  async function createBy(make: () => Promise<Result<CreatedVault>>): Promise<Result<void>> {
    if (life.phase !== 'first-run') {
      return fail('vault/already-exists')
    }
    const meanwhile = notice()
    const created = await make().finally(() => unlocking.delete(meanwhile))
    return created.ok ? begin(created.value.locked, created.value.unlocked, meanwhile) : created
  }

  async function lock(reason: LockWish): Promise<void> {
    unlocking.forEach((one) => {
      one.lockedBy = reason
    })
    if (life.phase !== 'unlocked') {
      return
    }
    const { session, vault } = life
    const left: Promise<unknown>[] = []
    life = { phase: 'locked', vault }
    idle.stop()
    let keepsForPasskey = false
    try {
      deps.onLocking()
      // A full disk leaves this unrecorded: it must not keep the keys in memory.
      session.audit.record({ type: 'vault.locked', reason: reason === 'menu' ? 'person' : reason })
      const known = session.store.attempt((reader) =>
        ok({
          head: session.audit.head(),
          mayKeep: settingsInForce(reader).passkeyUnlocksAlone,
          name: personNameIn(reader),
          shown: showLocked(session.kind, reader),
        }),
      )
      if (known.ok) {
        const { head, mayKeep } = known.value
        remembered = known.value.shown
        people.call(session.vault, known.value.name)
        keepsForPasskey = mayKeep && reason !== 'quit'
        left.push(session.audit.anchorLast(head))
      }
    } finally {
      left.push(session.stop())
      // Not waited for: whatever still runs meets a closed store and ends.
      session.vault.lock({ keepsForPasskey })
      if (erasing === null) {
        events.publish({ type: 'phase-changed', phase: 'locked' })
      }
      left.push(desktop.clearCopies(), desktop.hideFromScreenCapture(true))
    }
    await Promise.allSettled(left)
  }

  async function erase(passphrase: string, confirmation: string): Promise<Result<boolean>> {
    if (life.phase !== 'unlocked') {
      return fail('vault/locked')
    }
    const { session, vault } = life
    try {
      return await eraseWithCertificate(
        {
          ...{ session, vault, clock, desktop, version },
          leave: () => {
            erasing = shownOfPractice()
            return lock('person')
          },
          fail: (code) => {
            erasureFailure = code
          },
        },
        passphrase,
        confirmation,
      )
    } finally {
      if (!people.hasVault()) {
        people.forget()
        life = resting()
        remembered = nothingShown
      }
      if (erasing !== null) {
        erasing = null
        events.publish({ type: 'phase-changed', phase: life.phase })
      }
    }
  }

  return {
    get phase() {
      return life.phase
    },
    shown: () => ({
      phase: erasing === null ? life.phase : 'unlocked',
      erasureFailure,
      isClockBehind: life.phase === 'unlocked' && life.isClockBehind,
      ...shownOfPractice(),
    }),
    session: () => (life.phase === 'unlocked' ? ok(life.session) : fail('vault/locked')),
    locked: () => (life.phase === 'locked' && erasing === null ? { held: life.vault } : null),
    isShut: () => life.phase === 'locked' && erasing === null && unlocking.size === 0,

    openWith,
    create: async (vault) => {
      const folder = people.folder()
      if (folder === null) return fail('vault/already-exists')
      if (vault.identity !== undefined && people.has(vault.identity.vaultId)) {
        return fail('vault/here-already')
      }
      return createBy(() => createVault({ prepare: beginAudit(clock), ...vault, folder }, vaultDeps))
    },
    createBy,

    choosePerson: (who) => {
      if (unlocking.size > 0) {
        return fail('vault/too-many-attempts', { retryAfterSeconds: 1 })
      }
      if (people.isDemo || erasing !== null || (typeof who === 'number' && !people.isHere(who))) {
        return fail('vault/absent')
      }
      void lock('person')
      people.choose(who)
      letGo()
      remembered = nothingShown
      erasureFailure = null
      deps.onPersonChosen()
      life = who === 'new' ? { phase: 'first-run' } : resting()
      events.publish({ type: 'phase-changed', phase: life.phase })
      return ok(undefined)
    },

    lock,
    erase,
    letGo,
    beginAnew: () => {
      people.choose('new')
      life = { phase: 'first-run' }
      remembered = nothingShown
      events.publish({ type: 'phase-changed', phase: 'first-run' })
    },
    touch: () => {
      if (life.phase === 'unlocked') {
        idle.start(settingsInForce(life.session.store).idleLockMinutes)
      }
    },
  }
}
