import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createCredentialSource } from '../accounts/index.ts'
import {
  createCertificateDesk,
  createDirectory,
  createGroups,
  createImporter,
  createPassphraseDesk,
} from '../directory/index.ts'
import { connectAccount, createInbound } from '../inbound/index.ts'
import { createMessageReader, mailWorkerStarter, startBoundedWorker } from '../mime/index.ts'
import {
  createConsultations,
  createDraftCopies,
  createDrafts,
  createFindingChoices,
  createOutbox,
  createQueue,
  createReceipts,
  createSender,
  createSizes,
  type ReadOriginal,
} from '../outbound/index.ts'
import { createIsolatedReading, createIsolatedScan, scanFully, scanWorkerStarter } from '../phi/index.ts'
import {
  createAuthorityDesk,
  createIdentityDesk,
  createKeyDesk,
  createOutsideDesk,
  createReplyPageDesk,
  readPractice,
  readPreferences,
} from '../practice/index.ts'
import { generatePassphrase } from '../sealing/index.ts'
import { createSpeller } from '../spelling/index.ts'
import { listTrustRoots, readRevocationListDer, revocationListIds, listMailboxes } from '../store/index.ts'
import { createTlsPolicy, fetchFromKeyDirectory, internet, systemRoots } from '../transport/index.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import { areHeldByOthers } from './backup/notes.ts'
import { copiesFolder } from './copies-outside.ts'
import { createAccountDesk } from './account-desk.ts'
import { createAccountRepository } from './account-repository.ts'
import { createAccountingDesk } from './evidence/accounting-desk.ts'
import { createHoldDesk } from './evidence/hold-desk.ts'
import { createEvidenceDesk } from './evidence/evidence-desk.ts'
import { createMailExporter } from './carry/mail-export.ts'
import { createMailImporter } from './carry/mail-import.ts'
import { settleTransfers } from './carry/settle-transfers.ts'
import { createLetOut } from './let-out.ts'
import { createMailTrust } from './mail-trust.ts'
import { createQueueRunner } from './queue-runner.ts'
import { bundleAccount, createRecoveryKeeper } from './recovery/keeper.ts'
import { createSpellingDesk } from './spelling-desk.ts'
import { createSubmit } from './submit.ts'
import type { SessionDeps } from './session-deps.ts'
import type { Session } from './session-type.ts'
import { createVaultSession } from './vault-session.ts'

/** How long a lock waits for what was told to leave before it; what hasn't left then waits. */
const settlingPatienceMs = 15_000

