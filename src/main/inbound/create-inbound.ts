import type { AppEvent, Delivery, MessageRow, MessageView } from '../../shared/contract/index.ts'
import type { AccountId, LogicalMessageId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AccountRepository, CredentialSource } from '../accounts/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import { partBytes, sanitizeFileName } from '../mime/index.ts'
import {
  countMessages,
  findAccount,
  findContactsByAddress,
  findMailbox,
  findMailboxByRole,
  findMessage,
  listMailboxes,
  listMessages,
  parseQuery,
  readRaw,
  search,
  type MessageRecord,
  type Store,
} from '../store/index.ts'
import { fetchImage, type TlsPolicy } from '../transport/index.ts'
import { createActions } from './actions.ts'
import { createBodyPages } from './body-pages.ts'
import type { Inbound } from './inbound.ts'
import { isDangerous, readScreeningKnowledge, type AccountHosts } from './judge.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { mergeConnections } from './merge-connections.ts'
import { openMessage, type OpenedMessage } from './open-message.ts'
import { findInMailbox } from './sent.ts'
import { bodyText } from './summarize.ts'
import { startAccountLoop, type AccountLoop } from './sync/account-loop.ts'
import { createChangeNotice } from './sync/change-notice.ts'
import { ownCopyIndex } from './own-copy-index.ts'
import { viewMessage, type Viewed } from './view.ts'

export interface InboundDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly accounts: AccountRepository
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
  /** The vault's key under which own copies carry a MAC. */
  readonly macKey: Uint8Array
  readonly deliveries: (logicalId: LogicalMessageId) => Delivery[]
  readonly publish: (event: AppEvent) => void
}

const mostImages = 50

