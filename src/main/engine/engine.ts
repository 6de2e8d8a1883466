import { readFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { AppState, PassphraseStrength } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { createAuditLog, recordUnlock } from '../audit/index.ts'
import type { SubmitOutcome } from '../outbound/index.ts'
import { defaultPreferences, readPreferences, readPractice } from '../practice/index.ts'
import { listAccounts, listSubmissionsIn, type Store } from '../store/index.ts'
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
import { createPageDesk } from './pages/page-desk.ts'
import { loadResources, type Resources } from './resources.ts'
import { openSession, type Session } from './session.ts'
import { createIdleTimer } from './idle-timer.ts'

export interface EngineDeps {
  readonly data: EngineThreadData
  readonly desktop: DesktopServices
  readonly keychain: Keychain
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
  lock(reason: 'person' | 'idle' | LockReason): void
  /** A person did something. */
  touch(): void
  page(pagePath: string): Promise<EnginePage | null>
  printPage(html: string): Promise<void>
  shutdown(): Promise<void>
}

type Life =
  | { readonly phase: 'first-run' }
  | { readonly phase: 'locked'; readonly vault: LockedVault | null }
  | { readonly phase: 'unlocked'; readonly vault: LockedVault; readonly session: Session; readonly at: Date }

const mailPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"

export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const { data, desktop } = deps
  const clock = () => new Date(Date.now() + data.clockOffsetMs)
  const resources = await loadResources(data.resourcesDir, [])
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
  const idle = createIdleTimer(() => {
    lock('idle')
  })

  const ownFolder = path.join(data.userDataDir, 'vault')
  const demoFolder = path.join(data.userDataDir, 'demo-vault')
  let isDemo = false
  let isOpeningDemo = false
  let remembered = { practiceName: null as string | null, waitingToLeave: 0 }
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
    const unlocked = await open(held.value)
    return unlocked.ok ? begin(held.value, unlocked.value) : unlocked
  }

  /** Folds in what happened while locked, records the unlock, and only then lets anyone in. */
  function begin(locked: LockedVault, vault: UnlockedVault): Result<void> {
    const session = openSession({
      vault,
      resources,
      desktop,
      events,
      clock,
      extraRoots,
      userDataDir: data.userDataDir,
      printPage,
      heard,
    })
    const recorded = recordUnlock(session.audit, vault.store, vault)
    if (!recorded.ok) {
      vault.lock()
      life = { phase: 'locked', vault: locked }
      return recorded
    }
    life = { phase: 'unlocked', vault: locked, session, at: clock() }
    session.start()
    idle.start(readPreferences(session.store).idleLockMinutes)
    events.publish({ type: 'phase-changed', phase: 'unlocked' })
    return ok(undefined)
  }

  async function createAt(folder: string, passphrase: string): Promise<Result<void>> {
    if (life.phase !== 'first-run') {
      return fail('vault/already-exists')
    }
    const created = await createVault({ folder, passphrase, prepare: beginAudit(clock) }, vaultDeps)
    return created.ok ? begin(created.value.locked, created.value.unlocked) : created
  }

  function lock(reason: 'person' | 'idle' | LockReason): void {
    if (life.phase !== 'unlocked') {
      return
    }
    const { session, vault } = life
    remembered = {
      practiceName: readPractice(session.store).practiceName || null,
      waitingToLeave: waiting(session.store),
    }
    session.audit.record({ type: 'vault.locked', reason: reason === 'menu' ? 'person' : reason })
    void session.vault.writeAnchor(JSON.stringify(session.audit.head()))
    idle.stop()
    files.forget()
    // Keys go first; whatever still runs meets a closed store and ends.
    void session.stop()
    session.vault.lock()
    life = { phase: 'locked', vault }
    events.publish({ type: 'phase-changed', phase: 'locked' })
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
      openWith((vault) => vault.unlockWithRecoveryKit(kit, newPassphrase)),

    openDemo: async () => {
      if (data.demo === null) {
        return fail('account/absent')
      }
      // The demo's servers forget everything when they stop, so its vault begins anew each time.
      rmSync(demoFolder, { recursive: true, force: true })
      isDemo = true
      isOpeningDemo = true
      events.publish({ type: 'phase-changed', phase: 'first-run' })
      try {
        const created = await createAt(demoFolder, demoPassphrase)
        const opened = engine.session()
        return created.ok && opened.ok ? await setUpDemo(opened.value, data.demo, clock()) : created
      } finally {
        isOpeningDemo = false
        events.publish({ type: 'phase-changed', phase: life.phase })
      }
    },

    lock,

    touch: () => {
      idle.start(
        life.phase === 'unlocked'
          ? readPreferences(life.session.store).idleLockMinutes
          : defaultPreferences.idleLockMinutes,
      )
    },

    page: (pagePath) => {
      if (pagePath.startsWith('/mail/') && life.phase === 'unlocked') {
        const page = life.session.inbound.bodyPage(pagePath)
        return Promise.resolve(
          page === null
            ? null
            : {
                contentType: 'text/html; charset=utf-8',
                contentSecurityPolicy: mailPagePolicy,
                body: page.body,
              },
        )
      }
      return Promise.resolve(pages.take(pagePath))
    },

    printPage,

    shutdown: async () => {
      if (life.phase === 'unlocked') {
        const { session, vault } = life
        session.audit.record({ type: 'vault.locked', reason: 'quit' })
        await session.vault.writeAnchor(JSON.stringify(session.audit.head()))
        await session.stop()
        session.vault.lock()
        life = { phase: 'locked', vault }
      }
      if (life.phase === 'locked') {
        life.vault?.close()
      }
      idle.stop()
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

function waiting(store: Store): number {
  return (['held', 'queued', 'attempting'] as const).reduce(
    (count, state) => count + listSubmissionsIn(store, state).length,
    0,
  )
}
