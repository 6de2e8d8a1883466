/** Automatic logoff, 45 CFR 164.312(a)(2)(iii): fires when nobody has touched the window for a while. */
export interface IdleTimer {
  /** Begins to count, or begins anew. */
  start(minutes: number): void
  stop(): void
}

export function createIdleTimer(onIdle: () => void): IdleTimer {
  let timer: NodeJS.Timeout | null = null
  const stop = () => {
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
    }
  }
  return {
    start: (minutes) => {
      stop()
      timer = setTimeout(onIdle, minutes * 60_000)
      timer.unref()
    },
    stop,
  }
}