export function createInbound(deps: InboundDeps): Inbound {
  const { store, audit, clock } = deps
  const loops = new Map<AccountId, AccountLoop>()
  const pages = createBodyPages()
  const notice = createChangeNotice(deps.publish, () => listMailboxes(store).map(({ id }) => id))
  const actions = createActions({
    store,
    audit,
    clock,
    onChanged: (mailboxIds) => {
      mailboxIds.forEach(notice.changed)
      wakeAll()
    },
  })
  let hasSearched = false

  const connection = () => mergeConnections([...loops.values()].map((loop) => loop.connection()))
  const wakeAll = () => {
    loops.forEach((loop) => {
      loop.wake()
    })
  }

  function hostsOf(accountId: AccountId): AccountHosts | null {
    const account = deps.accounts.find(accountId)
    return account === null ? null : { address: account.address, imapHost: account.settings.imap.host }
  }

  async function read(id: MessageId): Promise<Result<{ record: MessageRecord; message: OpenedMessage }>> {
    const record = findMessage(store, id)
    if (record === null) {
      return fail('message/absent')
    }
    const raw = readRaw(store, id)
    if (raw === null) {
      return fail('message/not-downloaded', { sizeBytes: record.sizeBytes })
    }
    const message = await openMessage(raw, readOpeningKnowledge(store, clock()))
    return message.ok ? ok({ record, message: message.value }) : message
  }

  async function view(
    id: MessageId,
    scheme: 'light' | 'dark',
    images: ReadonlyMap<string, string> | null,
  ): Promise<Result<Viewed>> {
    const opened = await read(id)
    if (!opened.ok) {
      return opened.error.code === 'mime/too-complex' || opened.error.code === 'message/not-downloaded'
        ? unreadable(id, opened.error.code)
        : opened
    }
    const { record, message } = opened.value
    return ok(
      viewMessage(
        store,
        record,
        message,
        readScreeningKnowledge(store),
        hostsOf(record.accountId),
        pages,
        record.logicalId === null ? [] : deps.deliveries(record.logicalId),
        { scheme, images },
      ),
    )
  }

  /** Listed and can be saved, not shown. */
  function unreadable(id: MessageId, code: string): Result<Viewed> {
    const record = findMessage(store, id)
    if (record === null) {
      return fail('message/absent')
    }
    const { envelope } = record
    return ok({
      remoteImageUrls: [],
      view: {
        id: record.id,
        mailboxId: record.mailboxId,
        logicalId: record.logicalId,
        subject: record.subject,
        from: [...envelope.from],
        replyTo: [...envelope.replyTo],
        to: [...envelope.to],
        cc: [...envelope.cc],
        date: new Date(record.sentDate ?? record.internalDate).toISOString(),
        isUnread: !record.isSeen,
        isFlagged: record.isFlagged,
        protection: { kind: 'unreadable', code },
        authenticity: { verdict: 'unchecked', reasons: [], imitates: null },
        contact: null,
        bodyUrl: null,
        bodyState: 'too-complex',
        blockedRemoteImages: 0,
        links: [],
        attachments: [],
        deliveries: [],
      },
    })
  }

  function recordView({ id, protection, contact }: MessageView): Result<void> {
    return store.transaction((tx) =>
      audit.append(tx, {
        type: 'message.viewed',
        message: id,
        person: contact === null ? null : audit.personOf(tx, contact.id),
        protection: protection.kind,
      }),
    )
  }

  function presentRow(record: MessageRecord, snippet: string): MessageRow {
    const role = findMailbox(store, record.mailboxId)?.role
    const isOutgoing = role === 'sent' || role === 'drafts'
    const people = isOutgoing ? [...record.envelope.to, ...record.envelope.cc] : record.envelope.from
    return {
      id: record.id,
      mailboxId: record.mailboxId,
      who: people.map(({ name, address }) => (name === '' ? address : name)).join(', '),
      subject: record.subject,
      snippet,
      date: new Date(record.sentDate ?? record.internalDate).toISOString(),
      isUnread: !record.isSeen,
      isFlagged: record.isFlagged,
      isAnswered: record.isAnswered,
      hasAttachments: record.hasAttachments,
      mark: record.mark,
    }
  }

  return {
    start: () => {
      for (const account of deps.accounts.list()) {
        if (!loops.has(account.id)) {
          loops.set(
            account.id,
            startAccountLoop({
              ...deps,
              account,
              knowledge: () => ({
                opening: readOpeningKnowledge(store, clock()),
                screening: readScreeningKnowledge(store),
                account: hostsOf(account.id),
                logicalIdOf: ownCopyIndex(store),
              }),
              onMailChanged: notice.changed,
              onConnection: () => {
                deps.publish({ type: 'connection-changed', connection: connection() })
              },
            }),
          )
        }
      }
    },

    stop: async () => {
      const stopping = [...loops.values()].map((loop) => loop.stop())
      loops.clear()
      notice.stop()
      pages.forget()
      await Promise.all(stopping)
    },

    syncNow: wakeAll,
    connection,

    mailboxes: () =>
      store.attempt((reader) =>
        ok(
          listMailboxes(reader)
            .filter(({ isSelectable }) => isSelectable)
            .map(({ id, accountId, name, path, role }) => ({
              id,
              accountId,
              name,
              path,
              role,
              ...countMessages(reader, id),
            })),
        ),
      ),

    list: (mailboxId, cursor, limit) =>
      store.attempt((reader) => {
        const rows = listMessages(reader, mailboxId, { before: cursorOf(cursor), limit })
        const last = rows.at(-1)
        return ok({
          rows: rows.map((record) => presentRow(record, record.snippet)),
          nextCursor: rows.length < limit || last === undefined ? null : String(last.id),
          total: countMessages(reader, mailboxId).total,
        })
      }),

    search: (query, cursor, limit) => {
      if (!hasSearched) {
        const recorded = audit.record({ type: 'message.searched' })
        if (!recorded.ok) {
          return recorded
        }
        hasSearched = true
      }
      return store.attempt((reader) => {
        const { hits, next } = search(reader, parseQuery(query), { before: cursorOf(cursor), limit })
        return ok({
          rows: hits.map(({ message, snippet }) => presentRow(message, snippet)),
          nextCursor: next === null ? null : String(next),
          total: hits.length,
        })
      })
    },

    open: async (id, scheme) => {
      const viewed = await view(id, scheme, null)
      if (!viewed.ok) {
        return viewed
      }
      const recorded = recordView(viewed.value.view)
      return recorded.ok ? ok(viewed.value.view) : recorded
    },

    openWithImages: async (id, scheme) => {
      const blocked = await view(id, scheme, null)
      if (!blocked.ok) {
        return blocked
      }
      const urls = blocked.value.remoteImageUrls.slice(0, mostImages)
      const recorded = audit.record({ type: 'message.images-loaded', message: id, count: urls.length })
      if (!recorded.ok) {
        return recorded
      }
      const fetched = await Promise.all(urls.map(async (url) => [url, await fetchImage(url)] as const))
      const images = new Map(
        fetched.flatMap(([url, image]) => (image === null ? [] : [[url, image] as const])),
      )
      const viewed = await view(id, scheme, images)
      return viewed.ok ? ok(viewed.value.view) : viewed
    },

    bodyPage: (path) => pages.find(path),
    setFlags: actions.setFlags,
    move: actions.move,
    undoMove: actions.undoMove,

    attachment: async (id, partPath) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const { message } = opened.value
      const contactId = contactIdOf(message)
      const answered = /^answer\.(\d+)$/.exec(partPath)?.[1]
      if (answered !== undefined) {
        const file = message.answer?.attachments[Number(answered)]
        return file === undefined
          ? fail('message/absent')
          : ok({
              name: file.fileName,
              bytes: file.bytes,
              isDangerous: isDangerous(sanitizeFileName(file.fileName, 'attachment').flags),
              contactId,
            })
      }
      const file = message.content.attachments.find((one) => one.partPath === partPath)
      const bytes = file === undefined ? null : partBytes(message.tree, partPath)
      return file === undefined || bytes === null
        ? fail('message/absent')
        : ok({
            name: file.fileName,
            bytes,
            isDangerous: isDangerous(file.fileNameFlags),
            contactId,
          })
    },

    source: (id) => {
      const raw = readRaw(store, id)
      return raw === null
        ? fail('message/not-downloaded')
        : ok({ name: 'message.eml', bytes: raw, isDangerous: false, contactId: null })
    },

    readForAnswer: async (id) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const { record, message } = opened.value
      const { envelope, content, tree, answer } = message
      return ok({
        id,
        messageId: envelope.messageId,
        references: envelope.references,
        from: envelope.from,
        replyTo: envelope.replyTo,
        to: envelope.to,
        cc: envelope.cc,
        subject: envelope.subject,
        date: envelope.date ?? new Date(record.internalDate).toISOString(),
        text: bodyText(message),
        attachments:
          answer === null
            ? content.attachments
                .filter(({ isInline }) => !isInline)
                .map(({ fileName, contentType, partPath }) => ({
                  name: fileName,
                  contentType,
                  bytes: partBytes(tree, partPath) ?? new Uint8Array(),
                }))
            : answer.attachments.map(({ fileName, contentType, bytes }) => ({
                name: fileName,
                contentType,
                bytes,
              })),
      })
    },

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

    fileSentCopies: wakeAll,
  }

  function contactIdOf(message: OpenedMessage): number | null {
    const sender = message.envelope.from[0]?.address.toLowerCase()
    return sender === undefined ? null : (findContactsByAddress(store, sender)[0]?.id ?? null)
  }
}

function cursorOf(cursor: string | null): MessageId | null {
  return cursor === null ? null : (Number(cursor) as MessageId)
}
