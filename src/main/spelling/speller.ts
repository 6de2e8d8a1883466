import type { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '../../shared/result.ts'
import { limits } from './limits.ts'
import type { SpellingAnswer, SpellingJob, SpellingLanguage, SpellingTask } from './protocol.ts'

export interface Speller {
  /**
   * Starts the thread where there is none. Errors: `spelling/unavailable` where it ends or doesn't answer,
   * `vault/locked` after `close`.
   */
  ask(languages: readonly SpellingLanguage[], task: SpellingTask): Promise<Result<readonly string[]>>
  /** Ends the thread, and with it every word that it was asked about. */
  close(): Promise<void>
}

interface Waiting {
  readonly clock: NodeJS.Timeout
  readonly resolve: (answer: Result<readonly string[]>) => void
}

/** Starts a thread that calls `serveSpelling`, whose heap may hold so much and whose output is thrown away. */
export type StartSpelling = (heapMb: number) => Worker

/** Asks one thread, which is there only while somebody writes. */
export function createSpeller(startWorker: StartSpelling, answerMs: number = limits.answerMs): Speller {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0
  let isClosed = false

  function settle(id: number, answer: Result<readonly string[]>): void {
    const asked = waiting.get(id)
    if (asked === undefined) return
    clearTimeout(asked.clock)
    waiting.delete(id)
    asked.resolve(answer)
    if (waiting.size > 0) return
    thread?.unref()
    clearTimeout(idle)
    idle = setTimeout(() => void end(), limits.idleMs)
    idle.unref()
  }

  function settleAll(answer: Result<readonly string[]>): void {
    for (const id of [...waiting.keys()]) settle(id, answer)
  }

  function started(): Worker {
    const worker = startWorker(limits.heapMb)
    worker.on('message', ({ id, words }: SpellingAnswer) => {
      settle(id, ok(words))
    })
    // Its exit follows, and tells the same.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (worker !== thread) return
      thread = undefined
      settleAll(fail('spelling/unavailable'))
    })
    return worker
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ended = thread
    thread = undefined
    settleAll(fail(isClosed ? 'vault/locked' : 'spelling/unavailable'))
    clearTimeout(idle)
    await ended?.terminate()
  }

  return {
    ask: (languages, task) => {
      if (isClosed) return Promise.resolve(fail('vault/locked'))
      clearTimeout(idle)
      thread ??= started()
      thread.ref()
      const job: SpellingJob = { id: ++lastId, languages, task }
      thread.postMessage(job)
      return new Promise((resolve) => {
        const clock = setTimeout(() => void end(), answerMs)
        waiting.set(job.id, { clock, resolve })
      })
    },
    close: async () => {
      isClosed = true
      await end()
    },
  }
}
