import type { Worker } from 'node:worker_threads'
import { createIsolatedWorker } from './isolated-worker.ts'
import type { IsolationLimits } from './protocol.ts'

/** A file as it lay in a message. */
export type FileToIndex = {
  readonly fileName: string
  /** As the sender claims. */
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type IsolatedReading = {
  /**
   * What the files say, files inside them included, those left out that can't be read, or not within the limits of a
   * scan. Rejects only after `close`.
   */
  readonly read: (files: readonly FileToIndex[]) => Promise<string>
  /** Ends the worker, and with it every copy of what it read. */
  readonly close: () => Promise<void>
}

/** Reads files for search in a worker of its own, so that no message on its way out waits for it. */
export function createIsolatedReading(
  startWorker: () => Worker,
  limits: Partial<IsolationLimits> = {},
): IsolatedReading {
  const worker = createIsolatedWorker(startWorker, limits)
  return {
    read: async (files) => {
      const parts = files.map((file, index) => ({ ...file, id: String(index), kind: 'attachment' as const }))
      const texts = await worker.run({ parts }, { kind: 'read' })
      return texts.join('\n')
    },
    close: worker.close,
  }
}
