import { setTimeout as delay } from 'node:timers/promises'
import type { MessageId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import { partBytes } from '../mime/index.ts'
import type { FileToIndex } from '../phi/index.ts'
import type { Trust } from '../sealing/index.ts'
import {
  listUnreadAttachments,
  mergeSearchIndex,
  readRaw,
  saveAttachmentText,
  type Store,
} from '../store/index.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { betweenMergesMs, largestFileToIndexBytes, quietBeforeIndexingMs } from './limits.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'

export interface FileIndexDeps {
  readonly store: Store
  readonly trust: () => Trust
  /** What the files say; rejects when it is closed. */
  readonly readFiles: (files: readonly FileToIndex[]) => Promise<string>
  /** How long no mail has come before files are read. */
  readonly quietMs?: number
}

export interface FileIndex {
  /** Mail came, or may have: files are read once it is quiet. */
  wake(): void
  /** Answers when nothing touches the store any more. */
  stop(): Promise<void>
}

/**
 * Reads what the files of messages say, so that search finds it: newest first, one message at a time, after mail has
 * come in rather than while it comes. Then it puts the pieces of the search index together.
 */
export function createFileIndex({
  store,
  trust,
  readFiles,
  quietMs = quietBeforeIndexingMs,
}: FileIndexDeps): FileIndex {
  const stopping = new AbortController()
  let quietFrom = 0
  let running: Promise<void> | null = null

  async function quiet(): Promise<void> {
    for (;;) {
      const left = quietFrom - performance.now()
      if (left <= 0) return
      await delay(left, undefined, { ref: false, signal: stopping.signal })
    }
  }

  async function run(): Promise<void> {
    try {
      for (;;) {
        await quiet()
        const [id] = listUnreadAttachments(store, 1)
        if (id !== undefined) {
          if (!(await indexOne(id))) return
        } else if (mergeStep()) {
          await delay(betweenMergesMs, undefined, { ref: false, signal: stopping.signal })
        } else {
          return
        }
      }
    } catch {
      // Stopped, locked, or the reader was closed: what wasn't read is read next time.
    }
  }

  /** @returns whether the next may follow */
  async function indexOne(id: MessageId): Promise<boolean> {
    const raw = readRaw(store, id)
    const files = raw === null ? [] : await filesIn(raw, readOpeningKnowledge(store, trust()))
    const text = files.length === 0 ? '' : await readFiles(files)
    if (stopping.signal.aborted) return false
    return store.transaction((tx) => {
      saveAttachmentText(tx, id, text)
      return ok(undefined)
    }).ok
  }

  /** @returns whether there is more to merge */
  function mergeStep(): boolean {
    const merged = store.transaction((tx) => ok(mergeSearchIndex(tx)))
    return merged.ok && merged.value
  }

  return {
    wake: () => {
      quietFrom = performance.now() + quietMs
      if (running !== null || stopping.signal.aborted) return
      running = run().finally(() => {
        running = null
      })
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/**
 * None where the message can't be opened. Whatever that is due to counts as read: tried again and again, one message
 * would keep the files of all older ones from ever being found.
 */
async function filesIn(raw: Uint8Array, known: OpeningKnowledge): Promise<FileToIndex[]> {
  try {
    const opened = await openMessage(raw, known)
    return opened.ok ? filesOf(opened.value) : []
  } catch {
    return []
  }
}

/** Without pictures, sound and film, which hold no text, and without what is too large. */
function filesOf({ content, tree, answer }: OpenedMessage): FileToIndex[] {
  const files =
    answer?.attachments ??
    content.attachments.map(({ fileName, contentType, partPath }) => ({
      fileName,
      contentType,
      bytes: partBytes(tree, partPath) ?? new Uint8Array(),
    }))
  return files
    .filter(({ contentType }) => !/^(?:image|audio|video)\//i.test(contentType))
    .filter(({ bytes }) => bytes.length <= largestFileToIndexBytes)
    .map(({ fileName, contentType, bytes }) => ({ fileName, contentType, bytes }))
}
