import type { AppEvent } from '../../shared/contract/index.ts'
import type { MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { findMessage, type MessageRecord, type Store } from '../store/index.ts'
import { fetchProgressMs } from './limits.ts'
import type { FetchedPart } from './sync/download-one.ts'

export interface FetchingDeps {
  readonly store: Store
  /** Brings a message here, or its text; fails soon after `signal` aborts. */
  readonly download: (
    record: MessageRecord,
    part: FetchedPart,
    onProgress: (doneBytes: number, totalBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<Result<void>>
  readonly publish: (event: AppEvent) => void
  /** What the list says of it has changed. */
  readonly onFetched: (record: MessageRecord) => void
}

/** Messages that somebody waits for, because they didn't come by themselves. */
export interface Fetching {
  /**
   * Whoever asks while it is under way gets the same answer, or waits for it where more is wanted. Errors: `message/absent`, `message/fetch-stopped`,
   * `message/too-large`, `message/not-downloaded`, of the connection.
   */
  fetch(id: MessageId, part: FetchedPart): Promise<Result<void>>
  /** What came of it is kept for the next one. */
  stopFetch(id: MessageId): void
  stopAll(): void
}

export function createFetching({ store, download, publish, onFetched }: FetchingDeps): Fetching {
  const running = new Map<
    MessageId,
    { part: FetchedPart; stopping: AbortController; done: Promise<Result<void>> }
  >()

  /** Unless it is fetched again already. */
  function forget(id: MessageId, stopping: AbortController): void {
    if (running.get(id)?.stopping === stopping) {
      running.delete(id)
    }
  }

  function stop(id: MessageId): void {
    const one = running.get(id)
    if (one !== undefined) {
      one.stopping.abort()
      forget(id, one.stopping)
    }
  }

  async function fetchOnce(
    record: MessageRecord,
    part: FetchedPart,
    signal: AbortSignal,
  ): Promise<Result<void>> {
    let toldAt = -Infinity
    const tell = (doneBytes: number, totalBytes: number) => {
      if (performance.now() - toldAt < fetchProgressMs) {
        return
      }
      toldAt = performance.now()
      publish({ type: 'fetch-progress', id: record.id, doneBytes, totalBytes })
    }
    const stopped = new Promise<'stopped'>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve('stopped')
      })
    })
    const fetched = await Promise.race([download(record, part, tell, signal), stopped])
    if (fetched === 'stopped' || (!fetched.ok && signal.aborted)) {
      return fail('message/fetch-stopped')
    }
    if (fetched.ok) {
      onFetched(record)
    }
    return fetched
  }

  function fetch(id: MessageId, part: FetchedPart): Promise<Result<void>> {
    const under = running.get(id)
    if (under !== undefined) {
      return part === under.part || under.part === 'whole'
        ? under.done
        : under.done.then((done) => (done.ok ? fetch(id, part) : done))
    }
    const record = findMessage(store, id)
    if (record === null) {
      return Promise.resolve(fail('message/absent'))
    }
    if (record.raw !== null) {
      return Promise.resolve(ok(undefined))
    }
    const stopping = new AbortController()
    const done = fetchOnce(record, part, stopping.signal).finally(() => {
      forget(id, stopping)
    })
    running.set(id, { part, stopping, done })
    return done
  }

  return {
    fetch,

    stopFetch: stop,

    stopAll: () => {
      ;[...running.keys()].forEach(stop)
    },
  }
}
