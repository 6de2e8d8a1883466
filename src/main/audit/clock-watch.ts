/** Clocks are corrected by a little all the time; only more than this is an event. */
export const clockToleranceMs = 1000
/** How far the two clocks of one computer may run apart by themselves: 100 in a million. */
const driftPerMs = 0.0001

export type ClockReading = {
  /** By the computer's clock, ms since 1970. */
  readonly at: number
  /** By how much it was set back since the reading before; 0 where it wasn't. */
  readonly setBackMs: number
}

export type ClockWatch = {
  /** @param isOnRecord whether the set-back that was told of last is on record: its transaction may have been taken back */
  read(isOnRecord: () => boolean): ClockReading
}

type Reading = { readonly at: number; readonly up: number }

/**
 * Holds the computer's clock, which anyone can set, against one that only runs forward: so that it shows when a clock
 * was set back, also where not as far as before the newest record. While the computer sleeps the second clock may stand
 * still; then only what lies before the newest record is noticed.
 *
 * @param uptimeMs a clock that is never set (`performance.now`)
 */
export function createClockWatch(clock: () => Date, uptimeMs: () => number): ClockWatch {
  const now = (): Reading => ({ at: clock().getTime(), up: uptimeMs() })
  let base = now()
  /** Goes on after a set-back, for as long as that is on record. */
  let after: Reading | null = null
  return {
    read: (isOnRecord) => {
      if (after !== null && !isOnRecord()) after = null
      const from = after ?? base
      const reading = now()
      const elapsedMs = reading.up - from.up
      const setBackMs = elapsedMs - (reading.at - from.at)
      const isSetBack = setBackMs > clockToleranceMs + elapsedMs * driftPerMs
      if (isSetBack || after !== null) after = reading
      else base = reading
      return { at: reading.at, setBackMs: isSetBack ? setBackMs : 0 }
    },
  }
}
