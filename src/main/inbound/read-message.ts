import type { MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Trust } from '../sealing/index.ts'
import { findMessage, readRaw, type MessageRecord, type Store } from '../store/index.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage } from './opened-message.ts'

export interface MessageReaderDeps {
  readonly store: Store
  readonly trust: () => Trust
  /** Brings a message here whole that didn't come by itself. */
  readonly fetch: (id: MessageId) => Promise<Result<void>>
}

/** A stored message as bytes and as what they say. */
export interface MessageReader {
  /** Errors: `message/absent`, `message/not-downloaded`. */
  source(id: MessageId): Promise<Result<{ record: MessageRecord; raw: Uint8Array }>>
  /** Errors: as `source`, and of parsing. */
  read(id: MessageId): Promise<Result<{ record: MessageRecord; message: OpenedMessage }>>
}

export function createMessageReader(deps: MessageReaderDeps): MessageReader {
  const { store } = deps

  async function source(id: MessageId): Promise<Result<{ record: MessageRecord; raw: Uint8Array }>> {
    const record = findMessage(store, id)
    if (record === null) {
      return fail('message/absent')
    }
    const stored = readRaw(store, id)
    if (stored !== null) {
      return ok({ record, raw: stored })
    }
    const fetched = await deps.fetch(id)
    const raw = fetched.ok ? readRaw(store, id) : null
    return raw === null
      ? fail('message/not-downloaded', { sizeBytes: record.sizeBytes })
      : ok({ record, raw })
  }

  async function read(id: MessageId): Promise<Result<{ record: MessageRecord; message: OpenedMessage }>> {
    const found = await source(id)
    if (!found.ok) {
      return found
    }
    const message = await openMessage(found.value.raw, readOpeningKnowledge(store, deps.trust()))
    return message.ok ? ok({ record: found.value.record, message: message.value }) : message
  }

  return { source, read }
}
