export interface Ahead<T> {
  readonly bytesOf: (batch: T) => number
  readonly upToBytes: number
  /** One batch of two that wait; null where each is to be taken by itself. */
  readonly join?: (batch: T, next: T) => T | null
}

/**
 * Goes on with what makes the batches while one of them is being worked on, until the batches that wait hold
 * `upToBytes`; so at most one begins above that. Ends only when what is under way has ended, and stops asking for more
 * when nobody takes them any longer.
 */
export async function* ahead<T>(
  batches: AsyncIterable<T>,
  { bytesOf, upToBytes, join = () => null }: Ahead<T>,
): AsyncGenerator<T, void, void> {
  const waiting: T[] = []
  let waitingBytes = 0
  const state = { isDone: false, isLeft: false }
  // One side waits at a time: who makes them where there are enough, who takes them where there is none.
  let wake = (): void => undefined
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })

  async function fill(): Promise<void> {
    for await (const batch of batches) {
      waiting.push(batch)
      waitingBytes += bytesOf(batch)
      wake()
      while (waitingBytes >= upToBytes && !state.isLeft) {
        await change()
      }
      if (state.isLeft) {
        return
      }
    }
  }

  /** What waits first, joined with what waits behind it. */
  function take(): T | undefined {
    let taken = waiting.shift()
    for (let next = waiting[0]; taken !== undefined && next !== undefined; next = waiting[0]) {
      const joined = join(taken, next)
      if (joined === null) break
      taken = joined
      waiting.shift()
    }
    return taken
  }

  const filled = fill().finally(() => {
    state.isDone = true
    wake()
  })
  // Who takes them learns of a failure after what came before it, which may be later than Node waits for a handler.
  filled.catch(() => undefined)
  try {
    for (;;) {
      const batch = take()
      if (batch !== undefined) {
        waitingBytes -= bytesOf(batch)
        wake()
        yield batch
      } else if (state.isDone) {
        return
      } else {
        await change()
      }
    }
  } finally {
    state.isLeft = true
    wake()
    await filled
  }
}
