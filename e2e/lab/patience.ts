/**
 * How long a test waits for what has to come, in milliseconds. What comes later than this hangs: a slow computer, or one
 * that does other work beside, fails no test.
 */
export const patienceMs = 60_000
