/** Seconds to wait after so many attempts in a row; a person's slips cost nothing. */
const waits = [0, 0, 0, 0, 0, 5, 15, 30, 60] as const
const longestWait = 300

/**
 * How long the next attempt has to wait, in ms. It slows down a person at the keyboard; who has the files is held
 * up by Argon2 and the device secret alone. A clock that was set back can't lengthen the wait beyond its step.
 */
export function waitBeforeAttempt(attempts: readonly { readonly at: number }[], now: number): number {
  const last = attempts.at(-1)
  if (last === undefined) return 0
  const waitMs = (waits[attempts.length] ?? longestWait) * 1000
  const passed = now - last.at
  return passed < 0 ? waitMs : Math.max(0, waitMs - passed)
}
