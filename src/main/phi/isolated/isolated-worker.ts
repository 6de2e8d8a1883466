import type { Worker } from 'node:worker_threads'
import { limits } from '../limits.ts'
import type { NotScannedReason, ScanDocument } from '../types.ts'
import type { IsolationLimits, ResultOf, WorkerTask } from './protocol.ts'
import { superviseWork } from './supervise-work.ts'

export type IsolatedWorker = {
  /**
   * Gives the worker a task. A file that takes too long or too much memory ends the worker, and the task is done again
   * without it. Rejects only after `close`, or when what is no file takes too long.
   */
  readonly run: <Task extends WorkerTask>(
    document: ScanDocument,
    task: Task,
  ) => Promise<ResultOf[Task['kind']]>
  /** Ends the worker, and with it every copy of what it read. */
  readonly close: () => Promise<void>
}

/** Keeps one worker for a while, so that the next task finds it ready; tasks wait for each other. */
export function createIsolatedWorker(
  startWorker: () => Worker,
  shorter: Partial<IsolationLimits> = {},
): IsolatedWorker {
  const bounds: IsolationLimits = { ...limits, ...shorter }
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let isClosed = false

  function started(): Worker {
    const thread = startWorker()
    // One that dies of its last file may say so when nobody watches over it any more.
    thread.on('error', () => undefined)
    // A dead one would leave the next task without an answer, for which its files would be blamed.
    thread.on('exit', () => {
      if (worker === thread) worker = undefined
    })
    return thread
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }

  /** One attempt after the other, each without the file at which the last one failed. */
  async function work<Task extends WorkerTask>(
    document: ScanDocument,
    task: Task,
  ): Promise<ResultOf[Task['kind']]> {
    const files = document.parts.filter(({ text }) => text === undefined).map(({ id }) => id)
    const skip = new Map<string, NotScannedReason>()
    const deadline = performance.now() + bounds.workerTotalMs
    for (;;) {
      if (isClosed) throw new Error('the scanner is closed')
      clearTimeout(idle)
      worker ??= started()
      worker.ref()
      const job = { document: without(document, skip), skip, task }
      const outcome = await superviseWork<ResultOf[Task['kind']]>(worker, job, bounds)
      if (outcome.ok) {
        worker.unref()
        idle = setTimeout(() => void end(), bounds.workerIdleMs)
        idle.unref()
        return outcome.result
      }
      await end()
      const { at, reason } = outcome
      const isSkippedAlready = at !== undefined && skip.has(at)
      // Without a file to blame, or without time to look further, every file that isn't text is to blame.
      if (at !== undefined && !isSkippedAlready && performance.now() < deadline) skip.set(at, reason)
      else if (files.some((file) => !skip.has(file))) for (const file of files) skip.set(file, reason)
      else throw new Error(`the text could not be scanned: ${reason}`)
    }
  }

  return {
    run: (document, task) => {
      const result = queue.then(() => work(document, task))
      queue = result.catch(() => undefined)
      return result
    },
    close: async () => {
      isClosed = true
      await end()
    },
  }
}

/** The bytes of a file that is not to be opened aren't handed over again. */
function without(document: ScanDocument, skip: ReadonlyMap<string, NotScannedReason>): ScanDocument {
  return {
    parts: document.parts.map((part) => (skip.has(part.id) ? { ...part, bytes: new Uint8Array() } : part)),
  }
}
