import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createCredentialSource, type CredentialSource } from '../accounts/index.ts'
import { anchorIn, createAuditLog, type AuditLog } from '../audit/index.ts'
import {
  createCertificateDesk,
  createDirectory,
  createGroups,
  createImporter,
  createPassphraseDesk,
  type CertificateDesk,
  type Directory,
  type FingerprintWords,
  type Groups,
  type Importer,
  type PassphraseDesk,
} from '../directory/index.ts'
import { createInbound, type Inbound } from '../inbound/index.ts'
import { createMessageReader, mailWorkerStarter } from '../mime/index.ts'
import {
  createConsultations,
  createDrafts,
  createFindingChoices,
  createOutbox,
  createQueue,
  createReceipts,
  createSender,
  createSizes,
} from '../outbound/index.ts'
import type {
  Consultations,
  Drafts,
  FindingChoices,
  Outbox,
  Queue,
  Sender,
  Sizes,
  SubmitOutcome,
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
  type AuthorityDesk,
  type IdentityDesk,
  type KeyDesk,
  type OutsideDesk,
  type ReplyPageDesk,
} from '../practice/index.ts'
import { fingerprintWords, generatePassphrase, type Trust } from '../sealing/index.ts'
import { listTrustRoots, readRevocationListDer, revocationListIds, type Store } from '../store/index.ts'
import { createTlsPolicy, fetchFromKeyDirectory, internet, systemRoots } from '../transport/index.ts'
import type { StrengthMeter, UnlockedVault } from '../vault/index.ts'
import type { Practice } from '../../shared/contract/index.ts'
import type { LogicalMessageId, MessageId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { createAccountDesk, type AccountDesk } from './account-desk.ts'
import { createAccountRepository } from './account-repository.ts'
import type { DesktopServices } from './desktop-services.ts'
import type { EventHub } from './event-hub.ts'
import { createKitDesk, type KitDesk } from './kit-desk.ts'
import { createMailExporter, type MailExporter } from './carry/mail-export.ts'
import { createMailImporter, type MailImporter } from './carry/mail-import.ts'
import { settleTransfers } from './carry/settle-transfers.ts'
import { createLetOut, type LetOut } from './let-out.ts'
import { createMailTrust } from './mail-trust.ts'
import { createQueueRunner } from './queue-runner.ts'
import type { Resources } from './resources.ts'
import { createSaveFile, type SaveFile } from './save-file.ts'
import { createSubmit } from './submit.ts'

export interface SessionDeps {
  readonly vault: UnlockedVault
  readonly resources: Resources
  /** Judges passphrases that people type; the vault has the same. */
  readonly meter: StrengthMeter
  readonly desktop: DesktopServices
  readonly events: EventHub
  readonly clock: () => Date
  readonly userDataDir: string
  /** PEM certificates trusted beside the system's: a test's, in unpackaged runs. */
  readonly extraRoots: readonly string[]
  readonly printPage: (html: string) => Promise<void>
  /** The entry of the thread that reads attachments. */
  readonly scanWorker: URL
  /** The entry of the thread that reads mail. */
  readonly mailWorker: URL
  /** The folder `resources` of this installation. */
  readonly resourcesDir: string
  /** Answers of mail hosts that came while the vault was locked; see the queue. */
  readonly heard: Map<string, SubmitOutcome>
}

/** Everything that exists only while the vault is unlocked, wired together here and nowhere else. */
export interface Session {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditLog
  readonly directory: Directory
  readonly groups: Groups
  readonly importer: Importer
  readonly certificates: CertificateDesk
  readonly identities: IdentityDesk
  readonly authorities: AuthorityDesk
  readonly keys: KeyDesk
  readonly outside: OutsideDesk
  readonly replyPages: ReplyPageDesk
  readonly passphrases: PassphraseDesk
  readonly accounts: AccountDesk
  readonly credentials: CredentialSource
  readonly inbound: Inbound
  readonly drafts: Drafts
  readonly sender: Sender
  readonly sizes: Sizes
  readonly findingChoices: FindingChoices
  readonly consultations: Consultations
  readonly outbox: Outbox
  readonly queue: Queue
  readonly kit: KitDesk
  readonly saveFile: SaveFile
  readonly letOut: LetOut
  readonly mailExport: MailExporter
  readonly mailImport: MailImporter
  readonly fingerprintWords: FingerprintWords
  /** What S/MIME certificates are judged by, at this moment. */
  trust(): Trust
  practice(): Practice
  /** Sends what is due, now. */
  runQueue(): void
  /** Before a lock or the end: what is in the hold leaves, which is waited for a while, or is kept. */
  settleHeld(answer: 'send-now' | 'keep'): Promise<Result<void>>
  start(): void
  /** Forgets secrets at once; answers when nothing of it runs any more. */
  stop(): Promise<void>
}

/** How old the anchor of the audit log may become while the practice works (docs/audit-log.md). */
const anchorEveryMs = 10 * 60_000

/** How long a lock waits for what was told to leave before it; what hasn't left then waits. */
const settlingPatienceMs = 15_000

export function openSession(deps: SessionDeps): Session {
  const { vault, resources, desktop, events, clock } = deps
  const { store } = vault
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const spell: FingerprintWords = (fingerprint) => fingerprintWords(fingerprint, resources.words)
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

  const audit = createAuditLog({
    store,
    clock,
    anchor: anchorIn(vault),
    onAppended: () => {
      events.publish({ type: 'audit-appended' })
    },
  })
  const directoryDeps = { store, audit, clock, fingerprintWords: spell, trust }
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
    publish: (event) => {
      events.publish(event)
    },
  })
  const queue = createQueue({
    store,
    audit,
    clock,
    macKey: vault.subKey('sealed-row-mac'),
    receipts: createReceipts({ audit, signingKey: vault.subKey('audit-signing') }),
    submit: createSubmit({ accounts: accountRepository, credentials, tlsPolicy }),
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
  const scans = createIsolatedScan({ startWorker, quickScan: scanFully })
  const sealing = { ...resources.sealing, macKey: vault.subKey('sealed-row-mac'), trust }
  const onHeld = (logicalId: LogicalMessageId) => {
    events.publish({ type: 'outbox-changed', logicalId })
    runner.wake()
  }
  const readOriginal = (id: MessageId) => inbound.readForAnswer(id)
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
    openedFolder: path.join(deps.userDataDir, 'opened'),
  })

  let anchoring: NodeJS.Timeout | undefined

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
  const keys = createKeyDesk({ store, audit, clock, fingerprintWords: spell })
  const kit = createKitDesk({
    vault,
    audit,
    clock,
    userDataDir: deps.userDataDir,
    printPage: deps.printPage,
    askSavePath: (name) => desktop.askSavePath(name),
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

  return {
    vault,
    store,
    audit,
    directory: createDirectory(directoryDeps),
    groups: createGroups(directoryDeps),
    importer: createImporter({ ...directoryDeps, newId: () => randomBytes(12).toString('base64url') }),
    certificates: createCertificateDesk({
      ...directoryDeps,
      mayLookUp: () => readPreferences(store).looksUpKeys,
      fetchKeys: (address) => fetchFromKeyDirectory(address, { policy: tlsPolicy(), network: internet }),
    }),
    identities: createIdentityDesk({ store, audit, trust, fingerprintWords: spell }),
    authorities: createAuthorityDesk({ store, audit, trust, fingerprintWords: spell }),
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
    sizes: createSizes({ store, clock, practice, sealing }),
    drafts: createDrafts({ store, clock, readOriginal }),
    findingChoices: createFindingChoices({ store, audit, clock, practice }),
    consultations: createConsultations({ store, audit, clock, practice }),
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
      onHeld,
    }),
    outbox,
    queue,
    kit,
    mailExport,
    mailImport,
    saveFile: createSaveFile(store, desktop, clock),
    letOut,
    fingerprintWords: spell,
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
      // What a program that was killed left behind.
      void letOut.removeOpened()
      void keys.keepUp()
      void accounts.removal.finish()
      inbound.start()
      runner.start()
      void audit.anchorHead()
      anchoring = setInterval(() => void audit.anchorHead(), anchorEveryMs)
      anchoring.unref()
    },
    stop: async () => {
      clearInterval(anchoring)
      accounts.forget()
      mailExport.cancel()
      kit.forget()
      const readers = [scans.close(), reader.close(), fileReader.close()]
      await Promise.all([
        runner.stop(),
        inbound.stop(),
        mailImport.cancel(),
        ...readers,
        letOut.removeOpened(),
      ])
    },
  }
}
