import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { AppState } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { settingsInForce } from '../practice/index.ts'
import { createTlsPolicy, systemRoots } from '../transport/index.ts'
import {
  createVault,
  makeStrengthMeter,
  openVault,
  type CreatedVault,
  type LockedVault,
  type NewVault,
  type UnlockedVault,
  type VaultDeps,
} from '../vault/index.ts'
import { createAsideDesk } from './aside-desk.ts'
import { beginAudit, recordBeginning, recordOpening } from './audit-opening.ts'
import { createSourceDesk } from './backup/source-desk.ts'
import { isClockBehind } from './clock-check.ts'
import { createDemoDesk } from './demo-desk.ts'
import type { Engine, EngineDeps } from './engine-api.ts'
import { eraseWithCertificate } from './erasure.ts'
import { createEventHub } from './event-hub.ts'
import { createFileDesk } from './files.ts'
import { createPageDesk } from './pages/page-desk.ts'
import { servePage } from './pages/serve.ts'
import { findPeople } from './people.ts'
import { createQuitQuestion, isLeavingSoon } from './quit-question.ts'
import type { Life, LockWish, Unlocking } from './life.ts'
import { loadResources } from './resources.ts'
import { createRestoreDesk } from './recovery/restore-desk.ts'
import { nothingShown, personNameIn, showLocked, showSession } from './shown-state.ts'
import { mailSessionOf, openAnySession } from './open-session.ts'
import type { AnySession } from './session-type.ts'
import { createSignIns } from './sign-ins.ts'
import { createIdleTimer } from './idle-timer.ts'
import { createWaysInDesk } from './ways-in.ts'

export type { Engine, EngineDeps } from './engine-api.ts'

/** How long quitting waits for a submission under way, and then for the keychain; the queue survives a kill anyway. */
const sendingPatienceMs = 5000
const keychainPatienceMs = 1000

