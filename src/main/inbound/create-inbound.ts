import type { AppEvent, Delivery } from '../../shared/contract/index.ts'
import type { AccountId, LogicalMessageId, MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AccountRecord, AccountRepository, CredentialSource } from '../accounts/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { MessageReader } from '../mime/index.ts'
import {
  findAccount,
  findMailboxByRole,
  listMailboxes,
  setFormThatWorked,
  type Store,
} from '../store/index.ts'
import { offerLearned, takeAutocrypt } from '../directory/index.ts'
import type { FileToIndex } from '../phi/index.ts'
import type { Trust } from '../sealing/index.ts'
import type { TlsPolicy } from '../transport/index.ts'
import { createActions } from './actions.ts'
import { createBeginnings } from './beginnings.ts'
import { createBodyPages } from './body-pages.ts'
import { createDeletions } from './delete-for-good.ts'
import { createDraftNotice } from './draft-notice.ts'
import { draftIn, type DraftDesk } from './draft-copies.ts'
import { noteDeliveryReport } from './delivery-reports.ts'
import { submittedIndex } from './host-filing.ts'
import type { FetchPolicy } from './fetch-policy.ts'
import { createFetching } from './fetching.ts'
import { createFileMessages } from './import-message.ts'
import type { Inbound } from './inbound.ts'
import { createFreshPeople, type AccountHosts } from './judge.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { recordHeldBack } from './held-mail.ts'
import { createListing } from './listing.ts'
import { createMailboxChanges } from './mailboxes/change.ts'
import { mergeConnections } from './merge-connections.ts'
import { ownCopyIndex } from './own-copy-index.ts'
import { createReaderDesk } from './reader-desk.ts'
import { createReading } from './reading.ts'
import { createSearching } from './searching.ts'
import { createFileIndex } from './index-files.ts'
import { findInMailbox } from './sent.ts'
import { startAccountLoop, type AccountLoop } from './sync/account-loop.ts'
import { createChangeNotice } from './sync/change-notice.ts'
import { downloadOne } from './sync/download-one.ts'
import type { PreparingKnowledge } from './sync/prepare.ts'

export interface InboundDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly accounts: AccountRepository
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
  /** What S/MIME certificates are judged by, at this moment. */
  readonly trust: () => Trust
  /** The vault's key under which own copies carry a MAC. */
  readonly macKey: Uint8Array
  /** Its threads end with the session. */
  readonly reader: MessageReader
  readonly deliveries: (logicalId: LogicalMessageId) => Delivery[]
  /** What files say, for search; rejects when nothing may be read any more. */
  readonly readFiles: (files: readonly FileToIndex[]) => Promise<string>
  /** What mail comes by itself, at this moment. */
  readonly fetchPolicy: () => FetchPolicy
  /** The drafts of the practice, whose copies are kept on the host. */
  readonly drafts: DraftDesk
  readonly publish: (event: AppEvent) => void
}

