import { setTimeout as delay } from 'node:timers/promises'
import type { Lab, Person } from '../../e2e/lab/index.ts'
import {
  createCredentialSource,
  presetsOf,
  type ProviderPresets,
  type StoredCredentials,
} from '../../src/main/accounts/index.ts'
import { createAccountRepository } from '../../src/main/engine/account-repository.ts'
import { createSubmit } from '../../src/main/engine/submit.ts'
import { createInbound, type FetchPolicy, type Inbound } from '../../src/main/inbound/index.ts'
import { createMessageReader, mailWorkerStarter } from '../../src/main/mime/index.ts'
import {
  createDraftCopies,
  createDrafts,
  createOutbox,
  createQueue,
  type Drafts,
  type Outbox,
  type Queue,
} from '../../src/main/outbound/index.ts'
import { findMailboxByRole, type MailboxRole, type NewOwnKey } from '../../src/main/store/index.ts'
import { createTlsPolicy } from '../../src/main/transport/index.ts'
import type { AppEvent, MessageRow, Server } from '../../src/shared/contract/index.ts'
import type { MailboxId } from '../../src/shared/ids.ts'
import { makeTestPractice, type TestPractice } from './practice.ts'
import { valueOf } from './store.ts'
import { scanFully } from '../../src/main/phi/index.ts'
import { patienceMs } from '../../e2e/lab/patience.ts'

export type LivePractice = TestPractice & {
  readonly inbound: Inbound
  readonly queue: Queue
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly published: AppEvent[]
  /** What comes by itself from now on; 1 MB of any age from the start. */
  setFetchPolicy(policy: FetchPolicy): void
  /** Whether copies of drafts are kept on the host; they are from the start. */
  keepDrafts(keeps: boolean): void
  mailboxId(role: MailboxRole): MailboxId
  rows(role: MailboxRole): MessageRow[]
  row(role: MailboxRole, subject: string): MessageRow
  subjects(role: MailboxRole): string[]
  /** Asks again at every event and now and then, until the check passes. */
  until(check: () => boolean | Promise<boolean>, limitMs?: number): Promise<void>
  /** Until every mailbox was looked at. */
  synced(): Promise<void>
  stop(): Promise<void>
}

export type LiveOptions = {
  readonly owner?: Person
  readonly imap?: Server
  readonly smtp?: Server
  readonly credentials?: StoredCredentials
  readonly presets?: ProviderPresets
  /** Of another computer of the practice. */
  readonly ownKey?: NewOwnKey
}

const mailWorker = new URL('../../src/main/engine/mail-worker.ts', import.meta.url)

/** Inbound and outbound over a real store against the lab's servers; the vault and the window are left out. */
export async function openLivePractice(lab: Lab, options: LiveOptions = {}): Promise<LivePractice> {
  const { owner = lab.people.rivera, imap = lab.imap.implicit, smtp = lab.smtp.implicit } = options
  const { credentials = { kind: 'password', password: owner.password } } = options
  const practice = await makeTestPractice({
    address: owner.address,
    now: () => Date.now(),
    imap,
    smtp,
    credentials,
    ...(options.ownKey !== undefined && { ownKey: options.ownKey }),
  })
  const { store, clock } = practice
  const published: AppEvent[] = []
  let keepsDrafts = true
  let policy: FetchPolicy = { fetchUpToBytes: 1_000_000, fetchBackMonths: null }
  let notify: () => void = () => undefined
  const publish = (event: AppEvent) => {
    published.push(event)
    notify()
  }
  const tlsPolicy = () => createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  const accounts = createAccountRepository(store, clock)
  const presets =
    options.presets ?? presetsOf([{ id: 'generic', name: 'Lab', domains: [], imap, smtp, ways: [] }])
  const source = createCredentialSource({ accounts, presets, policy: tlsPolicy, now: () => Date.now() })
  const reader = createMessageReader({ startWorker: mailWorkerStarter(mailWorker) })
  const inbound = createInbound({
    ...practice,
    accounts,
    credentials: source,
    tlsPolicy,
    reader,
    trust: practice.sealing.trust,
    deliveries: (logicalId) => outbox.deliveries(logicalId),
    readFiles: () => Promise.resolve(''),
    fetchPolicy: () => policy,
    drafts: {
      ...createDraftCopies({ ...practice }),
      keepsCopies: () => keepsDrafts,
    },
    publish,
  })
  const queue = createQueue({
    ...practice,
    submit: createSubmit({ accounts, credentials: source, tlsPolicy }),
    findInSent: (accountId, messageId) => inbound.findInSent(accountId, messageId),
    wait: (ms) => delay(ms / 20),
    heard: new Map(),
    onChanged: (logicalId) => {
      publish({ type: 'outbox-changed', logicalId })
      inbound.fileSentCopies()
    },
  })
  const outbox = createOutbox({
    ...practice,
    fullScan: scanFully,
    onHeld: () => undefined,
    isLookingInSent: queue.isLookingInSent,
  })

  const mailboxId = (role: MailboxRole) => {
    const mailbox = findMailboxByRole(store, practice.accountId, role)
    if (mailbox === null) throw new Error(`no ${role}`)
    return mailbox.id
  }
  const rows = (role: MailboxRole) => valueOf(inbound.list(mailboxId(role), null, 200)).rows
  const until: LivePractice['until'] = async (check, limitMs = patienceMs) => {
    const deadline = Date.now() + limitMs
    while (!(await check())) {
      if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms: ${check.toString()}`)
      await Promise.race([
        new Promise<void>((resolve) => {
          notify = resolve
        }),
        delay(50),
      ])
    }
  }
  return {
    ...practice,
    inbound,
    queue,
    outbox,
    drafts: createDrafts({
      ...practice,
      readOriginal: (id, part) => inbound.readForAnswer(id, part),
      onSaved: inbound.draftSaved,
      onGone: inbound.draftGone,
    }),
    published,
    setFetchPolicy: (next) => {
      policy = next
    },
    keepDrafts: (keeps) => {
      keepsDrafts = keeps
    },
    mailboxId,
    rows,
    row: (role, subject) => {
      const found = rows(role).find((one) => one.subject === subject)
      if (found === undefined) throw new Error(`no "${subject}" in ${role}`)
      return found
    },
    subjects: (role) => rows(role).map(({ subject }) => subject),
    until,
    synced: async () => {
      const before = inbound.connection().checkedAt
      await until(() => inbound.connection().state === 'online' && inbound.connection().checkedAt !== before)
    },
    stop: async () => {
      await inbound.stop()
      await reader.close()
      practice.dispose()
    },
  }
}