export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { data, desktop } = deps
  const clock = () => new Date(Date.now() + data.clockOffsetMs)
  const resources = await loadResources(
    data.resourcesDir,
    data.extraProvidersDir === null ? [] : [data.extraProvidersDir],
  )
  const extraRoots = data.extraCaFile === null ? [] : [await readFile(data.extraCaFile, 'utf8')]
  const events = createEventHub()
  const files = createFileDesk(clock)
  const pages = createPageDesk()
  const printPage = (html: string) => desktop.printPage(pages.offer(html))
  const tlsPolicy = () => createTlsPolicy({ extraRoots })
  const waysIn = createWaysInDesk(desktop, files)
  const vaultDeps: VaultDeps = {
    keychain: deps.keychain,
    now: () => clock().getTime(),
    meter: makeStrengthMeter(resources.words),
    kitWords: resources.words,
    ...(deps.kdfCost === undefined ? {} : { kdfCost: deps.kdfCost }),
  }
  const quitting = createQuitQuestion(
    () => life.phase === 'unlocked' && isLeavingSoon(life.session),
    () => {
      events.publish({ type: 'quit-asked' })
    },
  )
  const idle = createIdleTimer(() => {
    lock('idle')
  })

  const people = await findPeople(data.userDataDir, deps.keychain)
  let remembered = nothingShown
  const unlocking = new Set<Unlocking>()
  /** What the window shows while a vault is being erased: that it is locked is said once this has come to an end. */
  let erasing: typeof nothingShown | null = null
  let erasureFailure: AppState['erasureFailure'] = null
  let life = resting()

  /** The life in which nothing is open. */
  function resting(): Life {
    return people.isNobodyHere() ? { phase: 'first-run' } : { phase: 'locked', vault: null }
  }

  function shown(): typeof nothingShown {
    return erasing ?? (life.phase === 'unlocked' ? showSession(life.session, life.at) : remembered)
  }

  function openedSession(): Result<AnySession> {
    return life.phase === 'unlocked' ? ok(life.session) : fail('vault/locked')
  }

  /** Gives the folder free, where it is held while locked. */
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
    aside.noteOpening(place, unlocked)
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
    restore.forget()
    erasureFailure = null
    const session = openAnySession({
      vault,
      resources,
      meter: vaultDeps.meter,
      desktop,
      events,
      clock,
      version: data.version,
      extraRoots,
      userDataDir: data.userDataDir,
      resourcesDir: data.resourcesDir,
      scanWorker: deps.scanWorker,
      mailWorker: deps.mailWorker,
      printPage,
      heard: people.heard(),
    })
    const clockIsBehind = isClockBehind(vault.store, clock())
    const recorded = recordBeginning(vault, people.ownFolder(), clock, data.version)
    if (!recorded.ok) {
      return recorded
    }
    life = { phase: 'unlocked', vault: locked, session, at: clock(), isClockBehind: clockIsBehind }
    if (lockedBy !== null) {
      void end(lockedBy)
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

  async function create(vault: Omit<NewVault, 'folder'>): Promise<Result<void>> {
    const folder = people.folder()
    if (folder === null) return fail('vault/already-exists')
    if (vault.identity !== undefined && people.has(vault.identity.vaultId)) {
      return fail('vault/here-already')
    }
    return createBy(() => createVault({ prepare: beginAudit(clock), ...vault, folder }, vaultDeps))
  }

  /**
   * Somebody else is in front of the computer: an open vault is locked, and what a lock leaves in memory (for a passkey,
   * a key file, the name) goes too.
   */
  function choosePerson(who: number | 'new' | null): Result<void> {
    if (unlocking.size > 0) {
      return fail('vault/too-many-attempts', { retryAfterSeconds: 1 })
    }
    if (people.isDemo || erasing !== null || (typeof who === 'number' && !people.isHere(who))) {
      return fail('vault/absent')
    }
    lock('person')
    people.choose(who)
    letGo()
    remembered = nothingShown
    erasureFailure = null
    waysIn.forget()
    restore.forget()
    backupSource.forget()
    life = who === 'new' ? { phase: 'first-run' } : resting()
    events.publish({ type: 'phase-changed', phase: life.phase })
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

  function lock(reason: LockWish): void {
    void end(reason)
  }

  /** Answers when nothing of the session runs any more; the keys are gone when it returns. */
  async function end(reason: LockWish): Promise<void> {
    unlocking.forEach((one) => {
      one.lockedBy = reason
    })
    if (life.phase !== 'unlocked') {
      return
    }
    const { session, vault } = life
    // A question on the screen goes with it; what is held stays so.
    quitting.answer(true)
    const left: Promise<unknown>[] = []
    life = { phase: 'locked', vault }
    idle.stop()
    files.forget()
    pages.forget()
    let keepsForPasskey = false
    try {
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
          ...{ session, vault, clock, desktop, version: data.version },
          leave: () => {
            erasing = shown()
            return end('person')
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

  const aside = createAsideDesk({
    clock,
    folder: people.ownFolder,
    isShut: () => life.phase === 'locked' && erasing === null && unlocking.size === 0,
    release: letGo,
    onMoved: () => {
      // In the place that is free now.
      people.choose('new')
      life = { phase: 'first-run' }
      remembered = nothingShown
      events.publish({ type: 'phase-changed', phase: 'first-run' })
    },
  })
  const backupSource = createSourceDesk({
    ...{ folder: people.folder, isHere: people.has, vaultDeps, events, clock, createBy },
    askOpenPaths: (options) => desktop.askOpenPaths(options),
  })
  const restore = createRestoreDesk({
    ...{ clock, tlsPolicy, kitWords: resources.words },
    signIns: createSignIns({
      ...{ clock, tlsPolicy, presets: resources.presets, newId: () => randomBytes(12).toString('base64url') },
      openBrowser: (url) => desktop.openExternal(url),
    }),
    create: (identity, passphrase, prepare) => create({ identity, passphrase, prepare }),
  })

  const demo = createDemoDesk({
    offer: data.demo,
    ...{ people, clock },
    isFirstRun: () => life.phase === 'first-run',
    create: (passphrase) => create({ passphrase }),
    session: () => mailSessionOf(openedSession()),
    onChanged: () => {
      events.publish({ type: 'phase-changed', phase: demo.isOpening ? 'first-run' : life.phase })
    },
  })

  const engine: Engine = {
    restore,
    erase,
    setAside: aside.move,
    events,
    files,
    desktop,
    resources,
    clock,

    state: () => ({
      phase: demo.isOpening ? 'first-run' : erasing === null ? life.phase : 'unlocked',
      erasureFailure,
      canSetAside: aside.isPossible(),
      ...shown(),
      isClockBehind: life.phase === 'unlocked' && life.isClockBehind,
      isEvaluation: !data.isPackaged,
      ...people.shown(),
      ...demo.shown(),
      platform: data.platform,
      version: data.version,
      waysIn: life.phase === 'locked' && erasing === null ? waysIn.read(people.folder(), life.vault) : null,
    }),

    session: () => mailSessionOf(openedSession()),
    anySession: openedSession,

    strength: vaultDeps.meter,
    create: (passphrase, auditor) => create({ passphrase, prepare: beginAudit(clock, auditor) }),
    choosePerson,
    backupSource,
    unlock: (passphrase, factor) =>
      openWith((vault) => waysIn.holdingOut(factor, (proof) => vault.unlock(passphrase, proof))),
    unlockWithPasskey: (given) =>
      openWith((vault) =>
        waysIn.holdingOut({ kind: 'passkey', ...given }, (proof) => vault.unlockWithPasskey(proof)),
      ),
    unlockWithKit: (kit, newPassphrase, keepsFactors) =>
      openWith((vault) =>
        vault.unlockWithRecoveryKit(
          kit,
          newPassphrase,
          (opened, losesSecret) => recordOpening(opened, clock, data.version, { keepsFactors, losesSecret }),
          keepsFactors,
        ),
      ),
    chooseKeyFile: waysIn.choose,

    openDemo: demo.open,

    lock,
    mayQuit: quitting.ask,
    answerQuit: quitting.answer,

    touch: () => {
      if (life.phase === 'unlocked') {
        idle.start(settingsInForce(life.session.store).idleLockMinutes)
      }
    },

    page: (pagePath) =>
      Promise.resolve(servePage(pagePath, life.phase === 'unlocked' ? life.session : null, pages)),

    printPage,

    shutdown: async () => {
      if (life.phase === 'unlocked') {
        // Cut off after the last dot, a letter's fate would be unknown.
        await Promise.race([Promise.allSettled([life.session.stop()]), delay(sendingPatienceMs)])
      }
      await Promise.race([end('quit'), delay(keychainPatienceMs)])
      letGo()
    },
  }
  // Not awaited: the keychain may take its time.
  void people.readNames().then((areThereSome) => {
    if (areThereSome) {
      events.publish({ type: 'phase-changed', phase: life.phase })
    }
  })
  if (data.demo?.opensAtOnce === true && life.phase === 'first-run') {
    // Not awaited: the window shows meanwhile that something is under way.
    void demo.open()
  }
  return engine
}