export function createInbound(deps: InboundDeps): Inbound {
  const { store, audit, clock } = deps
  const loops = new Map<AccountId, AccountLoop>()
  let changing: Promise<unknown> = Promise.resolve()
  const pages = createBodyPages()
  const people = createFreshPeople(store)
  const notice = createChangeNotice(deps.publish, () => listMailboxes(store).map(({ id }) => id))
  const files = createFileIndex(deps)
  const changeDeps = {
    store,
    audit,
    clock,
    onChanged: (mailboxIds: readonly MailboxId[]) => {
      mailboxIds.forEach(notice.changed)
      wakeAll('told')
    },
  }
  const actions = createActions(changeDeps)
  const beginnings = createBeginnings()
  const fetching = createFetching({
    store,
    publish: deps.publish,
    download: async (record, part, onProgress, signal) => {
      const known = knowledgeOf(record.accountId)
      const needs = { store, reader: deps.reader, known, now: clock(), onProgress, beginnings }
      return (
        loops
          .get(record.accountId)
          ?.withSession((session) => downloadOne(session, record, part, needs), signal) ??
        fail('host/offline')
      )
    },
    onFetched: ({ mailboxId }) => {
      notice.changed(mailboxId)
      files.wake()
    },
  })
  const readingDeps = {
    store,
    audit,
    pages,
    hostsOf,
    trust: deps.trust,
    deliveries: deps.deliveries,
    fetch: (id: MessageId) => fetching.fetch(id, 'whole'),
    beginningOf: beginnings.textOf,
  }

  const draftNotice = createDraftNotice(() => {
    wakeAll('told')
  })
  const connection = () =>
    mergeConnections([...loops].map(([accountId, loop]) => ({ accountId, ...loop.connection() })))
  const tellConnection = () => {
    deps.publish({ type: 'connection-changed', connection: connection() })
  }
  const wakeAll = (scope: 'told' | 'all') => {
    loops.forEach((loop) => {
      loop.wake(scope)
    })
  }

  function hostsOf(accountId: AccountId): AccountHosts | null {
    const account = deps.accounts.find(accountId)
    return account === null ? null : { address: account.address, imapHost: account.settings.imap.host }
  }

  function knowledgeOf(accountId: AccountId): PreparingKnowledge {
    return {
      opening: readOpeningKnowledge(store, deps.trust()),
      screening: people(),
      account: hostsOf(accountId),
      logicalIdOf: ownCopyIndex(store),
      ownCopyOf: submittedIndex(store, deps.macKey),
      draftIn: (message) => draftIn(message, deps.drafts),
      onLearned: (learned) => {
        const offered = store.transaction((tx) => ok(offerLearned(tx, learned, clock().getTime())))
        if (offered.ok && offered.value) {
          deps.publish({ type: 'contacts-changed' })
        }
      },
      onAnswered: (contactId) => {
        store.transaction((tx) => {
          // Only the page can answer, so it was opened.
          setFormThatWorked(tx, contactId, 'html', clock().getTime())
          return ok(undefined)
        })
      },
      onReport: (report, at) => {
        const noted = store.transaction((tx) => noteDeliveryReport(tx, audit, report, at))
        const logicalId = noted.ok ? noted.value : null
        if (logicalId !== null) {
          deps.publish({ type: 'outbox-changed', logicalId })
        }
        return logicalId
      },
      onAutocrypt: async (hint) => {
        const taken = await takeAutocrypt(deps, hint)
        if (taken.ok && taken.value) {
          deps.publish({ type: 'contacts-changed' })
        }
      },
    }
  }

  function startLoop(account: AccountRecord): void {
    const loop = startAccountLoop({
      ...deps,
      account,
      knowledge: knowledgeOf,
      onMailChanged: (mailboxId) => {
        recordHeldBack(store, audit)
        notice.changed(mailboxId)
        files.wake()
      },
      onDraftTaken: (draftId) => {
        deps.publish({ type: 'draft-taken', draftId })
      },
      onMailboxRefused: ({ code }) => {
        deps.publish({ type: 'mailbox-refused', code })
      },
      onConnection: tellConnection,
    })
    loops.set(account.id, loop)
  }

  async function changeStopped<T>(accountId: AccountId, change: () => Result<T>): Promise<Result<T>> {
    const loop = loops.get(accountId)
    await loop?.stop()
    try {
      return change()
    } finally {
      // Not where everything was stopped meanwhile.
      if (loop !== undefined && loops.get(accountId) === loop) {
        const account = deps.accounts.find(accountId)
        if (account !== null) {
          startLoop(account)
        } else {
          loops.delete(accountId)
          tellConnection()
        }
      }
    }
  }

  return {
    fetch: fetching.fetch,
    stopFetch: fetching.stopFetch,
    ...createListing(store),
    ...createSearching(store, audit),
    ...createReading(readingDeps),
    ...createReaderDesk(readingDeps),
    fileMessages: createFileMessages(store, deps.trust),

    start: () => {
      for (const account of deps.accounts.list()) {
        if (!loops.has(account.id)) {
          startLoop(account)
        }
      }
      files.wake()
    },

    stop: async () => {
      const stopping = [...[...loops.values()].map((loop) => loop.stop()), files.stop()]
      fetching.stopAll()
      loops.clear()
      notice.stop()
      draftNotice.stop()
      pages.forget()
      await Promise.all(stopping)
    },

    whileStopped: (accountId, change) => {
      const changed = changing.then(() => changeStopped(accountId, change))
      changing = changed.catch(() => undefined)
      return changed
    },

    syncNow: () => {
      wakeAll('all')
    },
    connection,

    bodyPage: (path) => pages.find(path),
    ...actions,
    ...createDeletions(changeDeps),
    ...createMailboxChanges(changeDeps),

    findInSent: async (accountId, messageId) => {
      const loop = loops.get(accountId)
      const sent = findMailboxByRole(store, accountId, 'sent')
      // Elsewhere a missing copy proves nothing, and a present one can only be ours.
      if (loop === undefined || sent === null || findAccount(store, accountId)?.hostFilesSent !== true) {
        return 'cannot-tell'
      }
      const found = await loop.withSession((session) => findInMailbox(session, sent.path, messageId))
      if (!found.ok) {
        return 'cannot-tell'
      }
      return found.value === null ? 'not-found' : 'found'
    },

    fileSentCopies: () => {
      wakeAll('told')
    },
    draftSaved: draftNotice.saved,
    draftGone: () => {
      wakeAll('told')
    },
  }
}
