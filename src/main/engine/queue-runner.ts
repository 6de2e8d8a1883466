import type { Queue } from '../outbound/index.ts'
import { isDiskFailure } from '../store/index.ts'

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

/** A full disk or an audit log that can't be written won't be better in a moment. */
const afterFailureMs = 30_000

export function createQueueRunner(
  queue: Pick<Queue, 'recover' | 'runDue' | 'nextDueAt'>,
  clock: () => Date,
): QueueRunner {
  let timer: NodeJS.Timeout | null = null
  let work: Promise<void> = Promise.resolve()
  let isRunning = false
  let isRecovered = false

  function schedule(leastMs = 0): void {
    if (timer !== null) {
      clearTimeout(timer)
    }
    if (!isRunning) {
      return
    }
    const due = isRecovered ? nextDueAt() : clock()
    if (due !== null) {
      const wait = Math.min(Math.max(due.getTime() - clock().getTime(), leastMs), longestWaitMs)
      timer = setTimeout(run, wait)
    }
  }

  /** A disk that can't be read now is asked again later. */
  function nextDueAt(): Date | null {
    try {
      return queue.nextDueAt()
    } catch (error) {
      if (!isDiskFailure(error)) {
        throw error
      }
      return new Date(clock().getTime() + afterFailureMs)
    }
  }

  function run(): void {
    // After a failed attempt as well: one that threw must not keep later letters from leaving.
    work = work.then(attempt, attempt)
  }

  async function attempt(): Promise<void> {
    if (!isRunning) {
      return
    }
    let isDone = false
    try {
      isRecovered ||= queue.recover().ok
      isDone = isRecovered && (await queue.runDue()).ok
    } finally {
      schedule(isDone ? 0 : afterFailureMs)
    }
  }

  return {
    start: () => {
      isRunning = true
      schedule()
    },
    wake: () => {
      schedule()
    },
    stop: async () => {
      isRunning = false
      if (timer !== null) {
        clearTimeout(timer)
      }
      await work
    },
  }
}
