import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { createTlsPolicy } from '../transport/index.ts'
import { makeStrengthMeter, type VaultDeps } from '../vault/index.ts'
import { createAsideDesk } from './aside-desk.ts'
import { beginAudit, recordOpening } from './audit-opening.ts'
import { createSourceDesk } from './backup/source-desk.ts'
import { createDemoDesk } from './demo-desk.ts'
import type { Engine, EngineDeps } from './engine-api.ts'
import { createEventHub } from './event-hub.ts'
import { createFileDesk } from './files.ts'
import { createHeldSecrets } from './held-secrets.ts'
import { mailSessionOf, openAnySession } from './open-session.ts'
import { createPageDesk } from './pages/page-desk.ts'
import { servePage } from './pages/serve.ts'
import { findPeople } from './people.ts'
import { createQuitQuestion, isLeavingSoon } from './quit-question.ts'
import { createRestoreDesk } from './recovery/restore-desk.ts'
import { loadResources } from './resources.ts'
import { createSignIns } from './sign-ins.ts'
import { createVaultLife } from './vault-life.ts'
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
  const heldSecrets = createHeldSecrets()
  const pages = createPageDesk()
  const printPage = (html: string) => desktop.printPage(pages.offer(html))
  const tlsPolicy = () => createTlsPolicy({ extraRoots })
  const waysIn = createWaysInDesk(desktop, files, heldSecrets)
  const vaultDeps: VaultDeps = {
    keychain: deps.keychain,
    now: () => clock().getTime(),
    meter: makeStrengthMeter(resources.words),
    kitWords: resources.words,
    ...(deps.kdfCost === undefined ? {} : { kdfCost: deps.kdfCost }),
  }
  const people = await findPeople(data.userDataDir, deps.keychain)
  const life = createVaultLife({
    ...{ people, vaultDeps, desktop, events, clock, version: data.version },
    openSession: (vault) =>
      openAnySession({
        ...{ vault, resources, desktop, events, clock, extraRoots, printPage },
        meter: vaultDeps.meter,
        version: data.version,
        userDataDir: data.userDataDir,
        resourcesDir: data.resourcesDir,
        scanWorker: deps.scanWorker,
        mailWorker: deps.mailWorker,
        spellingWorker: deps.spellingWorker,
        heard: people.heard(),
      }),
    onTried: (place, opened) => {
      aside.noteOpening(place, opened)
    },
    onLetIn: () => {
      restore.forget()
    },
    onLocking: () => {
      // A question on the screen goes with it; what is held stays so.
      quitting.answer(true)
      files.forget()
      pages.forget()
      heldSecrets.forget()
    },
    onPersonChosen: () => {
      heldSecrets.forget()
      waysIn.forget()
      restore.forget()
      backupSource.forget()
    },
  })
  const quitting = createQuitQuestion(
    () => {
      const session = life.session()
      return session.ok && isLeavingSoon(session.value)
    },
    () => {
      events.publish({ type: 'quit-asked' })
    },
  )
  const aside = createAsideDesk({
    clock,
    folder: people.ownFolder,
    isShut: life.isShut,
    release: life.letGo,
    onMoved: life.beginAnew,
  })
  const backupSource = createSourceDesk({
    ...{ folder: people.folder, isHere: people.has, vaultDeps, events, clock, createBy: life.createBy },
    askOpenPaths: (options) => desktop.askOpenPaths(options),
  })
  const restore = createRestoreDesk({
    ...{ clock, tlsPolicy, kitWords: resources.words },
    signIns: createSignIns({
      ...{ clock, tlsPolicy, presets: resources.presets, newId: () => randomBytes(12).toString('base64url') },
      openBrowser: (url) => desktop.openExternal(url),
    }),
    create: (identity, passphrase, prepare) => life.create({ identity, passphrase, prepare }),
  })

  const demo = createDemoDesk({
    offer: data.demo,
    ...{ people, clock },
    isFirstRun: () => life.phase === 'first-run',
    create: (passphrase) => life.create({ passphrase }),
    session: () => mailSessionOf(life.session()),
    onChanged: () => {
      events.publish({ type: 'phase-changed', phase: demo.isOpening ? 'first-run' : life.phase })
    },
  })

  const engine: Engine = {
    restore,
    erase: life.erase,
    setAside: aside.move,
    events,
    files,
    heldSecrets,
    desktop,
    resources,
    clock,

    state: () => {
      const locked = life.locked()
      return {
        ...life.shown(),
        ...(demo.isOpening ? { phase: 'first-run' as const } : {}),
        canSetAside: aside.isPossible(),
        isEvaluation: !data.isPackaged,
        ...people.shown(),
        ...demo.shown(),
        platform: data.platform,
        version: data.version,
        waysIn: locked === null ? null : waysIn.read(people.folder(), locked.held),
      }
    },

    session: () => mailSessionOf(life.session()),
    anySession: life.session,

    strength: vaultDeps.meter,
    create: (passphrase, auditor) => life.create({ passphrase, prepare: beginAudit(clock, auditor) }),
    choosePerson: life.choosePerson,
    backupSource,
    unlock: (passphrase, factor) =>
      life.openWith((vault) => waysIn.holdingOut(factor, (proof) => vault.unlock(passphrase, proof))),
    unlockWithPasskey: (given) =>
      life.openWith((vault) =>
        waysIn.holdingOut({ kind: 'passkey', ...given }, (proof) => vault.unlockWithPasskey(proof)),
      ),
    unlockWithKit: (kit, newPassphrase, keepsFactors) =>
      life.openWith((vault) =>
        vault.unlockWithRecoveryKit(
          kit,
          newPassphrase,
          (opened, losesSecret) => recordOpening(opened, clock, data.version, { keepsFactors, losesSecret }),
          keepsFactors,
        ),
      ),
    chooseKeyFile: waysIn.choose,

    openDemo: demo.open,

    lock: (reason) => {
      void life.lock(reason)
    },
    mayQuit: quitting.ask,
    answerQuit: quitting.answer,

    touch: life.touch,

    page: (pagePath) => {
      const session = life.session()
      return Promise.resolve(servePage(pagePath, session.ok ? session.value : null, pages))
    },

    printPage,

    shutdown: async () => {
      const session = life.session()
      if (session.ok) {
        // Cut off after the last dot, a letter's fate would be unknown.
        await Promise.race([Promise.allSettled([session.value.stop()]), delay(sendingPatienceMs)])
      }
      await Promise.race([life.lock('quit'), delay(keychainPatienceMs)])
      life.letGo()
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
