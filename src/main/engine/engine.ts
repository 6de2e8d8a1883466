import { readFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { AppState, PassphraseStrength } from '../../shared/contract/index.ts'
import { appOrigin } from '../../shared/bridge.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { anchorIn, createAuditLog, recordUnlock } from '../audit/index.ts'
import type { SubmitOutcome } from '../outbound/index.ts'
import { readPreferences, readPractice } from '../practice/index.ts'
import { listAccounts, listSubmissionsIn, type Reader, type Store } from '../store/index.ts'
import { systemRoots } from '../transport/index.ts'
import {
  createVault,
  makeStrengthMeter,
  openVault,
  vaultExists,
  type Keychain,
  type LockedVault,
  type UnlockedVault,
  type VaultDeps,
  type VaultFacts,
} from '../vault/index.ts'
import { demoPassphrase, setUpDemo } from './demo.ts'
import type { DesktopServices } from './desktop-services.ts'
import { createEventHub, type EventHub } from './event-hub.ts'
import { createFileDesk, type FileDesk } from './files.ts'
import type { EnginePage, EngineThreadData, LockReason } from './host-api.ts'
import { framePolicies } from './pages/frame-policies.ts'
import { createPageDesk } from './pages/page-desk.ts'
import { createQuitQuestion } from './quit-question.ts'
import { loadResources, type Resources } from './resources.ts'
import { openSession, type Session } from './session.ts'
import { createIdleTimer } from './idle-timer.ts'

export interface EngineDeps {
  readonly data: EngineThreadData
  readonly desktop: DesktopServices
  readonly keychain: Keychain
  /** The entry of the thread that reads attachments, beside the engine's own. */
  readonly scanWorker: URL
  /** The entry of the thread that reads mail, beside it. */
  readonly mailWorker: URL
}

/** The engine's life: first run, locked, unlocked, locked again. It runs the same in a thread and in a test. */
export interface Engine {
  readonly events: EventHub
  readonly files: FileDesk
  readonly desktop: DesktopServices
  readonly resources: Resources
  readonly clock: () => Date
  state(): AppState
  /** Error: `vault/locked`. */
  session(): Result<Session>
  strength(passphrase: string): PassphraseStrength
  create(passphrase: string): Promise<Result<void>>
  unlock(passphrase: string): Promise<Result<void>>
  unlockWithKit(kit: string, newPassphrase: string): Promise<Result<void>>
  openDemo(): Promise<Result<void>>
  /** Drops the keys, whatever else fails. An unlock that is under way won't succeed any more. */
  lock(reason: 'person' | 'idle' | LockReason): void
  /** A person did something. */
  touch(): void
  /** Before the program ends: the window asks about what is in the hold. */
  mayQuit(): Promise<boolean>
  answerQuit(mayQuit: boolean): void
  page(pagePath: string): Promise<EnginePage | null>
  printPage(html: string): Promise<void>
  /** Locks, after a letter that is on its way had a moment to arrive; gives the vault's folder free. */
  shutdown(): Promise<void>
}

/** Someone is opening the vault; `lockedBy` is set when it was to be locked meanwhile. */
interface Unlocking {
  lockedBy: LockWish | null
}

type LockWish = 'person' | 'idle' | 'quit' | LockReason

type Life =
  | { readonly phase: 'first-run' }
  | { readonly phase: 'locked'; readonly vault: LockedVault | null }
  | { readonly phase: 'unlocked'; readonly vault: LockedVault; readonly session: Session; readonly at: Date }

/** How long quitting waits for a submission under way, and then for the keychain; the queue survives a kill anyway. */
const sendingPatienceMs = 5000
const keychainPatienceMs = 1000

const framePages = framePolicies(appOrigin)

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
  const heard = new Map<string, SubmitOutcome>()
  const vaultDeps: VaultDeps = {
    keychain: deps.keychain,
    now: () => clock().getTime(),
    meter: makeStrengthMeter(resources.words),
    kitWords: resources.words,
  }
  const quitting = createQuitQuestion(
    () => {
      const leaving = life.phase === 'unlocked' ? life.session.queue.listLeavingSoon() : null
      return leaving?.ok === true && leaving.value.length > 0
    },
    () => {
      events.publish({ type: 'quit-asked' })
    },
  )
  const idle = createIdleTimer(() => {
    lock('idle')
  })

  const ownFolder = path.join(data.userDataDir, 'vault')
  const demoFolder = path.join(data.userDataDir, 'demo-vault')
  let isDemo = false
  let isOpeningDemo = false
  let remembered = { practiceName: null as string | null, waitingToLeave: 0 }
  const unlocking = new Set<Unlocking>()
  let life: Life = vaultExists(ownFolder) ? { phase: 'locked', vault: null } : { phase: 'first-run' }

  /** Takes hold of the vault's folder; said again at each attempt, since what stood in the way may have gone. */
  function hold(): Result<LockedVault> {
    if (life.phase === 'locked' && life.vault !== null) {
      return ok(life.vault)
    }
    return openVault(isDemo ? demoFolder : ownFolder, vaultDeps)
  }

  async function openWith(
    open: (vault: LockedVault) => Promise<Result<UnlockedVault>>,
  ): Promise<Result<void>> {
    if (life.phase === 'unlocked') {
      return ok(undefined)
    }
    const held = hold()
    if (!held.ok) {
      return held
    }
    life = { phase: 'locked', vault: held.value }
    const meanwhile = notice()
    const opening = open(held.value)
    // Takes 40 to 140 ms the first time: part of opening, which takes a second anyway, and not of the first mail.
    systemRoots()
    const unlocked = await opening.finally(() => unlocking.delete(meanwhile))
    return unlocked.ok ? begin(held.value, unlocked.value, meanwhile) : unlocked
  }

  /** Deriving a key takes a second, in which the computer may go to sleep. */
  function notice(): Unlocking {
    const meanwhile: Unlocking = { lockedBy: null }
    unlocking.add(meanwhile)
    return meanwhile
  }

  /** Folds in what happened while locked, records the unlock, and only then lets anyone in. */
  function begin(locked: LockedVault, vault: UnlockedVault, { lockedBy }: Unlocking): Result<void> {
    const session = openSession({
      vault,
      resources,
      meter: vaultDeps.meter,
      desktop,
      events,
      clock,
      extraRoots,
      userDataDir: data.userDataDir,
      resourcesDir: data.resourcesDir,
      scanWorker: deps.scanWorker,
      mailWorker: deps.mailWorker,
      printPage,
      heard,
    })
    // By the kit it was recorded already, before it changed the passphrase.
    const recorded = vault.way === 'recovery-kit' ? ok(undefined) : recordOpening(vault)
    if (!recorded.ok) {
      vault.lock()
      life = { phase: 'locked', vault: locked }
      return recorded
    }
    life = { phase: 'unlocked', vault: locked, session, at: clock() }
    if (lockedBy !== null) {
      void end(lockedBy)
      return fail('vault/locked')
    }
    session.start()
    idle.start(readPreferences(session.store).idleLockMinutes)
    events.publish({ type: 'phase-changed', phase: 'unlocked' })
    return ok(undefined)
  }

  function recordOpening(vault: UnlockedVault): Result<void> {
    const audit = createAuditLog({ store: vault.store, clock, anchor: anchorIn(vault) })
    return recordUnlock(audit, vault.store, vault)
  }

  async function createAt(folder: string, passphrase: string): Promise<Result<void>> {
    if (life.phase !== 'first-run') {
      return fail('vault/already-exists')
    }
    const meanwhile = notice()
    const created = await createVault({ folder, passphrase, prepare: beginAudit(clock) }, vaultDeps).finally(
      () => unlocking.delete(meanwhile),
    )
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
    try {
      // A full disk leaves this unrecorded: it must not keep the keys in memory.
      session.audit.record({ type: 'vault.locked', reason: reason === 'menu' ? 'person' : reason })
      const known = session.store.attempt((reader) =>
        ok({
          practiceName: readPractice(reader).practiceName || null,
          waitingToLeave: waiting(reader),
          head: session.audit.head(),
        }),
      )
      if (known.ok) {
        const { head, ...shown } = known.value
        remembered = shown
        left.push(session.vault.writeAnchor(JSON.stringify(head)))
      }
    } finally {
      left.push(session.stop())
      // Not waited for: whatever still runs meets a closed store and ends.
      session.vault.lock()
      events.publish({ type: 'phase-changed', phase: 'locked' })
    }
    await Promise.allSettled(left)
  }

  async function printPage(html: string): Promise<void> {
    await desktop.printPage(pages.offer(html))
  }

  const engine: Engine = {
    events,
    files,
    desktop,
    resources,
    clock,

    state: () => ({
      phase: isOpeningDemo ? 'first-run' : life.phase,
      isOpeningDemo,
      setup:
        life.phase === 'unlocked'
          ? {
              hasAccount: listAccounts(life.session.store).length > 0,
              hasRecoveryKit: life.session.vault.hasRecoveryKit,
            }
          : { hasAccount: false, hasRecoveryKit: false },
      practiceName:
        life.phase === 'unlocked'
          ? readPractice(life.session.store).practiceName || null
          : remembered.practiceName,
      waitingToLeave: life.phase === 'unlocked' ? waiting(life.session.store) : remembered.waitingToLeave,
      isEvaluation: !data.isPackaged,
      isDemoOffered: data.demo !== null && life.phase === 'first-run',
      demo:
        isDemo && data.demo !== null
          ? { passphrase: demoPassphrase, patientViewUrl: data.demo.patientViewUrl }
          : null,
      platform: data.platform,
      version: data.version,
      unlockedAt: life.phase === 'unlocked' ? life.at.toISOString() : null,
    }),

    session: () => (life.phase === 'unlocked' ? ok(life.session) : fail('vault/locked')),

    strength: vaultDeps.meter,
    create: (passphrase) => createAt(ownFolder, passphrase),
    unlock: (passphrase) => openWith((vault) => vault.unlock(passphrase)),
    unlockWithKit: (kit, newPassphrase) =>
      openWith((vault) => vault.unlockWithRecoveryKit(kit, newPassphrase, recordOpening)),

    openDemo: async () => {
      if (data.demo === null) {
        return fail('account/absent')
      }
      // Beside a vault of one's own, or twice, there is no demo: its folder would be taken from under it.
      if (life.phase !== 'first-run' || isOpeningDemo) {
        return fail('vault/already-exists')
      }
      // The demo's servers forget everything when they stop, so its vault begins anew each time.
      rmSync(demoFolder, { recursive: true, force: true })
      isDemo = true
      isOpeningDemo = true
      events.publish({ type: 'phase-changed', phase: 'first-run' })
      try {
        const created = await createAt(demoFolder, demoPassphrase)
        isDemo = created.ok
        const opened = engine.session()
        return created.ok && opened.ok ? await setUpDemo(opened.value, data.demo, clock()) : created
      } finally {
        isOpeningDemo = false
        events.publish({ type: 'phase-changed', phase: life.phase })
      }
    },

    lock,
    mayQuit: quitting.ask,
    answerQuit: quitting.answer,

    touch: () => {
      if (life.phase === 'unlocked') {
        idle.start(readPreferences(life.session.store).idleLockMinutes)
      }
    },

    page: (pagePath) => {
      if (/^\/(mail|preview)\//.test(pagePath) && life.phase === 'unlocked') {
        const page = life.session.inbound.bodyPage(pagePath)
        return Promise.resolve(
          page === null
            ? null
            : {
                contentType: 'text/html; charset=utf-8',
                contentSecurityPolicy: framePages[page.kind],
                body: page.body,
              },
        )
      }
      return Promise.resolve(pages.take(pagePath))
    },

    printPage,

    shutdown: async () => {
      if (life.phase === 'unlocked') {
        // Cut off after the last dot, a letter's fate would be unknown.
        await Promise.race([Promise.allSettled([life.session.stop()]), delay(sendingPatienceMs)])
      }
      await Promise.race([end('quit'), delay(keychainPatienceMs)])
      if (life.phase === 'locked') {
        life.vault?.close()
      }
    },
  }
  if (data.demo?.opensAtOnce === true && life.phase === 'first-run') {
    // Not awaited: the window shows meanwhile that something is under way.
    void engine.openDemo()
  }
  return engine
}

/** The log's first record, written before the vault exists for anyone. */
function beginAudit(clock: () => Date) {
  return (store: Store, { deviceSecret }: VaultFacts): Result<void> => {
    const audit = createAuditLog({
      store,
      clock,
      anchor: { read: () => Promise.resolve(null), write: () => Promise.resolve(false) },
    })
    return store.transaction((tx) => {
      audit.begin(tx, '')
      return audit.append(tx, { type: 'vault.created', deviceSecret })
    })
  }
}

function waiting(reader: Reader): number {
  return (['held', 'queued', 'attempting'] as const).reduce(
    (count, state) => count + listSubmissionsIn(reader, state).length,
    0,
  )
}