export function openSession(deps: SessionDeps): Session {
  const { vault, resources, desktop, events, clock } = deps
  const { store } = vault
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const practice = () => readPractice(store)
  const tlsPolicy = () => createTlsPolicy({ extraRoots: deps.extraRoots })
  const trust = createMailTrust({
    systemRoots,
    // Trusted for mail alone: whoever vouches for a colleague's address needn't vouch for mail hosts.
    extraRoots: () => [...deps.extraRoots, ...listTrustRoots(store).map(({ pem }) => pem)],
    listIds: () => revocationListIds(store),
    readList: (id) => readRevocationListDer(store, id),
    clock,
  })

  const common = createVaultSession(deps, () => {
    // Whatever changes keys, people or settings is in the log.
    recovery.noteChange()
  })
  const { audit, saveFile, fingerprintWords } = common
  const directoryDeps = { store, audit, clock, fingerprintWords, trust }
  const accountRepository = createAccountRepository(store, clock)
  const credentials = createCredentialSource({
    accounts: accountRepository,
    presets: resources.presets,
    policy: tlsPolicy,
    now: () => clock().getTime(),
  })
  const reader = createMessageReader({ startWorker: mailWorkerStarter(deps.mailWorker) })
  const startWorker = scanWorkerStarter(deps.scanWorker, {
    lexiconFolder: path.join(deps.resourcesDir, 'phi'),
  })
  const fileReader = createIsolatedReading(startWorker)
  const inbound = createInbound({
    store,
    audit,
    clock,
    accounts: accountRepository,
    credentials,
    tlsPolicy,
    reader,
    trust,
    macKey: vault.subKey('sealed-row-mac'),
    deliveries: (logicalId) => outbox.deliveries(logicalId),
    readFiles: fileReader.read,
    fetchPolicy: () => readPreferences(store),
    drafts: {
      ...createDraftCopies({ store, audit, random, clock, macKey: vault.subKey('sealed-row-mac') }),
      keepsCopies: () => readPreferences(store).keepsDraftsOnHost,
    },
    publish: (event) => {
      events.publish(event)
    },
  })
  const hasSecondFactor = () => vault.factors.list.length > 0
  const queue = createQueue({
    store,
    audit,
    clock,
    macKey: vault.subKey('sealed-row-mac'),
    receipts: createReceipts({ audit, signingKey: vault.subKey('audit-signing') }),
    submit: createSubmit({ accounts: accountRepository, credentials, tlsPolicy }),
    hasSecondFactor,
    findInSent: (accountId, messageId) => inbound.findInSent(accountId, messageId),
    // Not a reason for the process to stay.
    wait: (ms) => delay(ms, undefined, { ref: false }),
    heard: deps.heard,
    onChanged: (logicalId) => {
      events.publish({ type: 'outbox-changed', logicalId })
      inbound.fileSentCopies()
    },
  })
  const runner = createQueueRunner(queue, clock)
  const speller = createSpeller((heapMb) => startBoundedWorker(deps.spellingWorker, heapMb))
  const scans = createIsolatedScan({ startWorker, quickScan: scanFully })
  const sealing = { ...resources.sealing, macKey: vault.subKey('sealed-row-mac'), trust }
  const onHeld = (logicalId: LogicalMessageId) => {
    events.publish({ type: 'outbox-changed', logicalId })
    runner.wake()
    inbound.draftGone()
  }
  const readOriginal: ReadOriginal = (id, part) => inbound.readForAnswer(id, part)
  const outbox = createOutbox({
    store,
    audit,
    clock,
    random,
    sealing,
    practice,
    fullScan: scans.scan,
    onHeld,
    isLookingInSent: queue.isLookingInSent,
  })

  const letOut = createLetOut({
    ...{ store, audit, desktop, clock, printPage: deps.printPage },
    openedFolder: copiesFolder(deps.userDataDir, 'opened', vault.vaultId),
  })

  const accounts = createAccountDesk({
    store,
    audit,
    clock,
    presets: resources.presets,
    tlsPolicy,
    openBrowser: (url) => desktop.openExternal(url),
    newId: () => randomBytes(12).toString('base64url'),
    credentials,
    whileStopped: (id, change) => inbound.whileStopped(id, change),
    onChanged: (id) => {
      // After a lock it has nothing to do any more; what waits is tried at its time.
      void queue.endWaiting(id).then((ended) => {
        if (ended.ok) {
          runner.wake()
        }
      })
    },
  })
  const keys = createKeyDesk({ store, audit, clock, fingerprintWords })
  const recovery = createRecoveryKeeper({
    ...{ vault, store, audit, clock, random },
    account: () => bundleAccount(accountRepository.list()),
    connect: (account) => connectAccount({ account, credentials, tlsPolicy }),
    onChanged: () => {
      events.publish({ type: 'recovery-changed' })
    },
  })

  const mailExport = createMailExporter({
    ...{ store, audit, clock, inbound },
    fonts: resources.sealing.fonts,
    askSavePath: (name) => desktop.askSavePath(name),
    onProgress: (done, total) => {
      events.publish({ type: 'export-progress', done, total })
    },
  })

  const mailImport = createMailImporter({
    ...{ store, audit, clock },
    fileMessages: inbound.fileMessages,
    askOpenPath: async (kind) => (await desktop.askOpenPaths({ multiple: false, kind }))[0] ?? null,
    onProgress: (progress) => {
      events.publish({ type: 'import-progress', ...progress })
    },
    onChanged: (mailboxIds) => {
      events.publish({ type: 'mail-changed', mailboxIds: [...mailboxIds] })
    },
  })

  const evidence = createEvidenceDesk({
    ...{ store, audit, clock, saveFile, practice },
    version: deps.version,
    fonts: resources.sealing.fonts,
    signingKey: () => vault.subKey('audit-signing'),
    setUp: () => ({
      deviceSecret: vault.deviceSecret,
      waysIn: [...vault.waysIn],
      hasRecoveryKit: vault.hasRecoveryKit,
      accounts: accountRepository
        .list()
        .map(({ address, settings }) => ({ address, host: settings.imap.host })),
    }),
    areBackupsHeldByOthers: () => areHeldByOthers(store),
    onTasksChanged: () => {
      events.publish({ type: 'tasks-changed' })
    },
  })
  const accountings = createAccountingDesk({
    ...{ store, audit, clock, saveFile, practice },
    records: evidence.records,
    fonts: resources.sealing.fonts,
  })

  return {
    kind: 'mail',
    ...common,
    directory: createDirectory(directoryDeps),
    groups: createGroups(directoryDeps),
    importer: createImporter({ ...directoryDeps, newId: () => randomBytes(12).toString('base64url') }),
    certificates: createCertificateDesk({
      ...directoryDeps,
      mayLookUp: () => readPreferences(store).looksUpKeys,
      fetchKeys: (address) => fetchFromKeyDirectory(address, { policy: tlsPolicy(), network: internet }),
    }),
    identities: createIdentityDesk({ store, audit, trust, fingerprintWords }),
    authorities: createAuthorityDesk({ store, audit, trust, fingerprintWords }),
    keys,
    outside: createOutsideDesk({ store, audit, clock }),
    replyPages: createReplyPageDesk({ store, audit, clock, assets: resources.sealing.reader }),
    passphrases: createPassphraseDesk({
      ...directoryDeps,
      makeWords: () => generatePassphrase(random, resources.words).split('-'),
      meter: deps.meter,
      randomBytes: random,
    }),
    accounts,
    credentials,
    inbound,
    sizes: createSizes({ store, audit, clock, practice, sealing }),
    drafts: createDrafts({
      ...{ store, audit, clock, readOriginal },
      onSaved: inbound.draftSaved,
      onGone: inbound.draftGone,
    }),
    findingChoices: createFindingChoices({ store, audit, clock, practice }),
    consultations: createConsultations({ store, audit, clock, practice }),
    spelling: createSpellingDesk({
      ...{ store, clock, speller, practice },
      onChanged: () => {
        recovery.noteChange()
      },
    }),
    sender: createSender({
      store,
      audit,
      clock,
      random,
      sealing,
      practice,
      fullScan: scans.scan,
      readOriginal,
      hasRecoveryKit: () => vault.hasRecoveryKit,
      hasSecondFactor,
      onHeld,
    }),
    outbox,
    queue,
    recovery,
    mailExport,
    mailImport,
    evidence,
    accountings,
    holds: createHoldDesk({
      ...{ store, audit, clock },
      provePassphrase: (passphrase) => vault.provePassphrase(passphrase, 'hold-lifting'),
      onStopped: () => {
        events.publish({ type: 'mail-changed', mailboxIds: listMailboxes(store).map(({ id }) => id) })
      },
    }),
    letOut,
    trust,
    practice,
    runQueue: () => {
      runner.wake()
    },
    settleHeld: async (answer) => {
      const settled = queue.settleLeavingSoon(answer)
      if (settled.ok && answer === 'send-now') {
        await Promise.race([queue.runDue(), delay(settlingPatienceMs, undefined, { ref: false })])
      }
      runner.wake()
      return settled
    },
    start: () => {
      settleTransfers(store, audit, clock)
      // What another program held open at the last lock.
      void letOut.removeOpened()
      common.start()
      void keys.keepUp()
      void accounts.removal.finish()
      inbound.start()
      runner.start()
      recovery.start()
    },
    stop: async () => {
      accounts.forget()
      mailExport.cancel()
      const readers = [scans.close(), reader.close(), fileReader.close(), speller.close()]
      await Promise.all([
        common.stop(),
        runner.stop(),
        recovery.stop(),
        inbound.stop(),
        mailImport.cancel(),
        ...readers,
        letOut.removeOpened(),
      ])
    },
  }
}
