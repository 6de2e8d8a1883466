import type { Delivery, MessageView } from '../../shared/contract/index.ts'
import type { AccountId, ContactId, LogicalMessageId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { offerLearned } from '../directory/index.ts'
import {
  endsBeforeCut,
  partAt,
  partBytes,
  readDeliveredTo,
  readEnvelope,
  sanitizeFileName,
} from '../mime/index.ts'
import { findLogicalMessage, findMessage, type MessageRecord } from '../store/index.ts'
import { fetchImage } from '../transport/index.ts'
import type { BodyPages } from './body-pages.ts'
import { canBeQuoted, mayBeAnothers } from './can-be-quoted.ts'
import { crisisIn } from './crisis/crisis-in.ts'
import { exportMessage } from './export-message.ts'
import type { Inbound } from './inbound.ts'
import { indexOpened } from './index-opened.ts'
import { readScreeningKnowledge, type AccountHosts } from './judge.ts'
import { contactIdOf, isSenderOf } from './message-files.ts'
import { fileOf } from './nested-message.ts'
import { openMessage } from './open-message.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { methodOf } from './method-of.ts'
import { createMessageReader, type MessageReaderDeps } from './read-message.ts'
import { namedReaders } from './readers.ts'
import type { OpenedMessage } from './opened-message.ts'
import { bodyText } from './summarize.ts'
import { viewMessage, viewWithoutBody, type Viewed } from './view.ts'
import { mostRemoteImages } from './limits.ts'

export interface ReadingDeps extends MessageReaderDeps {
  readonly audit: AuditTrail
  readonly pages: BodyPages
  readonly hostsOf: (accountId: AccountId) => AccountHosts | null
  readonly deliveries: (logicalId: LogicalMessageId) => Delivery[]
  /** As `Beginnings.textOf`. */
  readonly beginningOf: (id: MessageId) => { readonly head: Uint8Array; readonly keptBytes: number } | null
}

type Reading = Pick<
  Inbound,
  'open' | 'openWithImages' | 'attachment' | 'source' | 'readForAnswer' | 'exportMessage'
>

/** What is done with one message: shown, its files let out, its text taken for an answer. */
export function createReading(deps: ReadingDeps): Reading {
  const { store, audit, pages } = deps

  const { source, read } = createMessageReader(deps)

  async function view(
    id: MessageId,
    scheme: 'light' | 'dark',
    images: ReadonlyMap<string, string> | null,
  ): Promise<Result<Viewed>> {
    const listed = findMessage(store, id)
    if (listed?.bodyState === 'absent') {
      return ok(
        (await viewBeginning(id, scheme, images)) ??
          viewWithoutBody(listed, 'not-fetched', 'message/not-downloaded'),
      )
    }
    const opened = await read(id)
    if (!opened.ok) {
      const { code } = opened.error
      return listed !== null && code.startsWith('mime/')
        ? ok(viewWithoutBody(listed, 'too-complex', code))
        : opened
    }
    const { record, message } = opened.value
    const { learned } = message
    if (learned !== null) {
      // Its issuer may be trusted only since the message came.
      store.transaction((tx) => ok(offerLearned(tx, learned, deps.trust().now.getTime())))
    }
    const deliveries = record.logicalId === null ? [] : deps.deliveries(record.logicalId)
    const sent = record.logicalId === null ? null : findLogicalMessage(store, record.logicalId)
    const reportsOn = message.protection.kind === 'own-copy' ? null : (sent?.subject ?? null)
    const people = readScreeningKnowledge(store)
    const hosts = deps.hostsOf(record.accountId)
    const viewed = viewMessage(store, record, message, people, hosts, pages, deliveries, { scheme, images })
    indexOpened(store, record, message, viewed.view.authenticity)
    const crisis = crisisIn(store, message, viewed.view)
    const readers = await namedReaders(store, message.recipients)
    return ok({ ...viewed, view: { ...viewed.view, reportsOn, crisis, readers } })
  }

  /** Of a message that isn't here whole: its text, and the files that came with it. Null: not even that. */
  async function readBeginning(
    id: MessageId,
  ): Promise<{ record: MessageRecord; message: OpenedMessage; keptBytes: number } | null> {
    const record = findMessage(store, id)
    const beginning = record?.bodyState === 'absent' ? deps.beginningOf(id) : null
    if (record === null || beginning === null) {
      return null
    }
    const opened = await openMessage(beginning.head, readOpeningKnowledge(store, deps.trust()))
    const { keptBytes } = beginning
    return opened.ok ? { record, message: withoutCutFiles(opened.value), keptBytes } : null
  }

  async function viewBeginning(
    id: MessageId,
    scheme: 'light' | 'dark',
    images: ReadonlyMap<string, string> | null,
  ): Promise<Viewed | null> {
    const beginning = await readBeginning(id)
    if (beginning === null) {
      return null
    }
    const { record, message, keptBytes } = beginning
    const hosts = deps.hostsOf(record.accountId)
    const people = readScreeningKnowledge(store)
    const viewed = viewMessage(store, record, message, people, hosts, pages, [], { scheme, images })
    const view = {
      ...viewed.view,
      // Where it was cut no boundary is closed.
      ambiguities: viewed.view.ambiguities.filter((one) => one !== 'boundary-not-closed'),
      unfetchedBytes: Math.max(record.sizeBytes - keptBytes, 0),
    }
    return { ...viewed, view: { ...view, crisis: crisisIn(store, message, view) } }
  }

  function recordViewed(
    id: MessageId,
    contactId: ContactId | null,
    protection: MessageView['protection'],
  ): Result<void> {
    return store.transaction((tx) =>
      audit.append(tx, {
        type: 'message.viewed',
        message: id,
        person: contactId === null ? null : audit.personOf(tx, contactId),
        protection: protection.kind,
      }),
    )
  }

  return {
    open: async (id, scheme) => {
      const viewed = await view(id, scheme, null)
      if (!viewed.ok) {
        return viewed
      }
      const { view: shown } = viewed.value
      // What the list says of it, and no word of what is in it.
      if (shown.bodyState === 'not-fetched') {
        return ok(shown)
      }
      const recorded = recordViewed(id, shown.contact?.id ?? null, shown.protection)
      return recorded.ok ? ok(shown) : recorded
    },

    openWithImages: async (id, scheme) => {
      const blocked = await view(id, scheme, null)
      if (!blocked.ok) {
        return blocked
      }
      const urls = blocked.value.remoteImageUrls.slice(0, mostRemoteImages)
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

    attachment: async (id, partPath) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const file = fileOf(opened.value.message, partPath)
      return file === null
        ? fail('message/absent')
        : ok({ ...file, contactId: contactIdOf(store, opened.value.message) })
    },

    source: async (id) => {
      const found = await source(id)
      return found.ok
        ? ok({
            name: 'message.eml',
            contentType: 'message/rfc822',
            bytes: found.value.raw,
            isDangerous: false,
            contactId: null,
          })
        : found
    },

    exportMessage: async (id, form) => {
      const found = await source(id)
      if (!found.ok) {
        return found
      }
      const { raw, record } = found.value
      return ok(await exportMessage(raw, record, form, readOpeningKnowledge(store, deps.trust())))
    },

    readForAnswer: async (id, part) => {
      const beginning = part === 'text' ? await readBeginning(id) : null
      const opened = beginning === null ? await read(id) : ok(beginning)
      if (!opened.ok) {
        return opened
      }
      const { record, message } = opened.value
      // What nobody vouches for may hold another message's text, put there to be quoted back (EFAIL).
      const isAnothers = mayBeAnothers(message, isSenderOf(store, message))
      const isQuotable = !isAnothers && canBeQuoted(message)
      // The quote in the draft shows what the message says.
      const recorded = recordViewed(id, contactIdOf(store, message), message.protection)
      if (!recorded.ok) {
        return recorded
      }
      const { envelope } = message
      return ok({
        id,
        accountId: record.accountId,
        deliveredTo: readDeliveredTo(message.outer),
        messageId: envelope.messageId,
        method: methodOf(message),
        references: envelope.references,
        from: envelope.from,
        replyTo: envelope.replyTo,
        to: envelope.to,
        cc: envelope.cc,
        bcc: envelope.bcc,
        // The one inside is as much another's as the text.
        subject: isAnothers ? readEnvelope(message.outer).subject : envelope.subject,
        date: envelope.date ?? new Date(record.internalDate).toISOString(),
        text: isQuotable ? bodyText(message) : '',
        attachments: isQuotable ? filesToForward(message) : [],
      })
    },
  }
}

function filesToForward({ answer, content, tree }: OpenedMessage) {
  if (answer !== null) {
    return answer.attachments.map(({ fileName, contentType, bytes }) => ({
      name: sanitizeFileName(fileName, 'attachment').fileName,
      contentType,
      bytes,
    }))
  }
  return content.attachments
    .filter(({ isInline }) => !isInline)
    .map(({ fileName, contentType, partPath }) => ({
      name: fileName,
      contentType,
      bytes: partBytes(tree, partPath) ?? new Uint8Array(),
    }))
}

/** A file at whose place the message was cut isn't one yet. */
function withoutCutFiles(message: OpenedMessage): OpenedMessage {
  const { tree, content } = message
  const attachments = content.attachments.filter(({ partPath }) => {
    const part = partAt(tree, partPath.split('#')[0] ?? '')
    return part !== undefined && endsBeforeCut(tree, part)
  })
  return { ...message, content: { ...content, attachments } }
}
