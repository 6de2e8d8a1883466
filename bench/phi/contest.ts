import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ContestantName } from './contestants.ts'

export type Task = {
  readonly kind: 'scan' | 'rescan' | 'scanInTwo'
  readonly texts: readonly string[]
  readonly rounds: number
  /** No further round begins after this; a text that was begun is finished. */
  readonly budgetMs: number
}

/** The times in milliseconds of each text that was read, one for each round. */
export type Timed = readonly (readonly number[])[]

/** A scanner in a worker, which is ended and started anew when it doesn't answer in time. */
export class Contest {
  private readonly name: ContestantName
  private worker: Worker | undefined

  constructor(name: ContestantName) {
    this.name = name
  }

  /** @returns the times, or undefined where the worker was ended after `capMs` */
  async run(task: Task, capMs: number): Promise<Timed | undefined> {
    const worker = (this.worker ??= await this.start())
    const cap = AbortSignal.timeout(capMs)
    try {
      worker.postMessage(task)
      const [timed] = (await once(worker, 'message', { signal: cap })) as [Timed]
      return timed
    } catch (error) {
      if (!cap.aborted) throw error
      await this.end()
      return undefined
    }
  }

  async end(): Promise<void> {
    await this.worker?.terminate()
    this.worker = undefined
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(new URL('contest-worker.ts', import.meta.url), {
      workerData: { name: this.name },
    })
    await once(worker, 'message')
    return worker
  }
}
