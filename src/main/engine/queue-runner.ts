import type { Queue } from '../outbound/index.ts'

/** Wakes the queue when something becomes due. */
export interface QueueRunner {
  start(): void
  /** Something may be due earlier than expected. */
  wake(): void
  /** Answers when no attempt is under way any more. */
  stop(): Promise<void>
}

/** A timer can't wait longer than this (2^31 ms); nothing is lost by looking once a day. */
const longestWaitMs = 24 * 60 * 60 * 1000

export function createQueueRunner(queue: Queue, clock: () => Date): QueueRunner {
  let timer: NodeJS.Timeout | null = null
  let work: Promise<void> = Promise.resolve()
  let isRunning = false

  function schedule(): void {
    if (timer !== null) {
      clearTimeout(timer)
    }
    const due = isRunning ? queue.nextDueAt() : null
    if (due !== null) {
      const wait = Math.min(Math.max(due.getTime() - clock().getTime(), 0), longestWaitMs)
      timer = setTimeout(run, wait)
    }
  }

  function run(): void {
    work = work.then(async () => {
      if (isRunning) {
        await queue.runDue()
        schedule()
      }
    })
  }

  return {
    start: () => {
      isRunning = true
      work = work.then(async () => {
        await queue.recover()
        schedule()
      })
    },
    wake: schedule,
    stop: async () => {
      isRunning = false
      if (timer !== null) {
        clearTimeout(timer)
      }
      await work
    },
  }
}
