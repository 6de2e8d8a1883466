import type { MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { listAccounts } from '../store/index.ts'
import type { BodyPages } from './body-pages.ts'
import type { Inbound } from './inbound.ts'
import { sourcePieceBytes } from './limits.ts'
import { contactIdOf, filesOf } from './message-files.ts'
import { fileOf, viewNested } from './nested-message.ts'
import { previewFile } from './preview/preview-file.ts'
import type { OpenedMessage } from './opened-message.ts'
import { printPage } from './print-page.ts'
import { createMessageReader, type MessageReaderDeps } from './read-message.ts'
import { readThread } from './thread.ts'

export interface ReaderDeskDeps extends MessageReaderDeps {
  readonly audit: AuditTrail
  readonly pages: BodyPages
}

/** What is done with an open message beside reading it: its files, its source, its conversation, paper. */
export function createReaderDesk(
  deps: ReaderDeskDeps,
): Pick<Inbound, 'preview' | 'nested' | 'files' | 'sourceText' | 'printable' | 'thread'> {
  const { store, audit, pages } = deps
  const { source, read } = createMessageReader(deps)
  /** Its views are recorded: the next pieces of the same source are the same view. */
  let sourceViewed: MessageId | null = null

  return {
    preview: async (id, partPath, scheme) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const { message } = opened.value
      const file = fileOf(message, partPath)
      const shown = file === null ? fail('message/absent') : previewFile(file, scheme)
      if (!shown.ok) {
        return shown
      }
      const recorded = recordFileViewed(id, message)
      const { kind, html, isCut } = shown.value
      return recorded.ok ? ok({ kind, url: pages.offerPreview(html, kind), isCut }) : recorded
    },

    nested: async (id, partPath, scheme) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const { message } = opened.value
      const shown = viewNested(message, partPath, scheme, pages)
      if (!shown.ok) {
        return shown
      }
      const recorded = recordFileViewed(id, message)
      return recorded.ok ? shown : recorded
    },

    files: async (id) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const contactId = contactIdOf(store, opened.value.message)
      return ok(filesOf(opened.value.message).map((file) => ({ ...file, contactId })))
    },

    sourceText: async (id, offset) => {
      const found = await source(id)
      if (!found.ok) {
        return found
      }
      const recorded = offset > 0 && sourceViewed === id ? ok(undefined) : recordSourceViewed(id)
      if (!recorded.ok) {
        return recorded
      }
      sourceViewed = id
      const { raw } = found.value
      const end = endOfPiece(raw, offset)
      return ok({
        text: new TextDecoder().decode(raw.subarray(offset, end)),
        nextOffset: end < raw.length ? end : null,
        sizeBytes: raw.length,
      })
    },

    printable: async (id) => {
      const opened = await read(id)
      if (!opened.ok) {
        return opened
      }
      const { record, message } = opened.value
      const page = printPage(message, new Date(record.internalDate))
      return page.ok
        ? ok({
            html: page.value,
            subject: message.envelope.subject,
            contactId: contactIdOf(store, message),
          })
        : page
    },

    thread: (id) => store.attempt((reader) => readThread(reader, id, ownAddresses())),
  }

  function ownAddresses(): ReadonlySet<string> {
    return new Set(listAccounts(store).map(({ address }) => address.toLowerCase()))
  }

  function recordFileViewed(id: MessageId, message: OpenedMessage): Result<void> {
    const contactId = contactIdOf(store, message)
    return store.transaction((tx) =>
      audit.append(tx, {
        type: 'attachment.viewed',
        message: id,
        person: contactId === null ? null : audit.personOf(tx, contactId),
      }),
    )
  }

  function recordSourceViewed(id: MessageId): Result<void> {
    return audit.record({ type: 'message.source-viewed', message: id })
  }
}

/** After a line's end where there is one near: no character is cut in two. */
function endOfPiece(raw: Uint8Array, offset: number): number {
  const end = offset + sourcePieceBytes
  if (end >= raw.length) {
    return raw.length
  }
  const lineEnd = raw.lastIndexOf(0x0a, end - 1)
  return lineEnd > offset ? lineEnd + 1 : end
}
